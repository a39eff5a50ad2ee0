"""Markdown as a tree in which every node knows where it stands; the only module that knows the parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from rodtrad.source import Source
from rodtrad.tree import Node

MAX_DEPTH = 20
"""Blocks nested deeper than this are not parsed (they give a finding)."""

MAX_INLINE = 20_000
"""A paragraph with markup longer than this (in characters) stays plain text: inline parsing is not linear."""


_SPECIAL = re.compile(r"[\\`*_~\[\]!<&]")
_ID = re.compile(r"\{#([^{}\n]*)\}(?=(?:[ \t]*<!--[^\n]*?-->)*[ \t]*$)")
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)
_OPENING = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "footnote_reference_open": "footnote",
    "strong_open": "strong",
    "em_open": "emphasis",
    "s_open": "strike",
    "link_open": "link",
}
_DROPPED = frozenset(["thead_open", "thead_close", "tbody_open", "tbody_close"])


def parse(source: Source, first_line: int = 0) -> Node:
    """Parse `source` from line `first_line` (from 0) on. Total: any text gives a tree; offsets are in `source.text`."""
    md = _parser()
    text = source.text
    if first_line:
        text = "\n" * first_line + text[source.starts[first_line] :] if first_line < len(source.starts) else ""
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    md.block.parse(text, md, env, tokens)
    return _Builder(source, md, env).build(tokens)


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # keep what was written; escape when writing HTML
    ruler = md.inline.ruler
    for rule in ruler.__rules__:
        if rule.name != "text":
            rule.fn = _placed(rule.name, rule.fn)
    ruler.__compile__()
    md.inline.ruler2.disable("fragments_join")  # joins text but forgets where it came from
    return md


def _placed(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap an inline rule so that the tokens it adds remember (in `map`) the offsets they came from."""
    is_run = name in ("emphasis", "strikethrough")

    def placed(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, silent)
        before, count = state.pos, len(state.tokens)
        had_pending = bool(state.pending)
        if not rule(state, silent):
            return False
        after = state.pos
        new = state.tokens[count:]
        if is_run:
            at = before
            for token in new[had_pending:]:
                token.map = [at, at + len(token.content)]
                at += len(token.content)
            return True
        if new and new[0].type == "text":  # what was pending before this rule
            new = new[1:]
        if new and new[0].type == "link_open":
            new[0].map = [before, before + 1]
            new[-1].map = [_label_end(state.src, before, new), after]
        else:
            for token in new:
                token.map = [before, after]
        return True

    return placed


def _label_end(src: str, before: int, tokens: list[Token]) -> int:
    """Where a link's text ends: after the last token inside that knows its place, at the bracket that follows."""
    at = before + 1
    for token in tokens[1:-1]:
        if token.map is not None:
            at = max(at, token.map[1])
        elif token.type == "text":
            at += len(token.content)
    found = src.find("]", at) if src[before] == "[" else src.find(">", at)
    return found if found >= 0 else at


