"""Front matter values stay the text that was written; what nobody should have to understand is told, on its line."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.strictyaml import MAX_FRONT_MATTER, Trouble, Value, read


def values(text: str) -> dict[str, object]:
    """The values of a map that can be read, as plain objects."""
    value, troubles = read(text, 0)
    assert not troubles
    assert value is not None
    return {key.text: bare(item) for key, item in value.entries}


def bare(value: Value) -> object:
    if value.kind == "list":
        return [bare(item) for item in value.items]
    if value.kind == "map":
        return {key.text: bare(item) for key, item in value.entries}
    return None if value.kind == "null" else value.text


def troubles_of(text: str) -> list[tuple[int, Trouble]]:
    """Line (from 1) and trouble."""
    return [(text.count("\n", 0, trouble.offset) + 1, trouble) for trouble in read(text, 0)[1]]


@pytest.mark.parametrize(
    "written", ["01", "1.10", "no", "ja", "2020-05-15", "1e3", "0x10", "12:30:00", ".5", "1_000", "true", "=", "Null"]
)
def test_nothing_becomes_another_type(written: str) -> None:
    assert values(f"a: {written}\nb: [{written}]\n") == {"a": written, "b": [written]}


@pytest.mark.parametrize("written", ["", "~", "null", "  # en anmärkning"])
def test_nothing_is_null(written: str) -> None:
    assert values(f"a: {written}\nb: c\n") == {"a": None, "b": "c"}


@pytest.mark.parametrize("written", ['"null"', "'~'", '""'])
def test_quoted_nothing_is_text(written: str) -> None:
    assert values(f"a: {written}\n") == {"a": written[1:-1]}


def test_lists_maps_and_folded_text() -> None:
    text = "a:\n  - b\n  - c: d\n    e: f\ng: [h, 'i, j']\nk: >\n  l\n  m\nn: |\n  o\n"
    assert values(text) == {"a": ["b", {"c": "d", "e": "f"}], "g": ["h", "i, j"], "k": "l m\n", "n": "o\n"}


def test_every_value_knows_its_place() -> None:
    text = "titel: Vård å ä ö\nlista: [å, 'ä']\nkarta:\n  ö: \"é\"\n"
    value, _ = read(text, 100)
    assert value is not None
    stack, seen = [value], []
    while stack:
        one = stack.pop()
        if one.kind == "text":
            seen.append((one.text, text[one.start - 100 : one.end - 100]))
        stack += [*one.items, *(x for pair in one.entries for x in pair)]
    assert sorted(seen) == sorted(
        [("titel", "titel"), ("Vård å ä ö", "Vård å ä ö"), ("lista", "lista"), ("å", "å"), ("ä", "'ä'"),
         ("karta", "karta"), ("ö", "ö"), ("é", '"é"')]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b\ntitel: Stroke: tidigt\nc: d\n", 2, "kolon"),
        ("a: b\nc:\n\td: e\n", 3, "Tabb"),
        ('a: b\nc: "d\ne: f\n', 2, "citattecken"),
        ("a: b\nc: 'd\ne: f\n", 2, "citattecken"),
        ("a: b\nc: [d, e\nf: g\n", 2, "hakparenteser"),
        ("a: b\nc: {d: e}\n", 2, "Klammer"),
        ("a: b\nc: {d: e\nf: g\n", 2, "Klammer"),
        ("a: &b c\nd: e\n", 1, "Ankare"),
        ("a: b\nc: *d\n", 2, "särskild betydelse"),
        ("a: b\nc: !!str d\n", 2, "Typmärken"),
        ("a: b\nc: !d [e]\n", 2, "Typmärken"),
        ("a: b\nc: @d\n", 2, "särskild betydelse"),
        ("a: b\nc: `d`\n", 2, "särskild betydelse"),
        ("a: b\nc: %d\n", 2, "särskild betydelse"),
        ("a: b\n<<: c\n", 2, "Sammanslagning"),
        ("a: b\n c: d\n", 2, "indragen"),
        ("a: b\nc d\ne: f\n", 2, "ingen nyckel"),
        ("a: b\nc: d\uffff\ne: f\n", 2, "osynligt"),
        ("a: b\nc: d\n---\ne: f\n", 3, "Raden"),
        ("a: b\n: c\n", 2, "ingen nyckel"),
        ("a: b\n? c: d\n", 2, "ingen nyckel"),
        ("a: b\n? [c]\n: d\n", 2, "ingen nyckel"),
    ],
)
def test_troubles_stand_on_their_lines(text: str, line: int, words: str) -> None:
    found = troubles_of(text)
    assert [at for at, _ in found] == [line]
    assert words in found[0][1].message
    assert found[0][1].hint


def test_one_broken_key_hides_no_other() -> None:
    text = 'id: x\ntitel: A: B\nstatus: "klar\nlicens: [CC0\nförvaltare: sks\n'
    assert [line for line, _ in troubles_of(text)] == [2, 3, 4]
    value, _ = read(text, 0)
    assert value is not None
    assert [key.text for key, _ in value.entries] == ["id", "förvaltare"]


def test_an_anchor_is_told_once_however_often_it_is_used() -> None:
    assert [line for line, _ in troubles_of("a: &x [b]\nc: *x\nd: *x\n")] == [1]


@pytest.mark.parametrize(
    "text", ["titel: Stroke: tidigt\n", 'titel: En "sak": två\n', "a: b\nc: @d\n", "c: it's: d\n", "c: a\\b: d\n"]
)
def test_quoting_the_value_makes_it_readable(text: str) -> None:
    (_, trouble), *_ = troubles_of(text)
    assert trouble.value is not None
    start, end, quoted = trouble.value
    written = text[start:end]
    value, troubles = read(text[:start] + quoted + text[end:], 0)
    assert not troubles
    assert value is not None
    assert value.entries[-1][1].text == written


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "a: " + "[" * 20,
        "- " * 30_000 + "a",
        "? " * 30_000,
        "? - " * 15_000,
        "-\t" * 30_000,
        "\n".join(" " * n + "-" for n in range(300)),
        "\n".join(" " * n + "a:" for n in range(300)),
        "&a " * 20_000,
        '"' * 60_000,
        "a: b: " * 10_000,
        "a: *a",
        "a: &a [*a]",
        "%YAML 9.9\n---\na: b",
        "\ufeffa: b",
        "a\ud800: b",
        "\x85a: b",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile_yaml_is_refused_or_read(text: str) -> None:
    value, troubles = read(text, 0, 1024 * 1024)
    assert value is not None or troubles
    assert all(0 <= trouble.offset <= len(text) for trouble in troubles)


def test_a_front_matter_may_not_be_huge() -> None:
    assert read("a: " + "b" * MAX_FRONT_MATTER, 7) == (None, [Trouble(7, *too_large())])
    assert read("a: " + "b" * (MAX_FRONT_MATTER - 4), 7)[1] == []


def too_large() -> tuple[str, str]:
    return "Blocket är större än 64 kB och läses inte.", "Korta det."


YAML = st.lists(
    st.sampled_from(
        ["a", "b: ", "c:\n", "  ", "- ", "[", "]", "{", "}", ", ", '"', "'", "\n", "\t", "#", " #x", "&a ", "*a", "!",
         "|\n", ">\n", "? ", ": ", "---\n", "...\n", "%", "@", "`", "å", "😀", "\\", "~", "<<: ",
         "\u2028", "\x00", "\ufeff", "=", "\r"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(YAML)
def test_the_reading_is_total(text: str) -> None:
    value, troubles = read(text, 50)
    assert all(50 <= trouble.offset <= 50 + len(text) for trouble in troubles)
    assert all(trouble.message and trouble.hint for trouble in troubles)
    stack = [value] if value else []
    while stack:
        one = stack.pop()
        assert 50 <= one.start <= one.end <= 50 + len(text)
        stack += [*one.items, *(x for pair in one.entries for x in pair)]


@given(YAML)
def test_what_is_read_is_what_yaml_means(text: str) -> None:
    """Where we find no trouble, a YAML loader that keeps every scalar as text agrees."""
    value, troubles = read(text, 0)
    if value is not None and not troubles and len({k.text for k, _ in value.entries}) == len(value.entries):
        assert plain(bare(value)) == plain(yaml.load(text, Loader=yaml.CBaseLoader))


def plain(value: object) -> object:
    """Null and empty text are one and the same to the base loader."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return None if value in (None, "", "~", "null") else value
