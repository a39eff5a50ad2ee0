"""From YAML to typed front matter: every fault at once, each on its line, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest
from frontmatter.default_handlers import YAMLHandler
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.finding import Finding
from rodtrad.keyed import Keyed, key
from rodtrad.library import reference_keys
from rodtrad.matter import Report, build, nearest
from rodtrad.model import MATTER, IndicatorMatter, Kind, Matter, PathwayMatter, RegisterMatter
from rodtrad.project import files
from rodtrad.reader import Reading, read
from rodtrad.source import Source
from rodtrad.strictyaml import Value
from rodtrad.values import Audience, DecisionType, Status
from rodtrad.writer import apply

ROOT = Path(__file__).parents[1]
CONTENT = [path for path in files(ROOT) if path.endswith(".md")]
LEAST = "id: x\ntitel: X\ntyp: vårdförlopp\nomfattning: fulltext\n"


def reading(matter: str, folder: str = "vardforlopp") -> Reading:
    return read(f"content/{folder}/x.md", f"---\n{matter}---\n".encode())


def matter_of(text: str, folder: str = "vardforlopp") -> Matter:
    found = reading(text, folder)
    assert found.document is not None
    assert not found.findings
    return found.document.face.matter


def findings(text: str, folder: str = "vardforlopp") -> list[Finding]:
    """The findings on keys; that required keys are missing is left out unless that is all there is."""
    found = reading(text, folder).findings
    return [f for f in found if f.rule != "missing-key"] or found


def test_every_shape_of_value() -> None:
    matter = matter_of(
        LEAST + "andra namn: Ett namn, med komma\nversion: 1.2.0\nstatus: remiss\nexempel: true\n"
        "målgrupper: [primärvård, ambulans]\nkoder:\n  icd-10-se: [I63, I64]\n  atc: N02\ngranskat: 2026-05\n"
        "beslutslogg:\n  - organ: sks\n    datum: 2020\n    typ: remiss\njäv:\n  deklarerat: false\n"
    )
    assert isinstance(matter, PathwayMatter)
    assert matter.other_titles == ("Ett namn, med komma",)
    assert matter.status is Status.CONSULTATION
    assert matter.example is True
    assert matter.audiences == (Audience.PRIMARY, Audience.AMBULANCE)
    assert matter.codes == {"icd-10-se": ("I63", "I64"), "atc": ("N02",)}
    assert matter.reviewed == "2026-05"
    assert matter.decisions is not None
    assert matter.decisions[0].type is DecisionType.CONSULTATION
    assert matter.interests is not None
    assert matter.interests.declared is False
    assert matter.owner is None


def test_all_faults_are_told_at_once_each_on_its_line() -> None:
    found = reading("id: X\ntitel: X\nstatus: klar\nversion: 1\nfärg: blå\n").findings
    told = sorted((f.place.line, f.rule) for f in found if f.rule != "missing-key")
    assert told == [(2, "wrong-value"), (4, "wrong-value"), (5, "wrong-value"), (6, "unknown-key")]
    assert sorted(f.message for f in found if f.rule == "missing-key") == [
        "Nyckeln `omfattning` saknas.",
        "Nyckeln `typ` saknas.",
    ]


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("status: godkant", "status: godkänt"),
        ("status: UTKAST", "status: utkast"),
        ("exempel: ja", "exempel: true"),
        ("granskat: 2026/05/02", "granskat: 2026-05-02"),
        ("granskat: 2.5.2026", "granskat: 2026-05-02"),
        ("version: 1.2", "version: 1.2.0"),
        ("ersätts av: Höft & knä", "ersätts av: hoft-kna"),
        ("målgrupper: primärvård, ambulans", "målgrupper: [primärvård, ambulans]"),
        ("forvaltare: sks", "förvaltare: sks"),
        ("Licens: CC0-1.0", "licens: CC0-1.0"),
        ("nästa gransknig: 2028", "nästa granskning: 2028"),
    ],
)
def test_the_fix_writes_what_was_meant(line: str, better: str) -> None:
    text = f"---\n{LEAST}{line}\n---\n"
    (finding,) = read("content/vardforlopp/x.md", text.encode()).findings
    assert finding.fix is not None
    mended = apply(text, finding.fix.edits)
    assert better in mended.split("\n")
    assert not read("content/vardforlopp/x.md", mended.encode()).findings


@pytest.mark.parametrize(
    "line",
    [
        "granskat: 2026-02-30",
        "granskat: 2026-13",
        "granskat: 26-05-02",
        "granskat: i maj",
        "granskat: [2026]",
        "version: 01.0.0",
        "version: 1.0.0-beta",
        "ersätts av: -x",
        "ersätts av: x--y",
        "målgrupper: alla",
        "målgrupper:\n  a: b",
        "koder: I63",
        "beslutslogg: 2020",
        "beslutslogg:\n  - sks",
        "jäv: nej",
        "nationellt:\n  webbadress: ftp://x.se",
    ],
)
def test_wrong_values_are_told_and_left_out(line: str) -> None:
    found = findings(LEAST + line + "\n")
    assert [f.rule for f in found] == ["wrong-value"]
    assert found[0].hint
    document = reading(LEAST + line + "\n").document
    assert document is not None


def test_required_keys_may_not_be_empty() -> None:
    assert [f.rule for f in reading("id: x\ntitel:\n", "handbok").findings] == ["missing-key"]
    assert [f.place.line for f in reading("id: x\ntitel:\n", "handbok").findings] == [3]


def test_null_where_it_is_allowed() -> None:
    text = "region: halland\ntillägg till: x\nbygger på: 1.0.0\närver: null\n"
    found = read("content/tillagg/halland/x.md", f"---\n{text}---\n".encode())
    assert not found.findings
    assert found.document is not None
    assert getattr(found.document.face.matter, "inherits", "") is None
    matter = matter_of("id: x\ntitel: X\ndatatillgång: okänd\nkik:\n  mId: null\n  status: saknas\n", "indikatorer")
    assert isinstance(matter, IndicatorMatter)
    assert matter.kik == {"status": "saknas"}


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    text = LEAST + "status: utkast\nstatus: remiss\nkoder:\n  atc: [A]\n  atc: [B]\n"
    found = reading(text)
    assert [(f.place.line, f.rule) for f in found.findings] == [(7, "duplicate-key"), (10, "duplicate-key")]
    assert found.document is not None
    matter = found.document.face.matter
    assert isinstance(matter, PathwayMatter)
    assert matter.status is Status.DRAFT
    assert matter.codes == {"atc": ("A",)}


def test_places_of_keys_and_values() -> None:
    text = LEAST + "ersätter: a\nriktlinjer: [b, c]\nbeslutslogg:\n  - organ: sks\n    typ: remiss\n"
    document = reading(text).document
    assert document is not None
    lines = document.source.text.split("\n")

    def at(path: str, *, of_key: bool = False) -> str:
        place = document.key(path, of_key=of_key)
        assert place.line == place.end_line
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]

    assert at("titel") == "X"
    assert at("titel", of_key=True) == "titel"
    assert at("ersätter[0]") == "a"
    assert at("riktlinjer[1]") == "c"
    assert at("beslutslogg[0].typ") == "remiss"
    assert at("beslutslogg[0].datum").startswith("organ")
    assert at("finns inte") == "---"


def test_references_are_found_however_deep() -> None:
    text = LEAST + "förvaltare: a\nriktlinjer: [b, c]\nbeslutslogg:\n  - typ: remiss\n  - organ: sks\n    datum: 2020\n"
    document = reading(text).document
    assert document is not None
    assert [(path, value) for path, value, _, _ in reference_keys(document.face.matter)] == [
        ("förvaltare", "a"),
        ("riktlinjer[0]", "b"),
        ("riktlinjer[1]", "c"),
        ("beslutslogg[1].organ", "sks"),
    ]


@pytest.mark.parametrize(
    ("word", "near"),
    [("forvaltare", "förvaltare"), ("FÖRVALTARE", "förvaltare"), ("förvaltre", "förvaltare"), ("xyz", ""), ("", "")],
)
def test_nearest(word: str, near: str) -> None:
    assert nearest(word, ["förvaltare", "version", "status"]) == near


@pytest.mark.parametrize("kind", Kind)
def test_no_two_keys_have_the_same_name_and_each_says_what_it_is(kind: Kind) -> None:
    aliases = MATTER[kind].aliases()
    assert len(set(aliases.values())) == len(aliases)
    assert {"id", "titel"} <= set(aliases)


def test_a_register_reads_its_head_apart_from_its_entries() -> None:
    text = "id: organ\ntitel: Organ\nkälla: SKR 2023, rad 1\nposter:\n"
    text += "  - id: a\n    namn: A\n    slag: [b, c]\n  - id: d\n"
    found = read("content/register/organ.yaml", text.encode())
    assert [(f.rule, f.place.line) for f in found.findings] == [("incomplete-register-entry", 8)]
    assert found.document is not None
    matter = found.document.face.matter
    assert isinstance(matter, RegisterMatter)
    assert matter.source == ("SKR 2023, rad 1",)
    (entry,) = found.document.face.blocks
    assert (entry.id, entry.title, entry.place.line) == ("a", "A", 5)
    assert entry.facts == (("id", "a"), ("namn", "A"), ("slag", "b"), ("slag", "c"))


def split(text: str) -> tuple[str, str] | None:
    """Front matter and body as we part them, without the white space around them."""
    document = read("content/handbok/x.md", text.encode()).document
    if document is None:
        return None
    normal, end = document.source.text, document.body.matter_end
    head = normal[:end].rstrip().removesuffix("---")
    return head[4:].strip(), normal[end:].strip()


@pytest.mark.parametrize("path", CONTENT)
def test_python_frontmatter_splits_our_files_the_same_way(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    found = read(path, text.encode())
    assert found.document is not None
    head, body = YAMLHandler().split(text)
    normal, end = found.document.source.text, found.document.body.matter_end
    assert normal[end:].strip() == body.strip()
    assert normal[4:end].strip().removesuffix("---").strip() == head.strip()
    assert frontmatter.loads(text).metadata.get("id", "") == (found.document.face.matter.id or "")


LINES = st.lists(
    st.sampled_from(
        ["id: x", "titel: Å", "", "Text.", "--- ", "-- -", "***", "## Rubrik", "- punkt", "| a |", "  ---x"]
    ),
    max_size=8,
)


@given(st.sampled_from([["id: x", "titel: X"], ["id: x"], ["titel: 'a: b'", "", "# kommentar"]]), LINES)
def test_python_frontmatter_splits_generated_files_the_same_way(head: list[str], body: list[str]) -> None:
    text = "\n".join(["---", *head, "---", *body])
    theirs = YAMLHandler().split(text)
    assert split(text) == (theirs[0].strip(), theirs[1].strip())


def test_a_long_dash_in_the_front_matter_does_not_end_it() -> None:
    assert Source.read("x", b"---\n").text == "---\n"
    found = reading("id: x\ntitel: X\n-----\n", "handbok")
    assert [(f.rule, f.place.line) for f in found.findings] == [("broken-front-matter", 4)]


def test_a_key_of_a_kind_that_nobody_can_read_is_refused() -> None:
    class Odd(Keyed):
        share: float | None = key("andel")

    with pytest.raises(TypeError, match="float"):
        build(Odd, Value("map", 0, 0), Report(Source.read("x", b"")))
    with pytest.raises(TypeError, match="one key"):
        type(Keyed)("Twice", (Keyed,), {"__annotations__": {"a": "str", "b": "str"}, "a": key("x"), "b": key("x")})
