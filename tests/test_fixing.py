"""Fixes are made together, checked again, and taken back where they hurt; all else stays as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rodtrad import fixing
from rodtrad.document import Document
from rodtrad.edits import put, without_overlap
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.fixing import Mended, mend
from rodtrad.library import Library, link
from rodtrad.model import Kind
from rodtrad.project import unreadable_keys
from rodtrad.reader import read
from rodtrad.rules import Family, Rule, check_document, check_library, rules
from rodtrad.source import Source
from rodtrad.templates import template
from suites import HOME, cases

ROOT = Path(__file__).parents[1]


def library_of(files: Mapping[str, bytes]) -> Library:
    readings = [read(path, data) for path, data in sorted(files.items())]
    return link((r.document.face for r in readings if r.document), unreadable_keys(readings))


def said(files: Mapping[str, bytes]) -> list[Finding]:
    readings = [read(path, data) for path, data in sorted(files.items())]
    library = library_of(files)
    found = [f for r in readings for f in r.findings] + check_library(library, rules().values())
    for reading in readings:
        if reading.document:
            found += check_document(reading.document, library, rules().values())
    return found


def errors(files: Mapping[str, bytes], path: str) -> Counter[str]:
    return Counter(f.rule for f in said(files) if f.severity is Severity.ERROR and f.path == path)


def fixed(files: dict[str, bytes], *, unsafe: bool = True) -> tuple[dict[str, bytes], list[Mended]]:
    made = mend(library_of(files), files, files.__getitem__, unsafe=unsafe)
    return {**files, **{one.path: one.after for one in made}}, made


def holds(files: dict[str, bytes], *, unsafe: bool = True) -> dict[str, bytes]:
    """What must hold of any project: mended once is mended, no kind of error is more, and fixes are counted."""
    after, made = fixed(files, unsafe=unsafe)
    again, nothing = fixed(after, unsafe=unsafe)
    assert again == after
    assert not any(one.count for one in nothing)
    assert sorted(one.path for one in made if one.count) == sorted(p for p in files if files[p] != after[p])
    if all(read(path, data).document for path, data in files.items()):  # else more is said once all can be read
        for path in files:
            assert not errors(after, path) - errors(files, path), path
    return after


@pytest.mark.parametrize("slug", sorted(path.stem for path in HOME.glob("*.md")))
def test_what_the_suites_show_stays_mended(slug: str) -> None:
    for case in cases(HOME / f"{slug}.md"):
        holds(case.files)
        holds(case.files, unsafe=False)


PATH = "content/vardforlopp/a.md"
CONTENT = {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in sorted((ROOT / "content").rglob("sepsis.md"))}
BASES = [next(iter(CONTENT.values())).decode(), *(c.files[PATH].decode() for c in cases(HOME / "ascii-arrow.md"))]
SLIPS = [
    ("→", "->"), ("### ", "## "), ("#### ", "### "), ("https://", "http://"), (" {#", " {# "), ("](#", "] (#"),
    ("- **", "-**"), ("–", "-"), (",", "."), ("Vårdförloppets", "Vårdforloppets"), ("## ", "##"), ("- ", "* "),
    ("titel:", "title:"), ("\n\n", "\n"), ("A", "B"), ("e", "ee"), ("(", ""), ("\n", "\n> "), ("”", ""), ("", "\u0301"),
]  # fmt: skip


@st.composite
def mistyped(draw: st.DrawFn) -> bytes:
    """A document with some slips in it, saved in any way."""
    text = draw(st.sampled_from(BASES))
    for right, wrong in draw(st.lists(st.sampled_from(SLIPS), max_size=4)):
        places = [found.start() for found in re.finditer(re.escape(right), text)]
        at = draw(st.sampled_from(places)) if places else len(text)
        text = text[:at] + wrong + text[at + len(right) :]
    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    return draw(st.sampled_from(["", "\ufeff"])).encode() + text.encode()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(mistyped(), st.booleans())
def test_mistyped_documents_are_mended_once_and_no_error_is_made(data: bytes, unsafe: bool) -> None:
    after = holds({PATH: data}, unsafe=unsafe)
    untouched = set(data.splitlines(keepends=True)) & set(after[PATH].splitlines(keepends=True))
    assert after[PATH].startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert untouched or data == b""


@pytest.mark.parametrize(
    "named", ["Ingång och utgång", "Vårdförloppets åtgärder", "Ingång och utgång|Vårdförloppets åtgärder"]
)
@pytest.mark.parametrize("ids", [("bedomning", "ut-uteslutet"), ("samtal", "ut-frisk")])
def test_a_missing_chapter_is_put_in_whatever_the_others_are_called(named: str, ids: tuple[str, str]) -> None:
    text = template("vårdförlopp", "a", "A")[1].replace("bedomning", ids[0]).replace("ut-uteslutet", ids[1])
    without = re.sub(rf"(?ms)^## (?:{named})\n.*?(?=^## )", "", text)
    assert {f.rule for f in said({PATH: without.encode()})} >= {"missing-chapter"}
    after = holds({PATH: without.encode()})
    assert "missing-chapter" not in {f.rule for f in said(after)}


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    """Any text, and edits in it."""
    letters = st.sampled_from(["a", "å", "a\u030a", "\u1100\u1161", "😀", "\n", "\r\n", "\r", "é", "\u0301", " "])
    data = "".join(draw(st.lists(letters, max_size=40))).encode()
    data = draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data
    size = len(Source.read("x", data).text)
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=6)))
    words = st.sampled_from(["", "x", "ö", "rad\n"])
    return data, [Edit(start, end, draw(words)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


@given(edited())
@example((b"a\ra\n", [Edit(2, 3, "")]))
def test_what_edits_do_not_touch_keeps_its_bytes(case: tuple[bytes, list[Edit]]) -> None:
    data, edits = case
    source = Source.read("x", data)
    after = put(source, data, edits)
    if after is None:  # a mark of its own beside the edit would be composed with it, or two line ends be one
        assert re.search("[\u0301\u1161]|\r[^\r\n]+\n", data.decode())
        return
    if not edits:
        assert after == data
        return
    written = data.removeprefix(b"\xef\xbb\xbf").decode()
    made = after.removeprefix(b"\xef\xbb\xbf").decode()
    assert len(after) - len(made.encode()) == len(data) - len(written.encode())
    first, last = edits[0].start, len(source.text) - edits[-1].end
    head = source.text[:first].count("\n")
    tail = source.text[len(source.text) - last :].count("\n")
    lines, lines_made = (re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) for text in (written, made))
    assert lines[:head] == lines_made[:head]
    assert not tail or lines[-tail:] == lines_made[-tail:]


def test_new_lines_end_as_the_others_do() -> None:
    data = "ett\r\ntvå\r\n".encode()
    assert put(Source.read("x", data), data, [Edit(4, 4, "mer\n")]) == "ett\r\nmer\r\ntvå\r\n".encode()


def test_bytes_that_are_no_text_are_left_alone() -> None:
    data = b"ett \xe5 tv"
    assert put(Source.read("x", data), data, [Edit(0, 3, "1")]) is None


def test_of_fixes_that_touch_the_first_is_made() -> None:
    fixes = [Fix("b", (Edit(3, 5, ""), Edit(20, 21, ""))), Fix("a", (Edit(1, 3, ""),)), Fix("c", (Edit(9, 9, "x"),))]
    assert [fix.title for fix in without_overlap(fixes)] == ["a", "c"]


HEAD = """---
id: a
titel: A
typ: vårdförlopp
version: 0.1.0
status: utkast
omfattning: fulltext
---

