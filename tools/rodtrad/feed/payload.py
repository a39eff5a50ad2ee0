"""From a document to its payload: every block in three bodies, flow, red thread, typed values, resolved links."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from rodtrad.codes import systems
from rodtrad.document import NODES, Block, BlockFace, Document, Face, Fact, Role
from rodtrad.document import TimeLimit as FoundTime
from rodtrad.feed import models as m
from rodtrad.flow import STOPS, flow
from rodtrad.html import Setting, Target, to_html
from rodtrad.library import Library, is_example, reference_keys
from rodtrad.model import GuidelineMatter, ImpactMatter, IndicatorMatter, Kind, Matter, PathwayMatter
from rodtrad.quantities import Amount, scan_amounts
from rodtrad.tree import plain
from rodtrad.values import DecisionType, Extent, PathwayType

EXAMPLE_NOTICE = "Ogranskat exempel. Får inte användas kliniskt."
DRAFT_NOTICE = "Arbetstext. Gäller inte och får inte användas kliniskt."
CATALOGUE_NOTICE = "Uppgift i katalogen. Den nationella texten finns inte här."
APPROVED_NOTICE = "Vägledande kunskapsstöd. Publicering betyder inte att vårdförloppet är infört i en region."

LICENCES = {"CC0-1.0": "Fritt att använda utan villkor (CC0). Källor till uppgifter anges vid uppgiften."}

_KINDS: Mapping[Kind, m.Kind] = {
    Kind.PATHWAY: "pathway",
    Kind.INDICATOR: "indicator",
    Kind.GUIDELINE: "guideline",
    Kind.IMPACT: "impact-assessment",
    Kind.ADDITION: "addition",
}

DEPENDENT = frozenset({Role.WAIVER, Role.WAY, Role.WAYS, Role.CARE_ACTION, Role.PATIENT_ACTION, Role.TARGETS})
"""Roles of blocks that mean nothing without the heading above them."""


def canonical(payload: m.Model) -> bytes:
    """The one way a model is written: sorted keys, no needless white space, empty values left out."""
    data = payload.model_dump(mode="json", by_alias=True, exclude_none=True)
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def kind_of(face: Face) -> m.Kind:
    """The feed's word for the kind of a document."""
    matter = face.matter
    if isinstance(matter, PathwayMatter) and matter.type is PathwayType.GENERIC_MODEL:
        return "generic-model"
    return _KINDS[face.kind]


def payload(document: Document, library: Library, environment: m.Environment, base: str) -> m.Payload:
    """The payload of a document. `base` is the site's address, ending in "/"."""
    face = document.face
    matter = face.matter
    use, notice = _use(face, environment)
    licence = str(getattr(matter, "licence", None) or "")
    return m.Payload(
        environment=environment,
        clinical_use=use,
        notice=notice,
        id=face.id,
        kind=kind_of(face),
        version=None if use == "catalogue" else version_of(face),
        title=face.title,
        licence=licence,
        attribution=LICENCES.get(licence, ""),
        canonical_url=page_url(face, base),
        dates=_dates(face),
        source=m.SourceFile(path=face.path, sha256=face.sha256),
        content=_content(document, library, base),
    )


def version_of(face: Face) -> str:
    """The version of a document's working text; documents that say none are at 1.0.0."""
    return str(getattr(face.matter, "version", None) or "1.0.0")


def page_url(face: Face, base: str, anchor: str = "") -> str:
    """Where a person reads a document, or a block of it."""
    return f"{base}{face.key}/" + (f"#{anchor}" if anchor else "")


def _use(face: Face, environment: m.Environment) -> tuple[m.ClinicalUse, str]:
    if isinstance(face.matter, PathwayMatter) and face.matter.extent is Extent.CATALOGUE_ENTRY:
        return "catalogue", CATALOGUE_NOTICE
    if is_example(face):
        return "example", EXAMPLE_NOTICE
    if environment == "draft":
        return "draft", DRAFT_NOTICE
    return "approved", APPROVED_NOTICE


