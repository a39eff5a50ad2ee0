"""The steps of a pathway in few words: who acts, what is done first, what has a time limit, what the patient does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.html import Setting, Target, inline_html, to_html
from rodtrad.quantities import TimeKind
from rodtrad.site.authored import Part
from rodtrad.site.parts import text
from rodtrad.site.pathway.views import acting, values, who
from rodtrad.site.writer import Writer
from rodtrad.tree import Node

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")
_NOTE = re.compile(r'\s*<sup><a href="#not-[^"]*">[^<]*</a></sup>')
_CONDITION = re.compile(r"\b(?:som|när|om|vid)\b")


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the flow."""

    node: Block
    group: Block | None
    care: Sequence[Block]
    """What care does, a block each."""
    patient: Sequence[Block]
    """What the patient does, or why nothing is asked."""
    halves: Sequence[Part]
    """The same, as it is written."""
    limited: Sequence[tuple[str, str]]
    """Sentences of what care does that hold a time limit, each with what stands before the limit in it."""

    @property
    def name(self) -> str:
        """The title with its letter."""
        return f"{self.node.label}. {self.node.title}" if self.node.label else self.node.title

    def said(self, name: str) -> str:
        """A fact that says who acts, as a list of words; "" where it is not said."""
        fact = who(self.node, self.group, name)
        return ", ".join(values(fact.text)) if fact else ""


def steps(document: Document, top: Sequence[Part]) -> Iterator[Step]:
    """The nodes in order. `top` is the document's tree of parts."""
    body = document.body
    written = {id(part.block): part for part in _all(top)}
    limits: dict[str, list[tuple[int, int]]] = {}
    for time in document.face.times:
        if time.expression.kind is TimeKind.LIMIT:
            limits.setdefault(time.block, []).append((time.expression.start, time.expression.end))
    for node, group in acting(document):
        care = [block for half in body.under(node, Role.CARE) for block in body.under(half)]
        halves = list(body.under(node, Role.PATIENT))
        found = (sentence_around(block.prose.text, *at) for block in care for at in limits.get(block.id, ()))
        yield Step(
            node,
            group,
            care,
            [block for half in halves for block in body.under(half)],
            [written[id(half)] for half in halves if id(half) in written],
            list(dict.fromkeys(found)),
        )


def _all(top: Sequence[Part]) -> Iterator[Part]:
    for part in top:
        yield part
        yield from _all(part.parts)


def sentence_around(words: str, start: int, end: int) -> tuple[str, str]:
    """The sentence that a stretch of words stands in, and its part before the stretch."""
    begin = 0
    for cut in _SENTENCE.finditer(words):
        if cut.end() <= start:
            begin = cut.end()
        elif cut.start() >= end:
            return _line(words[begin : cut.start()]), _line(words[begin:start])
    return _line(words[begin:]), _line(words[begin:start])


def first_sentence(block: Block) -> str:
    """The first sentence of a block; "" for words that only lead to a list."""
    words = _SENTENCE.split(block.prose.text.strip(), maxsplit=1)[0]
    return "" if words.endswith(":") else _line(words)


def sentences(words: str) -> list[str]:
    """Each sentence of some words."""
    return [line for one in _SENTENCE.split(words) if (line := _line(one))]


def _line(words: str) -> str:
    return " ".join(words.split())


def is_promise(sentence: str, before: str) -> bool:
    """Whether a sentence with a time limit says when something is to be offered.

    "Erbjud trombolys till patienter som kan behandlas inom 4,5 timmar" holds a condition and promises no time.
    """
    return sentence.startswith("Erbjud ") and not _CONDITION.search(before)


class Plain:
    """Authored text on a page that shows a pathway in another form: without notes, and with links within the page.

    `here` are the steps that the page has.
    """

    def __init__(self, writer: Writer, here: Sequence[Step]) -> None:
        key = writer.face.key
        ids = {step.node.id for step in here}
        elsewhere = writer.setting.link

        def link(href: str) -> Target | None:
            document, _, id = writer.targets.get(href, "").partition("#")
            return Target(f"#{id}") if document == key and id in ids else elsewhere(href)

        self.setting: Setting = replace(writer.setting, link=link)

    def html(self, nodes: Sequence[Node]) -> str:
        """Blocks as written."""
        return _NOTE.sub("", to_html(nodes, self.setting))

    def below(self, part: Part) -> str:
        """All that stands under a heading; headings below it are lines in bold."""
        inner = "".join(f"<p><strong>{text(p.block.title)}</strong></p>\n{self.below(p)}" for p in part.parts)
        return self.html(part.nodes) + inner

    def first(self, block: Block) -> str:
        """The first line of a block."""
        node = block.nodes[0]
        return _NOTE.sub("", inline_html(node.children[:1] if node.kind == "item" else (node,), self.setting))