"""


@pytest.mark.parametrize(
    "text",
    [
        "> [x](http://a.example/)\n",
        "> - Vänta 1.5 timmar.\n",
        "Han skrev ”[x](http://a.example/) är bra” igår.\n",
        "```\nhttp://a.example/ och [x](http://a.example/)\n```\n",
    ],
)
def test_what_is_quoted_stays_as_it_is(text: str) -> None:
    files = {PATH: f"{HEAD}## Omfattning av kunskapsstödet\n\n{text}".encode()}
    assert text.encode() in fixed(files)[0][PATH]


def test_a_cell_that_begins_as_a_quotation_does_is_none() -> None:
    files = {PATH: f"{HEAD}## Omfattning av kunskapsstödet\n\nStorlek\tAndel\n> 6 mm\t20\n".encode()}
    assert b"| Storlek | Andel |\n| --- | --- |\n| > 6 mm | 20 |\n" in fixed(files)[0][PATH]


def test_a_link_beside_a_quotation_is_mended() -> None:
    text = "Han skrev ”bra” om [x](http://a.example/) igår, ”mycket bra”.\n"
    files = {PATH: f"{HEAD}## Omfattning av kunskapsstödet\n\n{text}".encode()}
    assert b"https://a.example" in fixed(files)[0][PATH]
    assert fixed(files, unsafe=False)[0] == files


def test_what_a_fix_lays_bare_in_a_file_that_could_not_be_read_is_mended_too() -> None:
    files = {PATH: b"---\nid: a\ntitel: A: b\n--\n\n## Omfattning av kunskapsst\xc3\xb6det\n\nText.\n"}
    after = holds(files, unsafe=False)[PATH].decode()
    assert after.startswith('---\nid: a\ntitel: "A: b"\n---\n\n## ')


def test_one_error_is_not_traded_for_another_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fix would give the dead link its end, and bring a dead link of its own."""

    def trading(document: Document, library: Library) -> Iterator[Finding]:
        text = document.source.text
        if "{#ny}" not in text:
            fix = Fix("Lägg till", (Edit(len(text), len(text), "\n### Ny {#ny}\n\nSe [y](#borta).\n"),))
            yield Finding(PATH, document.place(len(text), len(text)), "", "Saknas.", fix=fix)

    rule = Rule(
        "traded", Family.FLOW, "X.", Severity.WARNING, "document", trading, (Kind.PATHWAY,), breaks_machines=False
    )
    known = {**rules(), "traded": rule}
    monkeypatch.setattr(fixing, "rules", lambda: known)
    files = {PATH: (HEAD + "## Om hälsotillståndet\n\nSe [x](#ny).\n").encode()}
    assert errors(files, PATH)["dead-link"] == 1
    after, made = fixed(files, unsafe=False)
    assert after == files
    assert [r.errors for one in made for r in one.refused if r.finding.rule == "traded"] == [("dead-link",)]


