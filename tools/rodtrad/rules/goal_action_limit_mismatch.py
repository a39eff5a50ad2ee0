"""Ett mål och en åtgärd anger olika tidsgräns för samma sak.

Varför: målet ska kunna nås om åtgärderna följs. Säger målet 14 dagar och åtgärden 21 vet ingen vad som gäller.

Fel: målet `Behandling har påbörjats inom 14 dagar från [ingång](#in-misstanke).` och åtgärden
`Behandlingen påbörjas inom 21 dagar från [ingång](#in-misstanke).`

Rätt: samma tidsgräns på båda ställena.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import Role, TimeLimit
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import TimeKind
from rodtrad.rules import Family, found
from rodtrad.rules._time import ORDERS, counted_from, is_as_long, sentence, stems, timed

FAMILY = Family.THREAD
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

MOST = 200
"""Limits from one event that a goal is compared with; real texts have fewer than ten."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare limits that count from the same event and share a subject; one equal limit is enough to be silent."""
    goals = _limits(document, Role.GOAL)
    orders: dict[str, list[tuple[Block, TimeLimit]]] = {}
    for block, time in _limits(document, *ORDERS) if goals else []:
        orders.setdefault(counted_from(time), []).append((block, time))
    for goal, mine in goals:
        there = orders.get(counted_from(mine), [])[:MOST]
        if any(is_as_long(t.expression, mine.expression) for _, t in there):
            continue
        event = stems(mine.expression.event or "")
        subject = stems(sentence(goal, mine.expression)) - event
        other = next(((b, t) for b, t in there if subject & (stems(sentence(b, t.expression)) - event)), None)
        if other:
            block, time = other
            line = time.place.line
            said, ours = _said(block, time), _said(goal, mine)
            message = f"Målet säger ”{ours}”, men åtgärden på rad {line} säger ”{said}”."
            yield found(document, mine.place, message, "Skriv samma tidsgräns på båda ställena.")


def _limits(document: Document, *roles: Role) -> list[tuple[Block, TimeLimit]]:
    """The limits in blocks with these roles that say what they count from."""
    return [(b, t) for b, t in timed(document, *roles) if t.expression.kind is TimeKind.LIMIT and counted_from(t)]


def _said(block: Block, time: TimeLimit) -> str:
    return " ".join(block.prose.text[time.expression.start : time.expression.end].split())
