"""Every time in a pathway, in one table: what, when, from what, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rodtrad.document import Block
from rodtrad.face import NODES, Role, TimeLimit
from rodtrad.quantities import Relation, TimeKind
from rodtrad.site.charting import stop_title
from rodtrad.site.parts import table, text
from rodtrad.site.pathway.actions import named
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


def tables(writer: Writer) -> str:
    """Times in entries and actions; "" when there are none."""
    blocks = {block.id: block for block in writer.document.body.blocks}
    acting = [t for t in writer.face.times if t.block in blocks and blocks[t.block].role in _ACTING]
    if not acting:
        return ""
    rows = [_row(time, blocks, writer) for time in acting]
    head = ("Tid", "Händelse", "Vad", "Var", "Slag")
    return table("Tidsgränser och andra tider i åtgärderna", head, rows, row_heads=True)


def _row(time: TimeLimit, blocks: dict[str, Block], writer: Writer) -> Sequence[str]:
    block = blocks[time.block]
    words = prose(*block.nodes).text
    expression = time.expression
    relation = RELATIONS.get(expression.relation, "") if expression.event else ""
    end = expression.end if expression.event_start is None else expression.event_start
    said = words[expression.start : end].strip()
    if relation and said.endswith(f" {relation}"):
        said = said.removesuffix(f" {relation}")
    node = _node(block, blocks)
    return (
        text(said),
        f"{relation} {_start(time, writer)}".strip(),
        text(_what(block, words, expression.start, expression.end)),
        _where(block, node, writer),
        KINDS.get(expression.kind, ""),
    )


def _what(block: Block, words: str, start: int, end: int) -> str:
    """The line that the time stands in, at most so long that the table stays legible."""
    if block.role is Role.WAY and block.way:
        return capital(block.way.condition) or "Vägen vidare"
    begin = words.rfind("\n", 0, start) + 1
    stop = words.find("\n", end)
    line = " ".join(words[begin : stop if stop >= 0 else len(words)].split())
    return line if len(line) <= 180 else f"{line[:177].rstrip()} …"


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


def _where(block: Block, node: Block | None, writer: Writer) -> str:
    if node is None:
        return "–"
    if node.role is Role.ENTRY:
        return f'<a href="#{node.id}">Ingång</a>'
    return f'<a href="#{node.id}" class="rt-to">{named(node.label, node.title)}</a>'
