"""From a document to its canonical text: one form for what can be written in several ways, never another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rodtrad.chapters.actions import LABEL, OTHER_LABEL
from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Edit
from rodtrad.quantities.patterns import later
from rodtrad.tree import Node, plain


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Carry out edits that do not overlap; of two that do, the first in the text wins."""
    out: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start >= at:
            out += [text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*out, text[at:]])


def format_document(document: Document) -> str:
    """The canonical text of a document. Formatting the result changes nothing."""
    source = document.source
    edits = [*relettered(document), *_arrows(document), *_tables(document), *_bullets(document)]
    return _lines(apply(source.text, edits), document)


def letters() -> Iterator[str]:
    """A, B, … Z, AA, AB, …"""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for first in alphabet:
        for second in alphabet:
            yield first + second


_UNREAD = later(r"\n#{1,6}(?![ \t])[\u00a0\u2007\u202f]*[A-ZÅÄÖ]{1,2}\d{0,2}[.:]\s")


def has_unread_nodes(document: Document) -> bool:
    """Whether a heading with a node's letter is not read as one: it counts among the letters once it is mended."""
    text = document.source.text
    if "\n#" in text and _UNREAD().search(text, max(document.body.matter_end - 1, 0)):
        return True
    sections = document.body.of(Role.CHAPTER, Role.SECTION)
    return any(block.nodes and block.nodes[0].id is not None and LABEL.match(block.title) for block in sections)


def relettered(document: Document) -> Iterator[Edit]:
    """Nodes are lettered in order; a link to a node whose words are a letter says the letter of its node.

    Not where a node is missing among them, since its heading is not read.
    """
    if has_unread_nodes(document):
        return
    right: dict[str, str] = {}
    bare = document.body.bare_headings()
    nodes = (block for block in document.body.of(*NODES) if id(block) not in bare)
    for block, letter in zip(nodes, letters(), strict=False):
        right[f"{document.face.key}#{block.id}"] = letter
        heading = block.nodes[0]
        first = next(heading.find("text"), None)
        if first is None:
            continue
        if block.label:
            at = document.source.text.find(block.label, first.start)
            if block.label != letter:
                yield Edit(at, at + len(block.label), letter)
        elif not OTHER_LABEL.match(block.title):
            yield Edit(first.start, first.start, f"{letter}. ")
    for link in document.face.links:
        letter = right.get(link.target, "")
        if letter and link.text != letter and _LETTER.fullmatch(link.text):
            start = document.source.starts[link.place.line - 1] + link.place.column
            if document.source.text.startswith(link.text, start):
                yield Edit(start, start + len(link.text), letter)


_LETTER = re.compile(r"[A-ZÅÄÖ]{1,2}\d{0,2}")


def _arrows(document: Document) -> Iterator[Edit]:
    """A typed `->` in a way becomes `→`."""
    for block in document.body.of(Role.WAY, Role.ENTRY):
        for node in block.nodes[0].find("text"):
            at = node.text.find("->")
            if at >= 0 and "→" not in node.text and len(node.text) == node.end - node.start:
                yield Edit(node.start + at, node.start + at + 2, "→")
                break


def _tables(document: Document) -> Iterator[Edit]:
    """Tables are written without padding, so that one changed cell is one changed line."""
    text = document.source.text
    for table in document.body.find("table"):
        for row in table.children:
            stop = text.find("\n", row.start)
            line = text[row.start : stop if stop >= 0 else len(text)]
            begins = [cell.start for cell in row.children]
            if not begins or any(b < row.start or b == row.end for b in begins):  # one missing is for the author
                continue
            cells = [text[cell.start : cell.end] for cell in row.children]
            wanted = "| " + " | ".join(cells) + " |"
            if line.rstrip() != wanted and _same_cells(line, cells):
                yield Edit(row.start, row.start + len(line), wanted)
        yield from _rule_line(text, table)


def _same_cells(line: str, cells: list[str]) -> bool:
    """True when the line holds these cells and nothing more (surplus cells and comments are left alone)."""
    return re.sub(r"[\s|]+", "", line) == re.sub(r"[\s|]+", "", "".join(cells))


def _rule_line(text: str, table: Node) -> Iterator[Edit]:
    if not table.children:
        return
    start = text.find("\n", table.children[0].start) + 1
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)]
    marks = [mark.strip() for mark in line.strip().strip("|").split("|")]
    short = [(":" if m.startswith(":") else "") + "---" + (":" if m.endswith(":") else "") for m in marks]
    wanted = "| " + " | ".join(short) + " |"
    if start and re.fullmatch(r"[\s|:-]+", line) and line.strip() != wanted:
        lead = len(line) - len(line.lstrip())
        yield Edit(start + lead, start + len(line), wanted)


def _bullets(document: Document) -> Iterator[Edit]:
    """Bullet lists are written with `-`, except side by side, where the mark is what keeps them apart."""
    text = document.source.text
    for parent in document.body.root.walk():
        lists = [index for index, node in enumerate(parent.children) if node.kind == "list"]
        for index in lists:
            node = parent.children[index]
            if node.level or text[node.start] not in "*+" or {index - 1, index + 1} & set(lists):
                continue
            yield from (Edit(item.start, item.start + 1, "-") for item in node.children if text[item.start] in "*+")


def _lines(text: str, document: Document) -> str:
    """No trailing space (two spaces that break a line are kept), no run of blank lines, one newline at the end."""
    inside: set[int] = set()
    for code in document.body.find("code", "html"):
        place = document.source.place(code.start, code.end)
        inside.update(range(place.line, place.end_line + 1))
    out: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if number in inside:
            out.append(line)
            continue
        bare = line.rstrip()
        hard_break = bare and line.endswith("  ") and number > document.source.line_column(document.body.matter_end)[0]
        kept = f"{bare}  " if hard_break else bare
        if kept or not out or out[-1]:
            out.append(kept)
    return "\n".join(out).strip("\n") + "\n"


def words(document: Document) -> str:
    """All words of the body: what formatting must keep."""
    return plain(document.body.root)
