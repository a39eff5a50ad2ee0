"""The reader is total: any bytes give a document or findings, each on its line, and no rule falls over."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.face import Role
from rodtrad.library import link
from rodtrad.model import FOLDERS, Kind
from rodtrad.project import files
from rodtrad.reader import Reading, kind_of, read
from rodtrad.rules import check_document, check_library, rules
from rodtrad.tree import plain

ROOT = Path(__file__).parents[1]
PATH = "content/vardforlopp/x.md"
HEAD = "---\nid: x\ntitel: X\ntyp: vårdförlopp\nomfattning: fulltext\n---\n\n"
BODY = len(HEAD.split("\n"))
"""The first line of the body."""


def told(reading: Reading) -> list[tuple[str, int]]:
    return [(finding.rule, finding.place.line) for finding in reading.findings]


def check_all(reading: Reading) -> int:
    """Run every rule on what was read; the number of findings."""
    if reading.document is None:
        return 0
    library = link([reading.document.face])
    found = check_document(reading.document, library, rules().values()) + check_library(library, rules().values())
    lines = len(reading.document.source.starts)
    for finding in found:
        assert finding.rule != "internal-error", finding
        assert finding.message
        assert 1 <= finding.place.line <= finding.place.end_line <= lines, finding
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(reading.document.source.text), finding
    return len(found)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("missing-front-matter", 1)]),
        (b"\n", [("missing-front-matter", 1)]),
        (b"-", [("missing-front-matter", 1)]),
        (b"---", [("missing-front-matter", 1)]),
        (b"---\nid: x\n", [("missing-front-matter", 1)]),
        (b"\n---\nid: x\n---\n", [("missing-front-matter", 1)]),
        (b"x" * 5_000_000, [("oversized-file", 1)]),
        (b"---\n- a\n---\n", [("broken-front-matter", 2)]),
        (b"---\nid: x\ntitel: a: b\n---\n", [("broken-front-matter", 3)]),
        (b'---\nid: x\ntitel: "a\nversion: 1\n---\n', [("broken-front-matter", 3)]),
        (b"---\nid: x\nkoder:\n\tatc: a\n---\n", [("broken-front-matter", 4)]),
        (b"---\nid: x\ntitel: " + b"[" * 60_000 + b"\n---\n", [("broken-front-matter", 3)]),
        (b"---\ntitel: " + b"a" * 70_000 + b"\n---\n", [("broken-front-matter", 2)]),
    ],
)
def test_files_that_give_no_document(data: bytes, expected: list[tuple[str, int]]) -> None:
    reading = read(PATH, data)
    assert reading.document is None
    assert told(reading) == expected
    assert all(finding.message and finding.hint for finding in reading.findings)


def test_binary_files_are_told_and_not_read() -> None:
    reading = read(PATH, bytes(range(256)) * 100)
    assert reading.document is None
    assert {rule for rule, _ in told(reading)} <= {"unreadable-characters", "missing-front-matter"}
    assert ("unreadable-characters", 1) in told(reading)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode(),
    ],
    ids=["crlf", "cr", "bom", "nfd", "all"],
)
def test_a_document_is_the_same_however_it_is_saved(change: object) -> None:
    text = HEAD.replace("titel: X", "titel: Åldrande\nfärg: blå") + "## Ingång och utgång\n\nÅ [döda](#länken) ö.\n"
    plainly, oddly = read(PATH, text.encode()), read(PATH, change(text))  # type: ignore[operator]
    assert plainly.document is not None
    assert oddly.document is not None
    assert told(oddly) == told(plainly) == [("unknown-key", 4)]
    assert oddly.document.source.text == text
    assert [b.id for b in oddly.document.face.blocks] == [b.id for b in plainly.document.face.blocks]
    assert [b.text for b in oddly.document.body.blocks] == [b.text for b in plainly.document.body.blocks]
    (one,), (other,) = plainly.document.face.links, oddly.document.face.links
    assert one.target == other.target
    assert one.place.line == other.place.line
    raw = oddly.document.source.line(other.place.line)
    assert unicodedata.normalize("NFC", raw[other.place.column - 1 : other.place.end_column - 1]) == "[döda](#länken)"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("[" * 100_000, ""),
        ("(" * 100_000, ""),
        ("![](" * 50_000, ""),
        ("*a " * 50_000, ""),
        ("`a " * 50_000, ""),
        ("<a " * 50_000, ""),
        ("> " * 50_000 + "innerst", "innerst"),
        ("- " * 50_000 + "innerst", "innerst"),
        ("1. " * 30_000 + "innerst", "innerst"),
        ("\n".join(" " * 2 * level + "- a" for level in range(300)) + " innerst", "innerst"),
        ("| a " * 5_000 + "|\n" + "| - " * 5_000 + "|\n" + "| innerst " * 5_000 + "|", "innerst"),
        ("{#" * 100_000, ""),
        ("- a {#b}\n" * 20_000 + "\ninnerst", "innerst"),
        ("## a\n\n" * 20_000 + "innerst", "innerst"),
        ("#### A. a {#a}\n\n- → [B](#b)\n\n" * 5_000 + "innerst", "innerst"),
        ("[^a]" * 30_000, ""),
        ("[^a]: b\n" * 20_000 + "\ninnerst", "innerst"),
        ("1~2*3 " * 50_000 + "innerst", "innerst"),
        ("a:\n\n" * 30_000 + "innerst", "innerst"),
        ("a) (b " * 30_000 + "innerst", "innerst"),
        ("https://a.se " * 20_000 + "innerst", "innerst"),
        (unicodedata.normalize("NFD", "å [a](b.md) ") * 20_000 + "innerst", "innerst"),
        ("a" + "\u0301" * 200_000 + " innerst", "innerst"),
        ("\x00" * 100_000 + "innerst", "innerst"),
        ("\ufeff\u2028\x85\x0c" * 1_000 + "innerst", "innerst"),
        ("inom 30 minuter från ankomst " * 10_000 + "innerst", "innerst"),
        ("F32.1 " * 30_000 + "innerst", "innerst"),
        ("<!-- tillåt: dead-link – a -->\n\n" * 5_000 + "innerst", "innerst"),
    ],
    ids=lambda value: ascii(value[:10]) if isinstance(value, str) else "",
)
def test_hostile_text_is_read_whole_and_checked(text: str, inside: str) -> None:
    reading = read(PATH, (HEAD + text + "\n").encode())
    assert reading.document is not None
    assert inside in plain(reading.document.body.root)
    check_all(reading)


def test_nesting_is_told_where_it_becomes_too_deep() -> None:
    reading = read(PATH, (HEAD + "Text.\n\n" + "> " * 100 + "a\n").encode())
    assert told(reading) == [("excessive-nesting", BODY + 2)]
    assert told(read(PATH, (HEAD + "> " * 5 + "a\n\n- a\n  - b\n    - c\n").encode())) == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/vardforlopp/x.md", Kind.PATHWAY),
        ("sub/content/register/x.yaml", Kind.REGISTER),
        ("content/tillagg/halland/x.md", Kind.ADDITION),
        ("content/vardforlopp/x.yaml", None),
        ("content/register/x.md", None),
        ("content/x.md", None),
        ("content/annat/x.md", None),
        ("content", None),
        ("content/", None),
        ("content/vardforlopp/", None),
        ("content/vardforlopp/md", None),
        ("", None),
    ],
)
def test_the_folder_says_the_kind(path: str, kind: Kind | None) -> None:
    found = kind_of(path)
    assert (found[0] if found else None) is kind
    if kind is None:
        assert told(read(path, b"")) == [("misplaced-file", 1)]


def test_register_faults_stand_on_their_lines() -> None:
    text = "id: organ\ntitel: Organ\nposter:\n  - id: a\n    namn: A\n  - namn: B\n  - id: c\n    namn:\n  - d\n"
    reading = read("content/register/organ.yaml", text.encode())
    assert told(reading) == [("incomplete-register-entry", line) for line in (6, 7, 9)]
    assert reading.document is not None
    assert [(block.id, block.role) for block in reading.document.face.blocks] == [("a", Role.ENTRY_OF_REGISTER)]


@pytest.mark.parametrize("path", files(ROOT))
def test_real_content_is_read_without_findings(path: str) -> None:
    assert told(read(path, (ROOT / path).read_bytes())) == []


PATHS = st.sampled_from(
    [f"content/{folder}/x.{'yaml' if kind is Kind.REGISTER else 'md'}" for folder, kind in FOLDERS.items()]
    + ["content/tillagg/halland/x.md", "content/annat/x.md", "x", ""]
)
KEYS = [
    "id: x", "titel: Å", "status: remiss", "status: godkänt", "typ: vårdförlopp", "exempel: true", "alias: [x, y]",
    "koder:\n  icd-10-se: [I63, 1]\n  atc: N02", "beslutslogg:\n  - organ: sks\n    datum: 2020\n    typ: remiss",
    "ersätts av: x", "ersätter: [x, y]", "par med: x", "jäv:\n  deklarerat: true", "region: halland", "del av: x",
    "tillägg till: x", "poster:\n  - id: a\n    namn: A\n  - id: a\n    namn: B", "kik:\n  mId: null",
    "granskat: 2026-05", "nästa granskning: 2030", "version: 1.0.0", "nationellt:\n  status: godkänt", "granskat:",
    "patientmedverkan:\n  organisationer: [a]", "omfattning: registerpost", "riktlinjer: [x]", "typ: generisk modell",
    "beslutslogg:\n  - organ: a\n    typ: godkännande\n  - sks", "förvaltare: x",
    "externa id:\n  - system: a\n    id: b",
]  # fmt: skip
BROKEN = [
    "titel: a: b",
    "status: klar",
    "exempel: ja",
    "version: 1",
    "{",
    "\t",
    "a: &a",
    "- b",
    "  - organ: a",
    "x: [",
    '"',
]
MATTER = st.one_of(
    st.lists(st.sampled_from(KEYS), max_size=12, unique_by=lambda key: key.partition(":")[0]),
    st.lists(st.sampled_from(KEYS + BROKEN), max_size=8),
).map("\n".join)
PIECES = st.sampled_from(
    ["## Ingång och utgång\n\n", "### Ingång i vårdförloppet\n\n", "### Utgång ur vårdförloppet\n\n",
     "## Vårdförloppets åtgärder\n\n", "### Grupp\n\n", "#### A. Bedöm {#a}\n\n",
     "#### B. Beslut: Vidare? {#b}\n\n", "##### Hälso- och sjukvårdens åtgärder\n\n",
     "##### Patientens åtgärder (efter förmåga)\n\n", "##### Vägar vidare\n\n", "## Utmaningar och mål\n\n",
     "### Patientens utmaningar\n\n", "### Vårdförloppets mål\n\n", "#### Nulägesbeskrivning\n\n",
     "## Kvalitetsuppföljning\n\n", "### Processmått\n\n", "## Rekommendationer\n\n", "## Målnivåer\n\n",
     "## Tillägg vid [A](#a)\n\n", "## Avvikelse vid [B](#b)\n\n", "# Titel\n\n", "##### Djupt\n\n",
     "- → [A](#a)\n", "- **Ja.** → [B](#b) och [A](#a) inom 3 dagar\n", "- →\n", "- **Vårdnivå:** primärvård\n",
     "  - **Möter:** [u](#u-a)\n", "- Punkt. {#u-a}\n", "- {#}\n", "- \n", "-\n", "\n",
     "| År | Hög |\n| --- | --- |\n| 2019 | 50 |\n\n", "| A |\n| --- |\n", "([B](#b))", "(B)", "[C](x.md#y)",
     "[^n]", "\n[^n]: Not.\n\n", "Ej tillämpligt: skäl.\n\n", "inom 30 minuter från ankomst ", "≥ 5 mg ", "F32.1 ",
     "snarast ", "text: ", "~5 ", "2*3 ", "> 5 ", "<b>", "<!-- tillåt: dead-link – x -->\n", "<!-- x -->", "`kod` ",
     "```\n", "![](a.png) ", "http://a.se ", "[här](http://b.se) ", "[a] (b.md) ", "    indrag\n", "---\n", "å",
     "\u0301", "\x00", "😀", "**", "*", "[", "]", "(", ")", "{#x}", "→", "\t"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(PATHS, st.binary(max_size=300))
def test_any_bytes(path: str, data: bytes) -> None:
    reading = read(path, data)
    assert reading.document is not None or reading.findings
    check_all(reading)


@settings(max_examples=600, deadline=None)
@given(PATHS, MATTER, st.lists(PIECES, max_size=20).map("".join))
def test_any_text_with_front_matter(path: str, matter: str, body: str) -> None:
    text = f"{matter}\n" if path.endswith(".yaml") else f"---\n{matter}\n---\n{body}"
    reading = read(path, text.encode())
    assert reading.document is not None or reading.findings
    lines = text.count("\n") + 1
    assert all(1 <= finding.place.line <= lines for finding in reading.findings)
    check_all(reading)


REAL = [path for path in files(ROOT) if path.endswith(".md") and (ROOT / path).stat().st_size > 8_000]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(REAL), st.lists(st.tuples(st.integers(0), st.integers(0, 3), PIECES), min_size=1, max_size=12))
def test_damaged_real_text(path: str, damage: list[tuple[int, int, str]]) -> None:
    """Lines that are lost, doubled or moved, and pieces put in anywhere."""
    lines = (ROOT / path).read_text("utf-8").split("\n")
    for where, how, piece in damage:
        at = where % len(lines)
        if how == 0:
            del lines[at : at + 3]
        elif how == 1:
            lines[at:at] = lines[at : at + 4]
        elif how == 2:
            lines.insert(at // 2, lines[at])
        else:
            middle = len(lines[at]) // 2
            lines[at] = lines[at][:middle] + piece + lines[at][middle:]
        lines = lines or [""]
    reading = read(path, "\n".join(lines).encode())
    assert reading.document is not None or reading.findings
    check_all(reading)


REAL = [path for path in files(ROOT) if path.endswith(".md")]


def written_and_read() -> list[tuple[str, bytes]]:
    """The real texts, and one in which ids stand twice and arrows in odd places."""
    entries = "- Ett. → [A](#a) {#x}\n- Två {#x}\n- Tre. → [B](#a) {#x}\n"
    ways = "- Ingen pil\n- → [A](#a) {#x}\n- → ingen\n"
    odd = (
        f"{HEAD}## Ingång och utgång\n\n### Ingång i vårdförloppet\n\n{entries}\n## Vårdförloppets åtgärder\n\n"
        f"#### A. A {{#a}}\n\n##### Vägar vidare\n\n{ways}"
    )
    return [(PATH, odd.encode()), *((path, (ROOT / path).read_bytes()) for path in REAL)]


def test_a_known_face_gives_the_document_that_making_it_gave() -> None:
    for path, data in written_and_read():
        first = read(path, data).document
        assert first is not None
        again = read(path, data, first.face).document
        assert again is not None
        assert again.face is first.face
        assert [(b.id, b.role, b.way) for b in again.body.blocks] == [(b.id, b.role, b.way) for b in first.body.blocks]


def test_the_face_of_another_text_is_not_used() -> None:
    first = read(PATH, (HEAD + "Text.\n").encode()).document
    assert first is not None
    again = read(PATH, (HEAD + "En annan text.\n").encode(), first.face).document
    assert again is not None
    assert again.face.sha256 != first.face.sha256