class _Builder:
    """Turns block tokens into nodes and parses each run of inline text."""

    def __init__(self, source: Source, md: MarkdownIt, env: dict[str, Any]) -> None:
        self.source, self.md, self.env = source, md, env
        self.text, self.starts = source.text, source.starts
        self.cursor = 0
        """In a table row: where the next cell is looked for."""

    def build(self, tokens: list[Token]) -> Node:
        root = Node("document", 0, len(self.text))
        stack = [root]
        for token in tokens:
            kind = token.type
            if token.nesting == 1:
                if kind in _DROPPED:
                    continue
                node = self._block(_OPENING.get(kind, "quote"), token, stack[-1])
                stack[-1].children.append(node)
                stack.append(node)
            elif token.nesting == -1:
                if kind not in _DROPPED:
                    closed = stack.pop()
                    if closed.kind == "table":
                        self._head(closed)
            elif kind == "inline":
                self._inline(token, stack[-1], stack)
            elif kind in ("fence", "code_block"):
                node = self._block("code", token, stack[-1])
                node.text, node.href = token.content, token.info.strip()
                stack[-1].children.append(node)
            elif kind == "html_block":
                node = self._block("html", token, stack[-1])
                node.text = token.content
                if comment := _COMMENT.fullmatch(token.content):
                    node.kind, node.text = "comment", comment[1]
                stack[-1].children.append(node)
            elif kind == "hr":
                stack[-1].children.append(self._block("rule", token, stack[-1]))
        return root

    def _block(self, kind: str, token: Token, parent: Node) -> Node:
        if token.map is None:  # a table cell: placed by its inline text
            return Node(kind, parent.start, parent.end)
        first, last = token.map
        last = min(last, len(self.starts))
        while last > first + 1 and not self.source.raw_lines[last - 1].strip():
            last -= 1
        start = self.starts[first] if first < len(self.starts) else len(self.text)
        end = self.starts[last] - 1 if last < len(self.starts) else len(self.text)
        while start < end and self.text[start] in " \t":
            start += 1
        node = Node(kind, start, max(start, end))
        if kind == "heading":
            node.level = int(token.tag[1])
        elif kind == "list" and token.type == "ordered_list_open":
            node.level = int(token.attrs.get("start", 1))
        elif kind == "footnote":
            node.text = str(token.meta.get("label", ""))
        elif kind == "row":
            self.cursor = start
        return node

    @staticmethod
    def _head(table: Node) -> None:
        if table.children:
            table.children[0].header = True

    def _inline(self, token: Token, parent: Node, stack: list[Node]) -> None:
        content = token.content
        line = token.map[0] if token.map else 0
        owner = self._id_owner(parent, stack)
        lines, bases = self._bases(content, line, parent)
        if owner is not None and (found := _ID.search(lines[0])):
            owner.id = found[1].strip()
            owner.id_start = bases[0] + found.start()
            # Where a comment follows, blanks of the same length keep its offsets true.
            rest = lines[0][found.end() :]
            blanks = " " * (found.end() - found.start()) + rest if rest.strip() else ""
            lines[0] = (lines[0][: found.start()] + blanks).rstrip()
            content = "\n".join(lines)
        if parent.kind == "cell":
            parent.start, parent.end = bases[0], bases[0] + len(content)
        special = _SPECIAL.search(content)
        if special is None or len(content) > MAX_INLINE:
            self._plain_lines(lines, bases, parent)
            return
        tokens: list[Token] = []
        state = StateInline(content, self.md, self.env, tokens)
        self.md.inline.tokenize(state)
        for rule in self.md.inline.ruler2.getRules(""):
            rule(state)
        offsets = [0]
        for text in lines:
            offsets.append(offsets[-1] + len(text) + 1)
        self._children(state.tokens, parent, offsets, bases, len(content))

    @staticmethod
    def _id_owner(parent: Node, stack: list[Node]) -> Node | None:
        """The heading, or the list item whose first line this is, that a `{#id}` here would name."""
        if parent.kind == "heading":
            return parent
        if parent.kind == "paragraph" and len(stack) > 1 and stack[-2].kind == "item" and len(stack[-2].children) == 1:
            return stack[-2]
        return None

    def _bases(self, content: str, line: int, parent: Node) -> tuple[list[str], list[int]]:
        """The lines of an inline run and the source offset of each."""
        lines = content.split("\n")
        bases: list[int] = []
        for index, text in enumerate(lines):
            number = min(line + index, len(self.starts) - 1)
            begin = self.starts[number]
            end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
            if parent.kind == "cell":
                at = self.text.find(text, self.cursor, end) if text else self.cursor
                if at < 0:  # the cell holds an escaped pipe, which the parser has unescaped
                    at = self.text.find(text[: max(text.find("|"), 1)], self.cursor, end)
                at = self.cursor if at < 0 else at
                bar = self.text.find("|", at + len(text), end)
                self.cursor = bar + 1 if bar >= 0 else end
            else:
                at = self.text.rfind(text, begin, end)
            bases.append(at if at >= 0 else begin)
        return lines, bases

    @staticmethod
    def _plain_lines(lines: list[str], bases: list[int], parent: Node) -> None:
        last = len(lines) - 1
        for index, line in enumerate(lines):
            text = line.lstrip(" ") if index else line
            base = bases[index] + len(line) - len(text)
            kept = text.rstrip(" ")
            if kept:
                parent.children.append(Node("text", base, base + len(kept), text=kept))
            if index < last:
                hard = int(len(text) - len(kept) >= 2)
                parent.children.append(Node("break", base + len(kept), base + len(text) + 1, level=hard))

    def _children(self, tokens: list[Token], parent: Node, offsets: list[int], bases: list[int], length: int) -> None:
        if len(bases) == 1:
            base = bases[0]

            def source(at: int) -> int:
                return base + at
        else:

            def source(at: int) -> int:
                index = min(bisect_right(offsets, at) - 1, len(bases) - 1)
                return bases[index] + at - offsets[index]

        stack = [parent]
        at = 0
        for token in tokens:
            kind = token.type
            span = token.map
            if kind == "text":
                text = token.content
                if not text:
                    at = span[1] if span else at
                    continue
                begin = span[0] if span else at
                at = span[1] if span else begin + len(text)
                self._text(stack[-1], text, source(begin), source(at))
                continue
            begin, at = (span[0], span[1]) if span else (at, at)
            if kind == "strong_open":  # the parser keeps the inner of the two marks
                begin -= 1
            elif kind == "strong_close":
                at += 1
            if token.nesting == 1:
                node = Node(_OPENING[kind], source(begin), source(at))
                if kind == "link_open":
                    node.href = str(token.attrs.get("href", ""))
                stack[-1].children.append(node)
                stack.append(node)
            elif token.nesting == -1:
                closed = stack.pop()
                closed.end = source(at)
            else:
                self._leaf(token, stack[-1], source(begin), source(at))
        while len(stack) > 1:
            stack.pop().end = source(length)

    @staticmethod
    def _text(parent: Node, text: str, start: int, end: int) -> None:
        """Add text, joined to the text before it when the two stand side by side in the source."""
        children = parent.children
        if children and len(text) == end - start:
            last = children[-1]
            if last.kind == "text" and last.end == start and len(last.text) == start - last.start:
                last.text += text
                last.end = end
                return
        children.append(Node("text", start, end, text=text))

    def _leaf(self, token: Token, parent: Node, start: int, end: int) -> None:
        kind = token.type
        if kind == "text_special":
            self._text(parent, token.content, start, end)
        elif kind in ("softbreak", "hardbreak"):
            if parent.children and parent.children[-1].kind == "text":
                before = parent.children[-1]
                before.text = before.text.rstrip(" ")
            parent.children.append(Node("break", start, end, level=int(kind == "hardbreak")))
        elif kind == "code_inline":
            parent.children.append(Node("code_span", start, end, text=token.content))
        elif kind == "image":
            parent.children.append(Node("image", start, end, text=token.content, href=str(token.attrs.get("src", ""))))
        elif kind == "footnote_ref":
            parent.children.append(Node("footnote_ref", start, end, text=str(token.meta.get("label", ""))))
        elif comment := _COMMENT.fullmatch(token.content):
            parent.children.append(Node("comment", start, end, text=comment[1]))
        else:
            parent.children.append(Node("html_inline", start, end, text=token.content))