B = "content/vardforlopp/b.md"
ENTRY = "## Ingång och utgång\n\n### Ingång i vårdförloppet\n\n- Misstanke. {#in-Misstanke}\n"


def test_a_fix_that_makes_an_error_in_another_file_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def renaming(document: Document, library: Library) -> Iterator[Finding]:
        at = document.source.text.find("in-x")
        if at >= 0 and document.face.path == PATH:
            fix = Fix("Skriv `in-y`", (Edit(at, at + 4, "in-y"),))
            yield Finding(PATH, document.place(at, at + 4), "", "Heter x.", fix=fix)

    rule = Rule(
        "renamed", Family.FLOW, "X.", Severity.WARNING, "document", renaming, (Kind.PATHWAY,), breaks_machines=False
    )
    known = {**rules(), "renamed": rule}
    monkeypatch.setattr(fixing, "rules", lambda: known)
    entry = HEAD + ENTRY.replace("in-Misstanke", "in-x")
    other = HEAD.replace("id: a", "id: b").replace("titel: A", "titel: B")
    other += "## Omfattning av kunskapsstödet\n\nSe [A](../vardforlopp/a.md#in-x).\n"
    assert fixed({PATH: entry.encode()}, unsafe=False)[0][PATH] == entry.replace("in-x", "in-y").encode()
    both = {PATH: entry.encode(), B: other.encode()}
    assert not errors(both, B)["dead-link"]
    after, made = fixed(both, unsafe=False)
    assert after == both
    assert [(r.finding.message, r.errors) for one in made for r in one.refused] == [("Heter x.", ("dead-link",))]
