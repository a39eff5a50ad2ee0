"""Our tree against an independent CommonMark parser: the same on all content, and on generated texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from rodtrad.markdown import parse
from rodtrad.source import Source
from rodtrad.tree import Node

ROOT = Path(__file__).parents[1]
CONTENT = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.md"))

ORACLE = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
ORACLE.use(footnote_plugin, inline=False, move_to_end=False)
ORACLE.normalizeLink = lambda url: url  # type: ignore[method-assign]
ORACLE.validateLink = lambda url: True  # type: ignore[method-assign]

KINDS = {
    "heading": "heading", "paragraph": "paragraph", "bullet_list": "list", "ordered_list": "list",
    "list_item": "item", "blockquote": "quote", "table": "table", "tr": "row", "th": "cell", "td": "cell",
    "footnote_reference": "footnote", "strong": "strong", "em": "emphasis", "s": "strike", "link": "link",
}  # fmt: skip
PASSED_OVER = {"thead", "tbody"}

Shape = tuple[object, ...]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def join(shapes: list[Shape]) -> tuple[Shape, ...]:
    """Neighbouring texts as one, without the white space at line ends that parsers treat differently."""
    joined: list[Shape] = []
    for shape in shapes:
        if shape[0] == "text" and joined and joined[-1][0] == "text":
            joined[-1] = ("text", words(f"{joined[-1][1]}{shape[1]}"))
        else:
            joined.append(shape)
    trimmed = [("text", str(s[1]).strip()) if s[0] == "text" else s for s in joined]
    return tuple(s for s in trimmed if s != ("text", ""))


def oracle(text: str) -> Shape:
    stack: list[list[Shape]] = [[]]

    def walk(tokens: list[Token]) -> None:
        for token in tokens:
            name = token.type.rsplit("_", 1)[0] if token.nesting else token.type
            if name in PASSED_OVER:
                continue
            if token.nesting == 1:
                stack.append([])
            elif token.nesting == -1:
                inside = stack.pop()
                stack[-1].append((KINDS[name], *join(inside)))
            elif token.type == "inline":
                walk(token.children or [])
            elif token.type in ("text", "text_special"):
                stack[-1].append(("text", words(token.content)))
            elif token.type in ("softbreak", "hardbreak"):
                stack[-1].append(("text", " "))
            elif token.type in ("fence", "code_block"):
                stack[-1].append(("code", token.content.strip()))
            elif token.type == "code_inline":
                stack[-1].append(("code_span", token.content))
            elif token.type == "footnote_ref":
                stack[-1].append(("footnote_ref", token.meta["label"]))
            elif token.type == "image":
                stack[-1].append(("image", token.attrs["src"]))
            elif token.type == "hr":
                stack[-1].append(("rule",))
            elif token.type in ("html_block", "html_inline"):
                stack[-1].append(("html", token.content.strip()))

    walk(ORACLE.parse(text))
    return ("document", *join(stack[0]))


def ours(node: Node) -> Shape:
    if node.kind == "text":
        return ("text", words(node.text))
    if node.kind == "break":
        return ("text", " ")
    if node.kind == "comment":
        return ("html", f"<!--{node.text}-->")
    if node.kind in ("html", "html_inline"):
        return ("html", node.text.strip())
    if node.kind == "code":
        return ("code", node.text.strip())
    if node.kind in ("code_span", "footnote_ref"):
        return (node.kind, node.text)
    if node.kind == "image":
        return ("image", node.href)
    return (node.kind, *join([ours(child) for child in node.children]))


def without_ids(text: str) -> str:
    """The `{#id}` that our tree takes out of the words."""
    return re.sub(r"[ \t]*\{#[^{}\n]*\}[ \t]*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", CONTENT)
def test_the_same_tree_on_all_content(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    assert ours(parse(Source.read(path, without_ids(body).encode()))) == oracle(without_ids(body))


PIECES = st.sampled_from(
    ["# ", "## ", "- ", "  - ", "1. ", "> ", "\n", "\n\n", "åäö ", "ord ", "**", "*", "_", "`", "[a](b.md) ",
     "[x](#y)", "![i](b.png)", "<https://x.se>", "| a | b |\n| --- | --- |\n| c | d |\n", "```\nkod\n```\n", "---\n",
     "\\*", "&amp;", "→ ", "  \n", "*em* ", "**fet** ", "`kod` ", "~~s~~ ", "[^n]", "\n[^n]: not\n\n", "    ", "2", "."]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_same_tree_on_generated_texts(text: str) -> None:
    if known_difference(text):
        return
    assert ours(parse(Source.read("x.md", text.encode()))) == oracle(text)


INDENTED_QUOTE = re.compile(r"^ {4,}>", re.MULTILINE)
EMPTY_ITEM = re.compile(r"^[ >]*(?:(?:-|1\.)[ \t]+)+$", re.MULTILINE)


def known_difference(text: str) -> bool:
    """What CommonMark leaves to extensions (notes, an indented row), and what the oracle does otherwise.

    It splits empty items, and takes an indented `>` after a rule in a quote for the quote going on.
    """
    return "[^n]" in text or "|\n    " in text or bool(EMPTY_ITEM.search(text)) or bool(INDENTED_QUOTE.search(text))
