"""Every node stands where it says: its span in the source is what the node is."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.markdown import MAX_DEPTH, parse, parse_all
from rodtrad.project import files
from rodtrad.source import Source
from rodtrad.tree import Node, plain, prose

ROOT = Path(__file__).parents[1]
CONTENT = [path for path in files(ROOT) if path.endswith(".md")]

MARKS = {"strong": ("**", "__"), "emphasis": ("*", "_"), "strike": ("~~", "~")}


def check(source: Source, root: Node) -> None:
    """What must hold for every node of a tree."""
    text = source.text
    assert 0 <= root.start <= root.end <= len(text)
    for node in root.walk():
        written = text[node.start : node.end]
        one = f"{node.kind} {node.start}–{node.end} {written!r}"
        at = node.start
        for child in node.children:
            assert at <= child.start <= child.end <= node.end, f"{one}: {child.kind} {child.start}–{child.end}"
            at = child.end
        if node.kind == "text":
            assert same(node.text, written), f"{one}: {node.text!r}"
        elif node.kind in MARKS:
            mark = next(mark for mark in MARKS[node.kind] if written.startswith(mark))
            assert written.endswith(mark), one
            assert len(written) > 2 * len(mark), one
        elif node.kind == "code_span":
            ticks = len(written) - len(written.lstrip("`"))
            assert ticks, one
            assert written.endswith("`" * ticks), one
            inside = re.sub(r"\n[ \t>]*", " ", written[ticks:-ticks])  # the marks of a quote that it stands in
            assert folded(node.text) == folded(inside), one
        elif node.kind == "link":
            assert written[0] + written[-1] in ("[)", "[]", "<>"), one
            if node.children:
                assert not text[node.start + 1 : node.children[0].start].strip("\\ \n\t>"), one
                assert text[node.children[-1].end :].lstrip("\\ \n\t")[0] in "]>", one
            if written[0] == "<":
                assert node.href in (written[1:-1], f"mailto:{written[1:-1]}"), one
            elif written[-1] == ")":
                assert unescaped(node.href) in unescaped(written), one
        elif node.kind == "image":
            assert written.startswith("!["), one
            assert written[-1] in ")]", one
        elif node.kind == "footnote_ref":
            assert written == f"[^{node.text}]", one
        elif node.kind == "footnote":
            assert written.startswith(f"[^{node.text}]:"), one
        elif node.kind in ("html", "html_inline", "comment"):
            assert written.lstrip().startswith("<"), one
        elif node.kind == "heading":
            assert written.startswith("#" * node.level) or written.rstrip().endswith(("=", "-")), one
        elif node.kind == "break":
            assert written.count("\n") <= 1, one
            assert not written.strip(" \\\n\t"), one
        if node.id is not None:
            assert text.startswith("{#", node.id_start), one
            assert text[node.id_start + 2 :].lstrip(" ").startswith(node.id), one


def same(words: str, written: str) -> bool:
    return words == written or folded(words) == folded(unescaped(written))


def unescaped(text: str) -> str:
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).replace("\\", "")


def folded(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("\ufffd", "").split())


@pytest.mark.parametrize("path", CONTENT)
def test_all_content(path: str) -> None:
    source = Source.read(path, (ROOT / path).read_bytes())
    first = source.text.index("\n---\n") + 5
    check(source, parse(source, source.text.count("\n", 0, first)))


@pytest.mark.parametrize("path", CONTENT[::20])
def test_content_with_other_line_ends_and_decomposed_letters(path: str) -> None:
    """The same tree; only the places differ, and they are those of the file as written."""
    data = (ROOT / path).read_text("utf-8")
    plainly = Source.read(path, data.encode())
    oddly = Source.read(path, b"\xef\xbb\xbf" + unicodedata.normalize("NFD", data).replace("\n", "\r\n").encode())
    assert oddly.text == plainly.text
    check(oddly, parse(oddly))
    for node in parse(oddly).find("link", "text"):
        place = oddly.place(node.start, node.end)
        if place.line == place.end_line:
            raw = oddly.line(place.line)[place.column - 1 : place.end_column - 1]
            assert unicodedata.normalize("NFC", raw) == oddly.text[node.start : node.end]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a **b** c", ["text", "strong", "text", "text"]),
        ("å [ä **ö**](b.md) 😀 [x](y)", ["text", "link", "text", "strong", "text", "text", "link", "text"]),
        ("- a {#x}", ["text"]),
        (
            "| a | *b* |\n| --- | --- |\n| [c](d) | e \\| f |",
            ["text", "emphasis", "text", "link", "text", "text", "text"],
        ),
        ("en\nrad  \ntill", ["text", "break", "text", "break", "text"]),
        ("a[^n] b\n\n[^n]: c **d**", ["text", "footnote_ref", "text", "text", "strong", "text"]),
        ("<https://x.se/å?a=b&c=d>", ["link", "text"]),
        ("`a` <!-- b --> <b>", ["code_span", "text", "comment", "text", "html_inline"]),
    ],
)
def test_inline_nodes(text: str, kinds: list[str]) -> None:
    source = Source.read("x.md", text.encode())
    root = parse(source)
    check(source, root)
    blocks = {"document", "paragraph", "list", "item", "table", "row", "cell", "footnote", "heading"}
    assert [node.kind for node in root.walk() if node.kind not in blocks] == kinds


def test_ids() -> None:
    text = "## Rubrik *kursiv* {#ett}\n\n- Punkt. {#två} <!-- x -->\n  Mer. {#inte}\n- {#tre}\n- A `{#fyra}`\n"
    text += "\nStycke {#fem}\n"
    source = Source.read("x.md", text.encode())
    root = parse(source)
    check(source, root)
    assert [node.id for node in root.walk() if node.id is not None] == ["ett", "två", "tre"]
    assert plain(next(root.find("heading"))) == "Rubrik kursiv"
    assert "{#fem}" in plain(root)


def test_the_first_line_may_be_another_than_the_first() -> None:
    source = Source.read("x.md", b"---\nid: *x*\n---\n\n*ord*\n")
    root = parse(source, 3)
    assert [source.text[n.start : n.end] for n in root.find("emphasis")] == ["*ord*"]
    assert not parse(source, 99).children


def test_words_lead_back_to_the_source() -> None:
    source = Source.read("x.md", "å **ä** `kod` [ö](b.md)\n\n- p &amp; q\n".encode())
    words = prose(*parse(source).children)
    for word in ("å", "ä", "ö", "p", "q"):
        at = words.at(words.text.rindex(word))
        assert source.text[at] == word or word == "q"
    assert "kod" not in words.text
    assert not words.whole


def test_what_is_nested_too_deep_is_still_there() -> None:
    deep = ["> " * 200, "- " * 200, "> - " * 100, "1. > " * 100, "**_" * 100, "![" * 100, "> **_![" * 50]
    shut = ["", "", "", "", "_**" * 100, "](x)" * 100, "](x)_**" * 50]
    for before, after in zip(deep, shut, strict=True):
        root = parse(Source.read("x.md", f"{before}innerst{after}".encode()))
        assert "innerst" in plain(root) or any("innerst" in image.text for image in root.find("image")), before
        assert depth(root) <= MAX_DEPTH + 5, before


def depth(node: Node) -> int:
    deepest, stack = 0, [(node, 0)]
    while stack:
        one, level = stack.pop()
        deepest = max(deepest, level)
        stack += [(child, level + 1) for child in one.children]
    return deepest


PIECES = st.sampled_from(
    ["a", "å ", "ord ", "😀", " ", "  ", "\n", "\n\n", "  \n", "\\\n", "# ", "### ", "- ", "  - ", "    ", "1. ", "7) ",
     "> ", "+ ", "*", "**", "_", "__", "~", "~~", "`", "``", "[", "]", "](b.md)", "](#x)", "(", ")", "![", "<", ">",
     "<https://x.se/å>", "<!-- k -->", "<b>", "</b>", "| ", " |", "| a | b |\n| --- | --- |\n", "|\n", "```\n", "---\n",
     "===\n", "\\", "\\*", "&amp;", "&aring;", "&#0;", "[^n]", "\n[^n]: ", "[x]: y\n", "{#id}", "{#å b}", " {#x}\n",
     "→ ", "\t", "\u2003", "<div>\n", "2*3", "a_b"]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_generated_texts(text: str) -> None:
    source = Source.read("x.md", text.encode())
    check(source, parse(source))


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_every_node_is_noted_in_order(text: str) -> None:
    root, nodes = parse_all(Source.read("x.md", text.encode()))
    assert [id(node) for node in nodes] == [id(node) for node in root.walk()]


@pytest.mark.parametrize("text", ["- " * 100 + "x", "> " * 100 + "x\n- y {#a}\n", "- {#a}\n- ![b *c*](d) e {#f}\n", ""])
def test_every_node_is_noted_however_deep(text: str) -> None:
    root, nodes = parse_all(Source.read("x.md", text.encode()))
    assert [id(node) for node in nodes] == [id(node) for node in root.walk()]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    source = Source.read("x.md", text.encode("utf-8", "surrogatepass"))
    root = parse(source)
    assert root.end <= len(source.text)
    prose(root)
