"""Två ställen anger olika tidsgräns för samma sak.

Varför: målet ska kunna nås om åtgärderna följs, och sammanfattningen är det som de flesta läser. Säger målet 14 dagar
och åtgärden 21 vet ingen vad som gäller.

Fel: målet `Behandling har påbörjats inom 14 dagar från [ingång](#in-misstanke).` och åtgärden
`Behandlingen påbörjas inom 21 dagar från [ingång](#in-misstanke).`

Rätt: samma tidsgräns i målet, i åtgärden och i sammanfattningen.
"""

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.chapters import slug
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


_SUMMARY = slug("Sammanfattning av vårdförloppet")
_DOING = frozenset(["genom", "utför", "erbju"])
"""Beginnings of words for doing what is then named."""

Limit = tuple[Block, TimeLimit]


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare limits that count from the same event and share a subject; one equal limit is enough to be silent."""
    goals: list[Limit] = []
    summary: list[Limit] = []
    orders: dict[str, list[Limit]] = {}
    for block, time in timed(document, *ORDERS, Role.GOAL, Role.PROSE):
        event = counted_from(time)
        if time.expression.kind is not TimeKind.LIMIT or not event:
            continue
        if block.role is Role.GOAL:
            goals.append((block, time))
        elif block.role is not Role.PROSE:
            orders.setdefault(event, []).append((block, time))
        elif block.parent == _SUMMARY:
            summary.append((block, time))
    for goal, mine in goals:
        there = _others(mine, orders)
        subject = _subject(goal, mine)
        if other := next(((b, t) for b, t in there if subject & _subject(b, t)), None):
            yield _finding(document, goal, mine, "Målet", other)
    for block, mine in summary:
        there = _others(mine, orders)
        if there and _shares_sentence(block, mine, summary):  # nobody knows which words are whose
            continue
        subject = _subject(block, mine) - _DOING if there else frozenset()
        if other := next(((b, t) for b, t in there if subject and subject == _subject(b, t) - _DOING), None):
            yield _finding(document, block, mine, "Sammanfattningen", other)
    for limits in orders.values():
        yield from _repeated(document, limits[:MOST])


def _others(mine: TimeLimit, orders: Mapping[str, list[Limit]]) -> Sequence[Limit]:
    """The limits of actions from the same event, unless one of them is as long."""
    there = orders.get(counted_from(mine), [])[:MOST]
    return () if any(is_as_long(t.expression, mine.expression) for _, t in there) else there


def _shares_sentence(block: Block, time: TimeLimit, limits: Sequence[Limit]) -> bool:
    said = sentence(block, time.expression)
    return sum(one is block and sentence(one, other.expression) == said for one, other in limits) > 1


def _subject(block: Block, time: TimeLimit) -> frozenset[str]:
    return stems(sentence(block, time.expression)) - stems(time.expression.event or "")


def _repeated(document: Document, limits: Sequence[Limit]) -> Iterator[Finding]:
    """Lines of one action that say the same in the same words, with another limit."""
    before: dict[str, list[Limit]] = {}
    for block, time in limits:
        others = before.setdefault(block.parent, [])
        if block.role is Role.CARE_ACTION:
            unlike = (other for other in others if not is_as_long(other[1].expression, time.expression))
            if other := next((other for other in unlike if _without(block, time) == _without(*other)), None):
                yield _finding(document, block, time, "Åtgärden", other)
        others.append((block, time))


def _without(block: Block, time: TimeLimit) -> str:
    """What a block says beside the time."""
    text, said = block.prose.text, time.expression
    return " ".join(f"{text[: said.start]} … {text[said.end :]}".casefold().split())


def _finding(document: Document, block: Block, time: TimeLimit, who: str, other: Limit) -> Finding:
    message = f"{who} säger ”{_said(block, time)}”, men åtgärden på rad {other[1].place.line} säger ”{_said(*other)}”."
    return found(document, time.place, message, "Skriv samma tidsgräns på båda ställena.")


def _said(block: Block, time: TimeLimit) -> str:
    return " ".join(block.prose.text[time.expression.start : time.expression.end].split())
