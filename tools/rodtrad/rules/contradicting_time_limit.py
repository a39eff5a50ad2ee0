"""Två vårdförlopp anger olika tidsgräns för samma sak.

Varför: en mottagning som följer båda kan inte hålla två tidsgränser för samma patienter, och uppföljningen visar olika
saker.

Fel: målet `Bedömning inom 14 dagar från [ingång](#in-misstanke).` i ett vårdförlopp om depression och
`Bedömning inom 30 dagar från [ingång](#in-misstanke).` i ett annat.

Rätt: samma tidsgräns i båda, eller ord om vilka patienter som den längre tiden gäller.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rodtrad.chapters import fold
from rodtrad.face import NODES, BlockFace, Face, Role, TimeLimit
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.quantities import TimeKind, scan_times
from rodtrad.rules import Family, found_in
from rodtrad.rules._conditions import are_alike, names, with_one_code, with_one_measure, with_one_name
from rodtrad.rules._time import is_as_long, stems

FAMILY = Family.TIMES
SEVERITY = Severity.WARNING

Limits = Mapping[tuple[str, str], Sequence[TimeLimit]]
"""The limits of a pathway by owner, which is a goal or a node, and by the event that they count from."""


def check(library: Library) -> Iterator[Finding]:
    """Compare the limits of pathways with a condition or a measure in common; both authors are told."""
    told: set[tuple[str, TimeLimit, str]] = set()
    alike = (pair for pair in chain(with_one_name(library), with_one_code(library)) if are_alike(library, *pair))
    by_subject = ((one, other, _by_subject(one, other, names(library))) for one, other in alike)
    by_measure = ((one, other, _by_measure(one, other, library)) for one, other in with_one_measure(library))
    for one, other, compared in chain(by_subject, by_measure):
        for here, there in compared:
            for mine, theirs in _contradictions(here, there):
                for face, time, its, against in ((one, mine, theirs, other), (other, theirs, mine, one)):
                    if (face.key, time, against.key) not in told:
                        told.add((face.key, time, against.key))
                        yield _finding(face, time, against, its)


def _by_subject(
    one: Face, other: Face, known: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Sequence[TimeLimit], Sequence[TimeLimit]]]:
    """The limits of goals, or of nodes, that are about the same thing and count from the same event."""
    condition = stems(" ".join(known[one.key] | known[other.key]))
    there = [(owner, event, found) for (owner, event), found in _limits(other).items()]
    for (owner, event), found in _limits(one).items():
        mine = one.by_id[owner]
        for id, when, theirs in there:
            its = other.by_id[id]
            if event == when and (mine.role is its.role) and _same(mine, its, stems(event) | condition):
                yield found, theirs


def _same(mine: BlockFace, its: BlockFace, known: frozenset[str]) -> bool:
    """Whether two thirds of the words say the same, besides those that name the condition and the event."""
    a, b = stems(mine.title) - known, stems(its.title) - known
    return 3 * len(a & b) >= 2 * max(len(a), len(b), 1)


def _by_measure(one: Face, other: Face, library: Library) -> Iterator[tuple[Sequence[TimeLimit], Sequence[TimeLimit]]]:
    """The limits that count from the same event in what the same indicator follows.

    Where the indicator has a limit in its title, each text is compared with that: indicator-window-mismatch.
    """
    mine, its = _followed(one), _followed(other)
    for measure in sorted(mine.keys() & its.keys()):
        face = library.faces.get(measure)
        if face and any(time.kind is TimeKind.LIMIT for time in scan_times(face.title)):
            continue
        here, there = (_events(_limits(face), ids[measure]) for face, ids in ((one, mine), (other, its)))
        for event in sorted(here.keys() & there.keys()):
            yield here[event], there[event]


def _followed(face: Face) -> Mapping[str, Sequence[str]]:
    """Ids of what each indicator follows, as the author lists them."""
    ids: dict[str, list[str]] = {}
    for link in face.links:
        if link.relation == "follows":
            ids.setdefault(link.block, []).append(link.target.partition("#")[2])
    uses = (link for link in face.links if link.relation == "indicator")
    return {link.target.partition("#")[0]: ids.get(link.block, ()) for link in uses}


def _events(limits: Limits, owners: Sequence[str]) -> Mapping[str, Sequence[TimeLimit]]:
    """The limits of what an indicator follows, by event."""
    table: dict[str, list[TimeLimit]] = {}
    for owner in owners:
        for (id, event), found in limits.items():
            if id == owner:
                table.setdefault(event, []).extend(found)
    return table


def _limits(face: Face) -> Limits:
    """Limits that say what they count from; one on a way belongs to what the way leads to."""
    ways = {way.block: way.targets for way in face.ways}
    table: dict[tuple[str, str], list[TimeLimit]] = {}
    for time in face.times:
        event = _event(face, time) if time.expression.kind is TimeKind.LIMIT else ""
        for target in ways.get(time.block, (f"{face.key}#{time.block.partition('/')[0]}",)) if event else ():
            key, _, owner = target.partition("#")
            block = face.by_id.get(owner) if key == face.key else None
            if block and block.role in {*NODES, Role.GOAL}:
                table.setdefault((owner, event), []).append(time)
    return table


def _event(face: Face, time: TimeLimit) -> str:
    """What a time counts from, so that it can be compared with that of another document."""
    key, _, anchor = time.start.partition("#")
    block = face.by_id.get(anchor) if key == face.key else None
    if block and block.role is Role.ENTRY:
        return "ingång"
    words = time.expression.event or ""
    return " ".join(sorted(stems(words))) or fold(words)


def _contradictions(here: Sequence[TimeLimit], there: Sequence[TimeLimit]) -> Iterable[tuple[TimeLimit, TimeLimit]]:
    """Limits of which each has no equal on the other side; where one side says more than the other, nobody knows."""
    mine, its = _different(here), _different(there)
    if len(mine) != len(its):
        return ()
    return zip(_without(mine, its), _without(its, mine), strict=True)


def _different(limits: Sequence[TimeLimit]) -> Sequence[TimeLimit]:
    """The first of each length."""
    kept: list[TimeLimit] = []
    for time in limits:
        kept += _without([time], kept)
    return kept


def _without(limits: Sequence[TimeLimit], others: Sequence[TimeLimit]) -> Sequence[TimeLimit]:
    return [t for t in limits if not any(is_as_long(t.expression, other.expression) for other in others)]


def _finding(face: Face, time: TimeLimit, other: Face, its: TimeLimit) -> Finding:
    said, theirs = time.expression.swedish(), its.expression.swedish()
    message = f"Här står ”{said}”, men ”{other.title}” säger ”{theirs}” ({other.path}, rad {its.place.line})."
    hint = "Skriv samma tidsgräns i båda texterna, eller skriv vilka patienter som var och en gäller."
    return found_in(face, time.place, message, hint)