def _dates(face: Face) -> m.Dates:
    matter = face.matter
    if isinstance(matter, GuidelineMatter):
        return m.Dates(modified=matter.updated or matter.date)
    if not isinstance(matter, PathwayMatter):
        return m.Dates()
    approvals = [d.date for d in matter.decisions or () if d.type is DecisionType.APPROVAL and d.date]
    national = matter.national.approved if matter.national and matter.extent is Extent.CATALOGUE_ENTRY else None
    return m.Dates(
        approved=max(approvals, default=national),
        clinically_reviewed=matter.reviewed,
        next_review=matter.next_review,
    )


def matter_data(value: object) -> Any:
    """Front matter as JSON values under the model's camelCase English names; unknown values are left out."""
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((_camel(f.name), getattr(value, f.name)) for f in fields(value))
        return {name: matter_data(item) for name, item in pairs if item is not None}
    if isinstance(value, tuple):
        return [matter_data(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): matter_data(item) for name, item in value.items()}
    return value


@cache
def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _content(document: Document, library: Library, base: str) -> m.Content:
    face = document.face
    matter = face.matter
    maker = _Blocks(document, library, base)
    is_pathway = isinstance(matter, PathwayMatter) and matter.extent is not Extent.CATALOGUE_ENTRY
    levels = None
    if isinstance(matter, IndicatorMatter):
        levels = [
            m.TargetLevel(year=t.year, moderate=t.moderate or None, high=t.high or None, issuer=t.issuer, label=t.label)
            for t in face.targets
        ]
    rows = list(_recommendations(face)) if isinstance(matter, GuidelineMatter) else None
    return m.Content(
        matter=matter_data(matter),
        codes=list(_codes(matter)),
        blocks=[maker.block(block) for block in document.body.blocks],
        flow=_flow(face) if is_pathway else None,
        red_thread=_red_thread(document) if is_pathway else None,
        target_levels=levels,
        recommendations=rows,
        references=list(_references(matter, library, base)),
    )


def _codes(matter: Matter) -> Iterator[m.Code]:
    codes = getattr(matter, "codes", None) or {}
    for scheme in sorted(codes):
        system = systems().get(scheme)
        for code in codes[scheme]:
            yield m.Code(system=scheme, uri=system.uri if system else "", code=code)


def _references(matter: Matter, library: Library, base: str) -> Iterator[m.Reference]:
    if isinstance(matter, ImpactMatter) or matter is not None:
        for key, value, registers, document in reference_keys(matter):
            name = key.partition("[")[0]
            if document:
                found = library.get(Kind(document), value)
                target = found.key if found else value
                url = page_url(found, base) if found else ""
                yield m.Reference(relation=name, target=target, url=url, text=value, resolved=found is not None)
            else:
                home = next((r for r in registers.split() if value in library.register(r)), "")
                entry = library.entry(registers, value)
                text = entry.title if entry else value
                target = f"register/{home or registers.split()[0]}#{value}"
                yield m.Reference(relation=name, target=target, url="", text=text, resolved=entry is not None)


def _recommendations(face: Face) -> Iterator[m.Recommendation]:
    for block in face.of(Role.RECOMMENDATION):
        yield m.Recommendation(
            id=block.id,
            condition=block.fact("Tillstånd"),
            measure=block.fact("Åtgärd") or block.title,
            priority=block.fact("Prioritet") or "okänd",
            row=block.fact("Rad") or None,
            source=block.fact("Källa") or None,
        )


_STOP_KIND = {Role.ENTRY: "entry", Role.ACTION: "action", Role.DECISION: "decision", Role.EXIT: "exit"}


def _flow(face: Face) -> m.Flow:
    graph = flow(face)
    nodes = [
        m.FlowNode.model_validate({"id": s.id, "kind": _STOP_KIND[s.role], "label": s.label, "title": stop_title(s)})
        for s in graph.stops.values()
        if s.role in STOPS
    ]
    edges = [
        m.FlowEdge.model_validate(
            {
                "source": e.source,
                "target": e.target,
                "condition": e.way.condition,
                "joined": e.way.joined if e.way.joined in ("och", "eller") else "",
                "way": e.way.block,
                "time": e.way.time,
            }
        )
        for e in graph.edges
    ]
    return m.Flow(nodes=nodes, edges=edges)


