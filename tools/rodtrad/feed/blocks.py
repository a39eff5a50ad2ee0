"""Blocks in three bodies that say the same: Markdown, semantic HTML, and typed data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rodtrad.codes import systems
from rodtrad.document import Block, Document, Fact
from rodtrad.face import NODES, Face, Link, Role
from rodtrad.face import TimeLimit as FoundTime
from rodtrad.feed import models as m
from rodtrad.html import SAFE_ADDRESS, Setting, Target, html_and_words
from rodtrad.library import Library
from rodtrad.quantities import scan_amounts
from rodtrad.quantities.times import has_figure

DEPENDENT = frozenset(
    {Role.CARE, Role.PATIENT, Role.WAIVER, Role.WAY, Role.WAYS, Role.CARE_ACTION, Role.PATIENT_ACTION, Role.TARGETS}
)
"""Roles of blocks that mean nothing without the headings above them."""

_WORD = {role: role.value for role in Role}


def page_url(face: Face, base: str, anchor: str = "") -> str:
    """Where a person reads a document, or a block of it."""
    return f"{base}{face.key}/" + (f"#{anchor}" if anchor else "")


def known(target: str) -> str:
    """The target of a link, or "" for one that no client should follow, such as `javascript:`."""
    scheme, colon, _ = target.partition("#")[0].partition(":")
    return target if not colon or scheme in systems() or SAFE_ADDRESS.fullmatch(target) else ""


class Links:
    """Where the links of one document lead; each target is looked up once."""

    def __init__(self, face: Face, library: Library, base: str) -> None:
        self.library, self.base = library, base
        self.by_block: dict[str, list[Link]] = {}
        self.by_href: dict[str, str] = {}
        for link in face.links:
            self.by_block.setdefault(link.block, []).append(link)
            self.by_href[link.href] = link.target
        self._urls: dict[str, str] = {}
        self._targets: dict[str, Target | None] = {}

    def url(self, target: str) -> str:
        """Where a person can read a target; "" when there is nothing."""
        found = self._urls.get(target)
        if found is None:
            found = self._urls[target] = self._find(target)
        return found

    def target(self, href: str) -> Target | None:
        """Where a link as written leads."""
        if href not in self._targets:
            target = self.by_href.get(href, "")
            url = self.url(target)
            self._targets[href] = Target(url, {"data-rodtrad-ref": target}) if url else None
        return self._targets[href]

    def _find(self, target: str) -> str:
        found = self.library.resolve(target)
        if found:
            face, block = found
            return page_url(face, self.base, block.id if block else "")
        scheme, colon, code = target.partition(":")
        if colon and (system := systems().get(scheme)):
            code = code.partition("#")[0]
            return f"{self.base}koder/{scheme}/{code}/" if system.valid(code) else ""
        return target if target.startswith(("https://", "http://")) else ""


class BlockMaker:
    """Makes the blocks of one document. It holds nothing that holds it: it is freed when it has been used."""

    def __init__(self, document: Document, library: Library, base: str) -> None:
        face = document.face
        self.source = document.source.text
        self.links = Links(face, library, base)
        self.times: dict[str, list[FoundTime]] = {}
        for time in face.times:
            self.times.setdefault(time.block, []).append(time)
        self._above: dict[str, list[str]] = {}
        self.above = {block.id: block for block in reversed(document.body.blocks)}
        prefix = f"{face.id.replace('/', '-')}-"
        labels = [b.id.removeprefix("not-") for b in document.body.of(Role.REFERENCE)]
        notes = {label: (str(number), f"{prefix}not-{label}") for number, label in enumerate(labels, 1)}
        self.setting = Setting(link=self.links.target, note=notes.get, prefix=prefix)

    def block(self, block: Block) -> m.Block:
        """One block in its three bodies."""
        source, id, role, nodes = self.source, block.id, block.role, block.nodes
        start = nodes[0].start
        line_start = source.rfind("\n", 0, start) + 1
        begin = start if start > line_start and source[line_start:start].strip() else line_start
        html, text = html_and_words(nodes, self.setting)
        links, times = self.links.by_block.get(id, ()), self.times.get(id, ())
        figure = has_figure(text)
        words = block.prose.text if times or figure else ""
        needs = self._needs(block.parent) if role in DEPENDENT else []
        return m.Block(
            id=id,
            stable=block.stable,
            role=_WORD[role],
            parent=block.parent,
            title="" if role is Role.PROSE else _title(block, text),
            label=block.label,
            level=block.level,
            markdown=f"{source[begin : nodes[-1].end]}\n",
            html=f"<ul>\n{html}</ul>\n" if nodes[0].kind == "item" else html,
            text=text,
            facts=[self._fact(fact, links) for fact in block.facts] if block.facts else [],
            references=[self._reference(link) for link in links] if links else [],
            times=[_time(found, words) for found in times] if times else [],
            amounts=list(_amounts(words)) if figure else [],
            standalone=not needs and role not in NODES,
            requires=needs,
            fingerprint=_fingerprint(text, links),
        )

    def _needs(self, parent: str) -> list[str]:
        """The headings above what stands in `parent`, to the node that it belongs to: "do this" is no advice alone."""
        found = self._above.get(parent)
        if found is None:
            found = self._above[parent] = []
            here = self.above.get(parent)
            while here is not None:
                found.append(here.id)
                here = self.above.get(here.parent) if here.role in DEPENDENT else None
        return found

    def _reference(self, link: Link) -> m.Reference:
        url = self.links.url(link.target)
        target = known(link.target)
        return m.Reference(relation=link.relation, target=target, url=url, text=link.text, resolved=bool(url))

    def _fact(self, fact: Fact, links: Sequence[Link]) -> m.Fact:
        """A fact line; `links` are those of its whole block."""
        if not links:
            return m.Fact(name=fact.name, text=fact.text)
        by_href = self.links.by_href
        targets = [by_href.get(ln.href, "") for node in fact.nodes for ln in node.find("link")]
        return m.Fact(name=fact.name, text=fact.text, targets=[t for t in map(known, targets) if t])


def _title(block: Block, text: str) -> str:
    """The title of a block; of a list item with one paragraph it is the text that we have already."""
    node = block.nodes[0]
    alone = len(block.nodes) == 1 and node.kind == "item" and len(node.children) == 1
    return text[:200] if block.named is None and alone and node.children[0].kind == "paragraph" else block.title


def _fingerprint(text: str, links: Sequence[Link]) -> str:
    """First 16 hex digits of the SHA-256 of a block's words and of where its links lead."""
    words = text + "".join([link.href for link in links]) if links else text
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _number(value: Decimal | int | None) -> str | None:
    """A number as decimal text; format "f" never gives an exponent."""
    if value is None:
        return None
    return format(value, "f") if isinstance(value, Decimal) else str(value)


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


def _amounts(words: str) -> Iterator[m.Amount]:
    for line in words.split("\n"):
        for found in scan_amounts(line):
            yield m.Amount(
                comparator=found.comparator,
                value=format(found.value, "f"),
                high=_number(found.high),
                over=_number(found.over),
                unit=found.unit,
                times=_number(found.times),
                times_high=_number(found.times_high),
                per=found.per,
                approximate=found.approximate or None,
                text=line[found.start : found.end],
            )
