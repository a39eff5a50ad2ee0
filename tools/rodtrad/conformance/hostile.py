"""Cases of a sender that is broken, hostile or robbed: the client must keep the last good copy."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from rodtrad.conformance import forging, harms
from rodtrad.conformance.faults import Fault
from rodtrad.conformance.forging import Lists, forged
from rodtrad.conformance.harms import NEWS, metadata
from rodtrad.conformance.histories import FIRST, NEW, Case, State, good, on_the_way, refused, signed
from rodtrad.conformance.sender import Harm, release, rotate
from rodtrad.feed.addresses import MANIFEST, RELEASED
from rodtrad.feed.canonical import canonical

PARTS: dict[str, harms.Part] = {
    "timestamp": metadata("timestamp"),
    "snapshot": metadata("snapshot"),
    "targets": metadata("targets"),
    "manifest": harms.manifest,
    "shard": harms.shard,
    "page": harms.page,
    "document": harms.document,
}

WORDS = {
    "timestamp": "timestamp.json",
    "snapshot": "snapshot.json",
    "targets": "targets.json",
    "manifest": "manifestet",
    "shard": "en förteckning (shard)",
    "page": "en sida med händelser",
    "document": "ett dokument",
}


def _altered() -> Iterator[Case]:
    for name, part in PARTS.items():
        yield on_the_way(f"flipped-{name}", f"En bit är ändrad i {WORDS[name]}.", harms.flipped(part))


ON_THE_WAY = (
    *_altered(),
    on_the_way("truncated-document", "Slutet av ett dokument saknas.", harms.truncated(harms.document)),
    on_the_way("truncated-manifest", "Slutet av manifestet saknas.", harms.truncated(harms.manifest)),
    on_the_way("missing-document", "Ett dokument finns inte på servern.", harms.missing(harms.document)),
    on_the_way("missing-manifest", "Manifestet finns inte på servern.", harms.missing(harms.manifest)),
    on_the_way(
        "older-document",
        "I stället för den nya versionen kommer den gamla.",
        harms.earlier(harms.document, at=harms.document),
    ),
    on_the_way(
        "older-manifest",
        "I stället för det nya manifestet kommer det gamla.",
        harms.earlier(harms.manifest, at=harms.manifest),
    ),
    on_the_way(
        "mixed-snapshot",
        "Delar som inte hör ihop: gammal snapshot till ny timestamp.",
        harms.earlier(metadata("snapshot"), at=metadata("snapshot")),
    ),
    on_the_way(
        "mixed-targets",
        "Delar som inte hör ihop: gamla targets till ny snapshot.",
        harms.earlier(metadata("targets"), at=metadata("targets")),
    ),
    Case(
        "rollback-timestamp",
        "Servern lämnar en äldre timestamp än den som klienten har sett.",
        (FIRST, good(NEW), refused(harms.earlier(metadata("timestamp"))), FIRST),
    ),
    on_the_way("another-sender", "Allt är undertecknat med någon annans nycklar.", harms.of_another_sender),
    Case(
        "archive-flipped",
        "En bit är ändrad i arkivet: vägra, eller hämta filerna för sig.",
        (State("either", harms=(harms.flipped(harms.archive),)), FIRST),
    ),
    on_the_way("endless-timestamp", "timestamp.json tar aldrig slut.", fault=Fault("endless", "tuf/timestamp.json")),
    on_the_way("endless-document", "Ett dokument tar aldrig slut.", fault=Fault("endless", f"{NEWS}/")),
    on_the_way("slow-timestamp", "timestamp.json kommer med en byte i sekunden.", fault=Fault("slow", "tuf/timestamp")),
    on_the_way("slow-document", "Ett dokument kommer med en byte i sekunden.", fault=Fault("slow", f"{NEWS}/")),
    on_the_way("silent", "Servern svarar aldrig.", fault=Fault("silent", "")),
    on_the_way("hang-up", "Servern bryter mitt i svaret.", fault=Fault("hang-up", "manifest/")),
    on_the_way("unavailable", "Servern svarar 503.", fault=Fault("unavailable", "")),
    on_the_way("compressed-bomb", "Ett litet svar packar upp till 200 MB.", fault=Fault("bomb", "manifest/")),
)

LONG_AGO = dt.timedelta(days=-40)

TIME = (
    Case(
        "expired-timestamp",
        "Underskriften har gått ut: kopian är inaktuell men används.",
        (FIRST, State("stale", (NEW,), (forging.expired("timestamp"),)), FIRST),
    ),
    Case("expired-at-first", "Underskriften har gått ut redan före första hämtningen.", (State("stale", at=LONG_AGO),)),
    Case(
        "expired-snapshot",
        "snapshot.json har gått ut, timestamp.json inte.",
        (FIRST, State("stale", (NEW,), (forging.expired("snapshot"),))),
    ),
    Case(
        "expired-targets",
        "targets.json har gått ut, timestamp.json inte.",
        (FIRST, State("stale", (NEW,), (forging.expired("targets"),))),
    ),
    Case(
        "expired-root",
        "root.json har gått ut; sedan kommer en ny.",
        (FIRST, State("stale", (NEW, rotate("root", at=dt.timedelta(days=-2000)))), good(rotate("root"))),
    ),
)


def _sequence_back(lists: Lists) -> None:
    lists.manifest["sequence"] = 3


def _retold(lists: Lists) -> None:
    lists.page["events"][2]["title"] = "Något annat än förut"


def _gap(lists: Lists) -> None:
    del lists.page["events"][3]


def _gap_ahead(lists: Lists) -> None:
    del lists.page["events"][-2]


def _short(lists: Lists) -> None:
    del lists.page["events"][-1]


def _skip_page(lists: Lists) -> None:
    before = json.loads((lists.state.home / lists.page["previous"]["path"]).read_bytes())
    lists.page["previous"] = before["previous"]


def _said(**other: str) -> Harm:
    """The file of the news says something else of itself than the lists say."""
    return forged(lambda lists: lists.put(canonical({**lists.newest(), **other})))


def _document(**other: Any) -> Harm:
    return forged(lambda lists: lists.document().update(other))


def _file(**other: Any) -> Harm:
    return forged(lambda lists: lists.document()["files"][-1].update(other))


def _shard(data: bytes) -> Harm:
    return forged(lambda lists: lists.shards.__setitem__(lists.shard, data))


def _manifest(data: bytes) -> Harm:
    return forged(lambda lists: setattr(lists, "manifest", data))


def _twice(lists: Lists) -> None:
    documents = lists.shards[lists.shard]["documents"]
    documents.append(lists.document())


def _of_another(lists: Lists) -> None:
    other = lists.state.home / "vardforlopp/tva/1.0.0.json"
    lists.put(other.read_bytes())


def _outside(lists: Lists) -> None:
    """Where a client that joins names comes to, on the server and in its own folder."""
    data = canonical(lists.newest())
    lists.put(data, f"vardforlopp/../../{forging.OUTSIDE}/2.0.0.json")


def _first_manifest(lists: Lists) -> None:
    before = lists.state.earlier[0] / RELEASED / MANIFEST
    lists.manifest = before.read_bytes()


SIGNED = (
    Case(
        "rollback-snapshot",
        "Den som har stulit en nyckel pekar på en äldre snapshot.",
        (FIRST, good(NEW), refused(forging.older_snapshot)),
    ),
    Case(
        "rollback-targets",
        "Den som har stulit två nycklar pekar på äldre targets.",
        (FIRST, good(NEW), refused(forging.older_targets)),
    ),
    *(
        signed(
            f"unknown-key-{role}", f"{role}.json är undertecknad med en okänd nyckel.", forging.signed_by_nobody(role)
        )
        for role in ("timestamp", "snapshot", "targets")
    ),
    *(
        Case(
            f"revoked-key-{role}",
            f"{role}.json är undertecknad med en nyckel som inte längre gäller.",
            (FIRST, good(rotate(role)), FIRST, refused(forging.signed_by_stolen(role))),
        )
        for role in ("timestamp", "snapshot", "targets")
    ),
    Case(
        "hidden-root",
        "Nycklarna är bytta, men en tjuv döljer den nya root.json och skriver under med de gamla.",
        (
            FIRST,
            good(rotate("targets", "snapshot", "timestamp")),
            good(release("vardforlopp/tva")),
            refused(forging.first_root_again),
        ),
    ),
    signed("sequence-back", "Manifestet säger ett lägre nummer än förra gången.", forged(_sequence_back)),
    Case(
        "first-manifest-again",
        "Ett gammalt manifest är undertecknat på nytt.",
        (FIRST, good(NEW), refused(forged(_first_manifest))),
    ),
    signed("history-retold", "En händelse som redan har hämtats säger något annat.", forged(_retold)),
    signed("history-gap", "Ett nummer saknas bland händelser som redan har hämtats.", forged(_gap)),
    Case(
        "history-gap-ahead",
        "Ett nummer saknas bland de nya händelserna.",
        (FIRST, refused(forged(_gap_ahead), changes=(release(NEWS, 3),))),
    ),
    Case(
        "history-skips-page",
        "Den sista sidan pekar förbi en sida som klienten inte har.",
        (good(release(NEWS, 100)), refused(forged(_skip_page), changes=(release("vardforlopp/tva", 150),))),
    ),
    signed("history-short", "Den sista händelsen saknas.", forged(_short)),
    Case(
        "acceptance-feed",
        "Flödet är acceptansmiljöns, men klienten vill ha produktion.",
        (refused(changes=()),),
        environment="acceptance",
    ),
    signed(
        "other-environment",
        "Manifestet säger en annan miljö än den som klienten vill ha.",
        forged(lambda lists: lists.manifest.update(environment="acceptance")),
    ),
    signed(
        "shard-of-other-environment",
        "En förteckning säger en annan miljö.",
        forged(lambda lists: lists.shards[lists.shard].update(environment="acceptance")),
    ),
    signed("document-of-other-environment", "Ett dokument säger en annan miljö.", _said(environment="acceptance")),
    signed("example-listed-as-approved", "Ett dokument säger att det är ett exempel.", _said(clinicalUse="example")),
    signed(
        "newer-contract", "Flödet har version 2.0.", forged(lambda lists: lists.manifest.update(schemaVersion="2.0"))
    ),
    signed("path-outside", "Filens plats leder ut ur flödet och ut ur klientens mapp.", forged(_outside)),
    signed("shard-outside", "Förteckningens plats leder ut ur flödet.", forging.shard_outside),
    signed("no-manifest", "Inget manifest är undertecknat.", forging.no_manifest),
    signed("key-outside", "Dokumentets namn leder ut ur klientens mapp.", _document(key=f"../{forging.OUTSIDE}/ett")),
    signed("document-twice", "Ett dokument nämns två gånger.", forged(_twice)),
    signed("document-of-another", "Ett dokument pekar på ett annat dokuments text.", forged(_of_another)),
    signed("wrong-length", "Kontrollsumman stämmer, men inte längden.", _file(bytes=10)),
    signed("huge-length", "En fil sägs vara en terabyte.", _file(bytes=10**12)),
    signed("odd-hash", "Kontrollsumman är ingen kontrollsumma.", _file(sha256=f"../../{forging.OUTSIDE}/x")),
    signed("no-json-manifest", "Kontrollsumman stämmer, men manifestet är inte JSON.", _manifest(forging.NO_JSON)),
    signed("no-json-shard", "Kontrollsumman stämmer, men förteckningen är inte JSON.", _shard(forging.NO_JSON)),
    signed(
        "no-json-document",
        "Kontrollsumman stämmer, men dokumentet är inte JSON.",
        forged(lambda lists: lists.put(forging.NO_JSON)),
    ),
    signed("deep-manifest", "Manifestet är 200 000 listor i varandra.", _manifest(forging.DEEP)),
    signed("deep-shard", "En förteckning är 200 000 listor i varandra.", _shard(forging.DEEP)),
    signed(
        "deep-document",
        "Ett dokument är 200 000 listor i varandra.",
        forged(lambda lists: lists.put(forging.DEEP)),
    ),
    Case(
        "archive-names",
        "Namnen i arkivet leder ut ur klientens mapp: vägra, eller strunta i namnen.",
        (State("either", harms=(forging.with_archive(forging.names_that_lead_out),)),),
    ),
    Case(
        "archive-bomb",
        "Arkivet packar upp till 128 MB: vägra, eller hämta filerna för sig.",
        (State("either", harms=(forging.with_archive(forging.archive_bomb),)),),
    ),
)

CASES = (*ON_THE_WAY, *TIME, *SIGNED)