def stop_title(stop: BlockFace) -> str:
    """The words of a stop without the arrow of an entry: "Misstanke om stroke"."""
    title = stop.title
    for arrow in ("→", "->"):
        title = title.partition(arrow)[0]
    return title.strip(" .") if stop.role in (Role.ENTRY, Role.EXIT) else title


def _anchors(document: Document, block: Block, name: str) -> list[str]:
    """Ids of blocks of this document that a fact line links to."""
    found: list[str] = []
    for fact in block.facts:
        if fact.name == name:
            for node in fact.nodes:
                found += [link.href[1:] for link in node.find("link") if link.href.startswith("#")]
    return found


def _red_thread(document: Document) -> m.RedThread:
    body = document.body
    uses: list[m.IndicatorUse] = []
    main = {ln.block: ln for ln in reversed(document.face.links) if ln.relation == "indicator"}
    for block in body.of(Role.INDICATOR):
        link = main.get(block.id)
        prioritised = block.fact("Prioriterad")
        uses.append(
            m.IndicatorUse(
                id=block.id,
                indicator=link.target if link else "",
                title=link.text if link else block.title,
                measure=_measure(document, block),
                prioritised=bool(prioritised and prioritised.text.strip(" .").casefold() == "ja"),
                follows=_anchors(document, block, "Följer"),
            )
        )
    goals = [
        m.Goal(
            id=block.id,
            text=first_line(block),
            meets=_anchors(document, block, "Möter"),
            followed_by=[use.id for use in uses if block.id in use.follows],
            not_followed=reason.text if (reason := block.fact("Följs inte")) else None,
        )
        for block in body.of(Role.GOAL)
    ]
    challenges = [m.Challenge(id=block.id, text=first_line(block)) for block in body.of(Role.CHALLENGE)]
    return m.RedThread(challenges=challenges, goals=goals, indicators=uses, journey=list(_journey(document)))


def first_line(block: Block) -> str:
    """The words of a list item's own paragraph, without what stands below it."""
    return plain(block.nodes[0].children[0]) if block.nodes and block.nodes[0].children else block.text


def _measure(document: Document, block: Block) -> str:
    from rodtrad.chapters.follow_up import MEASURES

    parent = next((b for b in document.body.blocks if b.id == block.parent), None)
    return MEASURES[parent.title].value if parent and parent.title in MEASURES else ""


def _journey(document: Document) -> Iterator[m.JourneyRow]:
    for block in document.body.of(Role.JOURNEY):
        for row in block.nodes[0].children[1:]:
            cells = [plain(cell) for cell in row.children]
            cells = [cell if cell not in ("–", "-") else "" for cell in cells] + [""] * 4
            links = [ln.href[1:] for ln in row.find("link") if ln.href.startswith("#")]
            yield m.JourneyRow(experiences=cells[0], activities=cells[1], care=cells[2], challenges=links)


class _Blocks:
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
        nodes = block.nodes
        line_start = text.rfind("\n", 0, block.start) + 1
        begin = block.start if text[line_start : block.start].strip() else line_start
        links = self.links.get(block.id, ())
        words = block.prose
        needs = [block.parent] if block.role in DEPENDENT and block.parent else []
        return m.Block(
            id=block.id,
            stable=block.stable,
            role=block.role.value,
            parent=block.parent,
            title="" if block.role is Role.PROSE else block.title,
            label=block.label,
            level=block.level,
            markdown=text[begin : block.end] + "\n",
            html=to_html(nodes, self.setting),
            text=block.text,
            facts=[self._fact(fact) for fact in block.facts],
            references=[
                m.Reference(
                    relation=ln.relation,
                    target=ln.target,
                    url=(url := self._url(ln.target)),
                    text=ln.text,
                    resolved=bool(url),
                )
                for ln in links
            ],
            times=[_time(found, words.text) for found in self.times.get(block.id, ())],
            amounts=[_amount(found, words.text) for found in scan_amounts(words.text)],
            standalone=not needs and block.role not in NODES,
            requires=needs,
            fingerprint=self.document.face.by_id[block.id].fingerprint,
        )

    def _fact(self, fact: Fact) -> m.Fact:
        targets = [self.by_href.get(ln.href, "") for node in fact.nodes for ln in node.find("link")]
        return m.Fact(name=fact.name, text=fact.text, targets=[t for t in targets if t])


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
