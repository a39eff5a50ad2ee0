"""Every time in a pathway: on a line of time, and in one table with the words around each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rodtrad.document import Block
from rodtrad.face import NODES, Role, TimeLimit
from rodtrad.quantities import Relation, TimeKind
from rodtrad.site.charting import stop_title
from rodtrad.site.parts import details, table, text
from rodtrad.site.pathway.actions import named
from rodtrad.site.pathway.timeline import DRAWN, Line, timeline
from rodtrad.site.words import capital
from rodtrad.site.writer import Writer
from rodtrad.tree import prose

KINDS = {
    TimeKind.LIMIT: "Senast",
    TimeKind.EARLIEST: "Tidigast",
    TimeKind.MINIMUM: "Minst så länge",
    TimeKind.MAXIMUM: "Högst så länge",
    TimeKind.DURATION: "Så länge",
    TimeKind.POINT: "Tidpunkt",
    TimeKind.INTERVAL: "Intervall",
    TimeKind.WINDOW: "Före eller efter",
    TimeKind.LOOKBACK: "Bakåt i tiden",
    TimeKind.FREQUENCY: "Hur ofta",
}

RELATIONS: Mapping[Relation | None, str] = {
    Relation.FROM: "från",
    Relation.AFTER: "efter",
    Relation.BEFORE: "före",
    Relation.AROUND: "före eller efter",
}

_ACTING = frozenset({Role.ENTRY, Role.WAY, Role.CARE_ACTION, Role.PATIENT_ACTION, *NODES})


AVOID = ("Undvik", "Vänta", "Avstå")
"""How a line begins that says what is not to be done during a time."""

SIDES = {"after": "Från", "before": "Före", "around": "Före eller efter"}


def section(writer: Writer) -> str:
    """Times in entries and actions: those that count from an event as bars, then all of them in a table; "" without."""
    blocks = {block.id: block for block in writer.document.body.blocks}
    acting = [t for t in writer.face.times if t.block in blocks and blocks[t.block].role in _ACTING]
    if not acting:
        return ""
    drawn = timeline(_lines(acting, blocks, writer))
    rows = [_row(time, blocks, writer) for time in acting]
    head = ("Tid", "Händelse", "Vad", "Var", "Slag")
    listed = table("Tidsgränser och andra tider i åtgärderna", head, rows, row_heads=True)
    return drawn + details("Alla tider med sin text", listed) if drawn else listed


def _lines(times: Sequence[TimeLimit], blocks: dict[str, Block], writer: Writer) -> list[Line]:
    """The times that count from an event, those from an entry first; what two places say alike comes once."""
    found: dict[object, tuple[int, Line]] = {}
    order = {id: place for place, id in enumerate(writer.face.by_id)}
    for time in times:
        expression = time.expression
        if not expression.event or expression.kind not in DRAWN:
            continue
        node = _node(blocks[time.block], blocks)
        stop = writer.links.block(time.start)
        inside = stop is not None and stop[0].key == writer.face.key
        place = order.get(stop[1].id, len(order)) if stop and inside else len(order)
        block = blocks[time.block]
        told = text(_what(block, prose(*block.nodes).text, expression.start, expression.end))
        avoid = told.startswith(AVOID)
        line = Line("", f"{_letter(node)} {told}", text(_said(time, blocks)), expression, avoid)
        line = replace(line, event=_event(time, line, writer))
        key = (line.what, line.event, expression.meaning)
        found.setdefault(key, (place, line))
    return [line for _, line in sorted(found.values(), key=lambda pair: pair[0])]


def _event(time: TimeLimit, line: Line, writer: Writer) -> str:
    """What a group of times counts from: the stop's own words where there is one."""
    found = writer.links.block(time.start)
    side = SIDES[line.side]
    if found is None:
        return f"{side} {text(time.expression.event or '')}"
    stop = found[1]
    name = "ingång" if stop.role is Role.ENTRY else ""
    words = stop_title(stop)
    said = named(stop.label, f"{name}: {words}" if name else words)
    link = writer.links.wrap(time.start, said, 'class="rt-to"')
    return f"{side} {link}"


def _said(time: TimeLimit, blocks: Mapping[str, Block]) -> str:
    """The time as written, without its event."""
    expression = time.expression
    words = prose(*blocks[time.block].nodes).text
    end = expression.end if expression.event_start is None else expression.event_start
    said = words[expression.start : end].strip()
    relation = RELATIONS.get(expression.relation, "") if expression.event else ""
    return said.removesuffix(f" {relation}") if relation else said


def _row(time: TimeLimit, blocks: dict[str, Block], writer: Writer) -> Sequence[str]:
    block = blocks[time.block]
    words = prose(*block.nodes).text
    expression = time.expression
    relation = RELATIONS.get(expression.relation, "") if expression.event else ""
    return (
        text(_said(time, blocks)),
        f"{relation} {_start(time, writer)}".strip(),
        text(_what(block, words, expression.start, expression.end)),
        _where(_node(block, blocks)),
        KINDS.get(expression.kind, ""),
    )


_LONG = 240
"""Characters of a line; of a longer one only the sentence with the time is shown."""


def _what(block: Block, words: str, start: int, end: int) -> str:
    """The line that the time stands in, of a way its condition.

    It is never cut within a sentence: without the whole of it a time may say the opposite.
    """
    if block.role is Role.WAY and block.way:
        return capital(block.way.condition) or "Vägen vidare"
    begin = words.rfind("\n", 0, start) + 1
    stop = words.find("\n", end)
    stop = stop if stop >= 0 else len(words)
    if stop - begin > _LONG:
        begin = max(words.rfind(". ", begin, start) + 2, begin) if ". " in words[begin:start] else begin
        after = words.find(". ", end, stop)
        stop = after + 1 if after >= 0 else stop
    return " ".join(words[begin:stop].split())


def _start(time: TimeLimit, writer: Writer) -> str:
    """The event that the time counts from: a link where it has a place in the flow."""
    event = time.expression.event or ""
    found = writer.links.block(time.start)
    if found:
        stop = found[1]
        return writer.links.wrap(time.start, named(stop.label, event or stop_title(stop)), 'class="rt-to"')
    return text(event) or "–"


def _node(block: Block, blocks: dict[str, Block]) -> Block | None:
    """The node or entry that a block belongs to."""
    current: Block | None = block
    while current is not None:
        if current.role in NODES or current.role is Role.ENTRY:
            return current
        current = blocks.get(current.parent)
    return None


def _letter(node: Block | None) -> str:
    """The way to the node that a time stands in, as its letter."""
    if node is None or not node.label:
        return _where(node)
    name = text(node.title)
    return f'<a href="#{node.id}" class="rt-to">{named(node.label, "")}<span class="rt-sr">{name}</span></a>'


def _where(node: Block | None) -> str:
    if node is None:
        return "–"
    if node.role is Role.ENTRY:
        return f'<a href="#{node.id}">Ingång</a>'
    return f'<a href="#{node.id}" class="rt-to">{named(node.label, node.title)}</a>'
