"""Blocks in three bodies that say the same: Markdown, semantic HTML, and typed data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rodtrad.codes import systems
from rodtrad.document import NODES, Block, Document, Face, Fact, Role
from rodtrad.document import TimeLimit as FoundTime
from rodtrad.feed import models as m
from rodtrad.html import SAFE_ADDRESS, Setting, Target, to_html
from rodtrad.library import Library
from rodtrad.quantities import Amount, scan_amounts

DEPENDENT = frozenset(
    {Role.CARE, Role.PATIENT, Role.WAIVER, Role.WAY, Role.WAYS, Role.CARE_ACTION, Role.PATIENT_ACTION, Role.TARGETS}
)
"""Roles of blocks that mean nothing without the headings above them."""


def page_url(face: Face, base: str, anchor: str = "") -> str:
    """Where a person reads a document, or a block of it."""
    return f"{base}{face.key}/" + (f"#{anchor}" if anchor else "")


def known(target: str) -> str:
    """The target of a link, or "" for one that no client should follow, such as `javascript:`."""
    scheme, colon, _ = target.partition("#")[0].partition(":")
    return target if not colon or scheme in systems() or SAFE_ADDRESS.fullmatch(target) else ""


class BlockMaker:
    """Makes the blocks of one document."""

    def __init__(self, document: Document, library: Library, base: str) -> None:
        self.document, self.library, self.base = document, library, base
        face = document.face
        self.prefix = f"{face.id.replace('/', '-')}-"
        self.links: dict[str, list[Any]] = {}
        for link in face.links:
            self.links.setdefault(link.block, []).append(link)
        self.times: dict[str, list[FoundTime]] = {}
        for time in face.times:
            self.times.setdefault(time.block, []).append(time)
        self.above = {block.id: block for block in reversed(document.body.blocks)}
        self.by_href = {(ln.href): ln.target for ln in face.links}
        labels: Sequence[str] = [b.id.removeprefix("not-") for b in document.body.of(Role.REFERENCE)]
        self.notes = {label: str(number) for number, label in enumerate(labels, 1)}
        self.setting = Setting(link=self._link, note=self._note, prefix=self.prefix)

    def _note(self, label: str) -> tuple[str, str] | None:
        number = self.notes.get(label)
        return (number, f"{self.prefix}not-{label}") if number else None

    def _link(self, href: str) -> Target | None:
        target = self.by_href.get(href, "")
        url = self._url(target)
        return Target(url, {"data-rodtrad-ref": target}) if url else None

    def _url(self, target: str) -> str:
        found = self.library.resolve(target)
        if found:
            face, block = found
            return page_url(face, self.base, block.id if block else "")
        scheme, colon, code = target.partition(":")
        if colon and (system := systems().get(scheme)):
            return (
                f"{self.base}koder/{scheme}/{code.partition('#')[0]}/" if system.valid(code.partition("#")[0]) else ""
            )
        return target if target.startswith(("https://", "http://")) else ""

    def block(self, block: Block) -> m.Block:
        """One block in its three bodies."""
        text = self.document.source.text
        line_start = text.rfind("\n", 0, block.start) + 1
        begin = block.start if text[line_start : block.start].strip() else line_start
        links = self.links.get(block.id, ())
        words = block.prose
        needs = list(self._needs(block)) if block.role in DEPENDENT else []
        return m.Block(
            id=block.id,
            stable=block.stable,
            role=block.role.value,
            parent=block.parent,
            title="" if block.role is Role.PROSE else block.title,
            label=block.label,
            level=block.level,
            markdown=text[begin : block.end] + "\n",
            html=self._html(block),
            text=block.text,
            facts=[self._fact(fact) for fact in block.facts],
            references=[
                m.Reference(
                    relation=ln.relation,
                    target=known(ln.target),
                    url=(url := self._url(ln.target)),
                    text=ln.text,
                    resolved=bool(url),
                )
                for ln in links
            ],
            times=[_time(found, words.text) for found in self.times.get(block.id, ())],
            amounts=[_amount(found, line) for _, line in words.lines for found in scan_amounts(line)],
            standalone=not needs and block.role not in NODES,
            requires=needs,
            fingerprint=self.document.face.by_id[block.id].fingerprint,
        )

    def _needs(self, block: Block) -> Iterator[str]:
        """The headings above a block, to the node that it belongs to: "do this" without where and when is no advice."""
        here = self.above.get(block.parent)
        while here is not None:
            yield here.id
            here = self.above.get(here.parent) if here.role in DEPENDENT else None

    def _html(self, block: Block) -> str:
        written = to_html(block.nodes, self.setting)
        return f"<ul>\n{written}</ul>\n" if block.nodes[0].kind == "item" else written

    def _fact(self, fact: Fact) -> m.Fact:
        targets = [self.by_href.get(ln.href, "") for node in fact.nodes for ln in node.find("link")]
        return m.Fact(name=fact.name, text=fact.text, targets=[t for t in map(known, targets) if t])


def _number(value: Any) -> str | None:
    """A number as decimal text; format "f" never gives an exponent."""
    return None if value is None else format(Decimal(value), "f")


def _time(found: FoundTime, words: str) -> m.Time:
    e = found.expression
    return m.Time(
        kind=e.kind.value,
        comparator=e.comparator,
        low=_number(e.low),
        high=_number(e.high),
        unit=e.unit,
        times=_number(e.times),
        times_high=_number(e.times_high),
        per=e.per,
        working_days=e.working_days or None,
        approximate=e.approximate or None,
        iso8601=e.iso8601,
        text=words[e.start : e.end],
        relation=e.relation.value if e.relation else None,
        start_text=e.event or None,
        start=found.start or None,
    )


def _amount(found: Amount, words: str) -> m.Amount:
    return m.Amount(
        comparator=found.comparator,
        value=format(found.value, "f"),
        high=_number(found.high),
        over=_number(found.over),
        unit=found.unit,
        times=_number(found.times),
        times_high=_number(found.times_high),
        per=found.per,
        approximate=found.approximate or None,
        text=words[found.start : found.end],
    )
