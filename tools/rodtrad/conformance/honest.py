"""Cases of a sender that does what it may: the client must follow."""

from __future__ import annotations

from rodtrad.conformance import forging, harms
from rodtrad.conformance.forging import Lists, forged
from rodtrad.conformance.harms import NEWS
from rodtrad.conformance.histories import FIRST, NEW, Case, good
from rodtrad.conformance.sender import LISTED, grown, list_, published, release, rotate, unlist, withdraw

CASES = (
    Case("first-import", "Första hämtningen.", (FIRST,)),
    Case("nothing-changed", "Inget har ändrats sedan sist.", (FIRST, FIRST)),
    Case("new-version", "Ett dokument har en ny version.", (FIRST, good(NEW))),
    Case("new-document", "Ett dokument är nytt.", (FIRST, good(release("vardforlopp/nytt")))),
    Case(
        "left-behind",
        "Klienten har missat flera publiceringar.",
        (FIRST, good(NEW, published, release("indikatorer/ett", 3), published, withdraw("vardforlopp/tva"))),
    ),
    Case(
        "withdrawn",
        "Ett dokument är upphävt utan efterföljare: stubben gäller, texten är borta.",
        (FIRST, good(withdraw("vardforlopp/tva"))),
    ),
    Case(
        "withdrawn-with-successor",
        "Ett dokument är upphävt och ersatt av ett som redan fanns.",
        (FIRST, good(withdraw("vardforlopp/tva", "vardforlopp/tre"))),
    ),
    Case(
        "restored",
        "Ett upphävt dokument ges ut på nytt.",
        (FIRST, good(withdraw("vardforlopp/tva")), good(release("vardforlopp/tva"))),
    ),
    Case(
        "renamed",
        "Ett dokument byter namn: det gamla ersätts av det nya.",
        (FIRST, good(release("vardforlopp/nytt-namn"), withdraw("vardforlopp/tva", "vardforlopp/nytt-namn"))),
    ),
    Case(
        "merged",
        "Två dokument blir ett.",
        (
            FIRST,
            good(
                release("vardforlopp/samlat"),
                withdraw("vardforlopp/tva", "vardforlopp/samlat"),
                withdraw("vardforlopp/tre", "vardforlopp/samlat"),
            ),
        ),
    ),
    Case(
        "split",
        "Ett dokument blir två.",
        (
            FIRST,
            good(
                release("vardforlopp/del-ett"),
                release("vardforlopp/del-tva"),
                withdraw("vardforlopp/tva", "vardforlopp/del-ett", "vardforlopp/del-tva"),
            ),
        ),
    ),
    Case("entry-changed", "En registerpost utan version är ändrad.", (FIRST, good(list_(LISTED, "Ny uppgift.")))),
    Case("entry-gone", "En registerpost finns inte längre.", (FIRST, good(unlist(LISTED)))),
    Case("entry-released", "En registerpost har blivit ett dokument med version.", (FIRST, good(release(LISTED)))),
    Case("root-rotated", "Rotnyckeln är bytt, tre gånger.", (FIRST, good(NEW, rotate("root", "root", "root")))),
    Case(
        "keys-rotated",
        "Nycklarna för targets, snapshot och timestamp är bytta.",
        (FIRST, good(NEW, rotate("targets", "snapshot", "timestamp")), good(release("vardforlopp/tva"))),
    ),
    Case("rotated-before-first", "Klienten har fått en gammal root.json.", (good(rotate("root", "timestamp")),)),
    Case(
        "older-archive",
        "Arkivet är äldre än manifestet: det som saknas hämtas för sig.",
        (good(published, NEW),),
    ),
    Case("no-archive", "Inget arkiv är undertecknat.", (good(harms=(forging.with_archive(None),)),)),
    Case(
        "archive-gone",
        "Arkivet är undertecknat men går inte att hämta.",
        (good(harms=(harms.missing(harms.archive),)),),
    ),
    Case(
        "many-events",
        "Händelserna ryms inte på en sida.",
        (good(release(NEWS, 120)), good(release("vardforlopp/tva", 130))),
    ),
    Case(
        "page-sealed",
        "Sidan med de senaste händelserna har blivit full och ligger på en ny adress.",
        (good(release(NEWS, 86)), good(release("vardforlopp/tva", 6))),
    ),
    Case(
        "page-exactly-full",
        "Sidan är full, men ingen ny har börjat.",
        (FIRST, good(release(NEWS, 89))),
    ),
    Case(
        "unknown-fields",
        "Nya fält i alla filer, som ett senare 1.x kan ha: de ska föras vidare.",
        (FIRST, good(grown, NEW, harms=(forged(lambda lists: _grow(lists)),))),
    ),
    Case(
        "not-for-care",
        "Ett exempel och ett utkast i förteckningen: de får inte tas in.",
        (
            good(
                harms=(forged(lambda lists: _not_for_care(lists)),),
                without=frozenset({"vardforlopp/fem", "vardforlopp/sex"}),
            ),
        ),
    ),
)


def _grow(lists: Lists) -> None:
    for one in (lists.manifest, *lists.shards, lists.page, lists.document(), lists.manifest["changes"]):
        one["laterField"] = {"nytt": ["fält"]}
    lists.manifest["schemaVersion"] = "1.7"


def _not_for_care(lists: Lists) -> None:
    lists.document("vardforlopp/fem")["clinicalUse"] = "example"
    lists.document("vardforlopp/sex")["clinicalUse"] = "draft"
