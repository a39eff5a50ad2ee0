"""What is seen of a document that has been read, in the words that the format's cases are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec.structs import asdict

from rodtrad.document import Block, Document
from rodtrad.face import BlockFace
from rodtrad.flow import flow
from rodtrad.keyed import Keyed
from rodtrad.library import Library, link
from rodtrad.project import unreadable_keys
from rodtrad.quantities import scan_amounts
from rodtrad.reader import Reading, read
from rodtrad.rules._allowances import allowances
from rodtrad.source import Place
from rodtrad.tree import plain

Row = dict[str, Any]


@dataclass
class Case:
    """One heading of a file: its documents by path, and what is expected of some of them."""

    suite: str
    name: str
    prose: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        return {path: read(path, data) for path, data in self.files.items()}

    @cached_property
    def library(self) -> Library:
        readings = self.readings.values()
        return link((r.document.face for r in readings if r.document), unreadable_keys(readings))

    def document(self, path: str) -> Document:
        document = self.readings[path].document
        assert document, f"{path} gives no document"
        return document


def said(value: Any) -> Any:
    """A value as a case writes it: text, or lists and maps of text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Keyed):
        pairs = [(key.alias, getattr(value, name)) for name, key in value.keys.items()]
        return {name: said(item) for name, item in pairs if item is not None}
    if isinstance(value, Mapping):
        return {str(key): said(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [said(item) for item in value]
    return str(value)


def _row(**values: Any) -> Row:
    return {name: said(value) for name, value in values.items()}


def _end(place: Place) -> str:
    return f"{place.end_line}:{place.end_column}"


def _document(case: Case, path: str, want: Any) -> Any:
    document = case.readings[path].document
    if document is None:
        return "null"
    face = document.face
    return _row(kind=face.kind, folder=face.folder, id=face.id, key=face.key, title=face.title, path=face.path)


def _matter(case: Case, path: str, want: Any) -> Any:
    matter = said(case.document(path).face.matter)
    return {key: matter.get(key, "null") for key in want}


def _keys(case: Case, path: str, want: Any) -> Any:
    document = case.document(path)
    return {key: str(document.key(key)) for key in want}


def _blocks(case: Case, path: str, want: Any) -> Any:
    return list(_each_block(case.document(path)))


def _each_block(document: Document) -> Iterator[Row]:
    """The blocks of the body, or the entries of a register, which has no body."""
    for block in document.body.blocks or document.face.blocks:
        in_body = isinstance(block, Block)
        yield _row(
            id=block.id,
            role=block.role,
            label=block.label,
            title=block.title,
            parent=block.parent,
            stable=block.stable,
            facts=[{f.name: f.text} for f in block.facts] if in_body else [{n: v} for n, v in block.facts],
            text=block.text if in_body else "",
            level=block.level if in_body else 0,
            at=document.source.place(block.start) if in_body else block.place,
        )


def _links(case: Case, path: str, want: Any) -> Any:
    return [
        _row(
            block=ln.block,
            relation=ln.relation,
            target=ln.target,
            text=ln.text,
            href=ln.href,
            at=ln.place,
            end=_end(ln.place),
        )
        for ln in case.document(path).face.links
    ]


def _ways(case: Case, path: str, want: Any) -> Any:
    rows = []
    for way in case.document(path).face.ways:
        row = _row(block=way.block, condition=way.condition, targets=way.targets, joined=way.joined)
        rows.append({"from": way.source, **row, **_row(time=way.time, at=way.place, end=_end(way.place))})
    return rows


def _times(case: Case, path: str, want: Any) -> Any:
    document = case.document(path)
    rows = []
    for time in document.face.times:
        e = time.expression
        words = next(block for block in document.body.blocks if block.id == time.block).prose.text
        rows.append(
            _row(
                block=time.block,
                kind=e.kind,
                comparator=e.comparator,
                low=e.low,
                high=e.high,
                unit=e.unit,
                times=e.times,
                times_high=e.times_high,
                per=e.per,
                working_days=e.working_days,
                approximate=e.approximate,
                relation=e.relation,
                event=e.event,
                numerals=e.numerals,
                iso8601=e.iso8601,
                text=" ".join(words[e.start : e.end].split()),
                start=time.start,
                at=time.place,
                end=_end(time.place),
            )
        )
    return rows


def _amounts(case: Case, path: str, want: Any) -> Any:
    document = case.document(path)
    rows = []
    for block in document.body.blocks:
        for amount in scan_amounts(block.prose.text):
            values = asdict(amount)
            place = document.place(block.prose.at(amount.start))
            rows.append(_row(**{"block": block.id, **values, "at": place}))
    return rows


def _targets(case: Case, path: str, want: Any) -> Any:
    return [
        _row(year=t.year, moderate=t.moderate, high=t.high, issuer=t.issuer, label=t.label, at=t.place)
        for t in case.document(path).face.targets
    ]


def _outcomes(case: Case, path: str, want: Any) -> Any:
    rows = []
    for o in case.document(path).face.outcomes:
        row = _row(region=o.region, numerator=o.numerator, denominator=o.denominator, value=o.value)
        rows.append({**row, **_row(low=o.low, high=o.high, withheld=o.withheld, at=o.place)})
    return rows


def _findings(case: Case, path: str, want: Any) -> Any:
    found = sorted(case.readings[path].findings, key=lambda finding: finding.order)
    return [_row(rule=f.rule, at=f.place, message=f.message, hint=f.hint) for f in found]


def _allowances(case: Case, path: str, want: Any) -> Any:
    found = allowances(case.document(path))
    return [_row(rule=a.rule, reason=a.reason, first=a.first, last=a.last, at=a.place) for a in found]


def _edges(case: Case, path: str, want: Any) -> Any:
    return [f"{edge.source} → {edge.target}" for edge in flow(case.document(path).face).edges]


def _nodes(case: Case, path: str, want: Any) -> Any:
    document = case.document(path)
    seen: dict[str, list[Row]] = {kind: [] for kind in want}
    for node in document.body.root.find(*want):
        place = document.place(node.start, node.end)
        row = _row(text=node.text or plain(node), href=node.href, id=node.id, level=node.level, header=node.header)
        id_at = document.place(node.id_start) if node.id is not None else None
        seen[node.kind].append({**row, **_row(at=place, end=_end(place), id_at=id_at)})
    return seen


def _resolves(case: Case, path: str, want: Any) -> Any:
    return {target: _where(case.library.resolve(target)) for target in want}


def _where(found: tuple[Any, BlockFace | None] | None) -> str:
    if found is None:
        return "null"
    face, block = found
    return f"{face.key}#{block.id}" if block else str(face.key)


SEEN: Mapping[str, Callable[[Case, str, Any], Any]] = {
    "document": _document,
    "matter": _matter,
    "keys": _keys,
    "blocks": _blocks,
    "links": _links,
    "ways": _ways,
    "times": _times,
    "amounts": _amounts,
    "targets": _targets,
    "outcomes": _outcomes,
    "findings": _findings,
    "allowances": _allowances,
    "edges": _edges,
    "nodes": _nodes,
    "resolves": _resolves,
}
"""Key of an expectation → what is seen. It is told what is wanted, so that it can look up just that."""
