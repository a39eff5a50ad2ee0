"""En indikator mäter en annan tidsgräns än den som åtgärden eller målet anger.

Varför: indikatorn ska visa om vården gör det som vårdförloppet säger. Mäts 6 veckor när åtgärden säger 4 får den som
följer texten ett missvisande resultat.

Fel: `[Återbesök inom 6 veckor efter diagnos](../indikatorer/aterbesok.md)` följer en åtgärd som säger
`inom 4 veckor från [diagnos](#diagnostik)`.

Rätt: samma tidsgräns i åtgärden och i indikatorn, eller en indikator som mäter 4 veckor.
"""

import re
from collections.abc import Iterator, Mapping

from rodtrad.document import Block, Document
from rodtrad.face import NODES, BlockFace, Link, Role, TimeLimit
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import TimeExpression, TimeKind, scan_times
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._flow import called
from rodtrad.rules._links import links
from rodtrad.rules._time import ORDERS, is_as_long, sentence, stems, timed

FAMILY = Family.THREAD
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

Limit = tuple[Block, TimeLimit, frozenset[str]]
"""A limit, its block, and what its sentence is about."""

MOST = 200
"""Times of one action that an indicator is compared with; real texts have fewer than ten."""

_LIMIT = re.compile("inom|senast|högst|max", re.IGNORECASE)
_FOLLOW_UP = later("återbesök|uppfölj|följ(?:a|er)? upp|kontakt|utvärder", re.IGNORECASE)
"""One subject in many words."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare the limit in an indicator's title with those, on the same subject, of the nodes and goals it follows.

    Of follow-up a reader expects one time: there it is also told when the two count from different events.
    """
    face = document.face
    windows = {link.block: _window(link, library) for link in links(face, "indicator")}
    followed: list[tuple[Link, BlockFace, str, TimeExpression]] = []
    for link in links(face, "follows"):
        title, window = windows.get(link.block, ("", None))
        key, _, anchor = link.target.partition("#")
        stop = face.by_id.get(anchor) if window and key == face.key else None
        if stop and window and stop.role in {*NODES, Role.GOAL}:
            followed.append((link, stop, title, window))
    limits = _limits(document, {stop.id for _, stop, _, _ in followed}) if followed else {}
    for link, stop, title, window in followed:
        times = limits.get(stop.id, [])[:MOST]
        subject = stems(title) - stems(face.title) - stems(window.event or "")
        own = [
            (block, time)
            for block, time, about in times
            if time.expression.kind is TimeKind.LIMIT and subject & about and _same_event(time, window, document)
        ]
        hint = "Skriv samma tidsgräns, eller välj en indikator som mäter den."
        if not own and stop.role in NODES and _FOLLOW_UP().search(title) and not _FOLLOW_UP().search(face.title):
            own = [(block, time) for block, time, _ in times if _is_follow_up(block, time)]
            hint = "Skriv i åtgärden den tid som mäts och vad den räknas från, eller välj en annan indikator."
        if own and not any(is_as_long(time.expression, window) for _, time in own):
            block, time = own[0]
            theirs = " ".join(block.prose.text[time.expression.start : time.expression.end].split())
            kind = "målet" if stop.role is Role.GOAL else "åtgärden"
            message = f"Indikatorn mäter ”{window.swedish()}”, men {kind} {called(stop)} säger ”{theirs}”."
            yield found(document, link.place, message, hint)


def _window(use: Link, library: Library) -> tuple[str, TimeExpression | None]:
    """The title of an indicator, in its document or as the pathway writes it, and the limit in it."""
    face = library.get(Kind.INDICATOR, use.target.rpartition("/")[2])
    title = face.title if face else use.text
    if not _LIMIT.search(title):
        return title, None
    return title, next((time for time in scan_times(title) if time.kind is TimeKind.LIMIT), None)


def _limits(document: Document, stops: set[str]) -> Mapping[str, list[Limit]]:
    """The limits and points of these goals and nodes: those in them, and those of the ways that lead to them."""
    table: dict[str, list[Limit]] = {}
    for block, time in timed(document, *ORDERS, Role.GOAL):
        if time.expression.kind not in (TimeKind.LIMIT, TimeKind.POINT):
            continue
        if block.role is Role.WAY and block.way:
            owners = [target.partition("#")[2] for target in block.way.targets]
        else:
            owners = [block.id if block.role is Role.GOAL else block.parent.removesuffix("/vard")]
        for owner in stops.intersection(owners):
            stop = document.face.by_id.get(owner) if block.role is Role.WAY else None
            about = stems(f"{sentence(block, time.expression)} {stop.title if stop else ''}")
            table.setdefault(owner, []).append((block, time, about))
    return table


def _is_follow_up(block: Block, time: TimeLimit) -> bool:
    """Whether a time says when to see the patient again; a range ("4–6 veckor") says when an effect can be judged."""
    is_range = time.expression.low not in (None, time.expression.high)
    return not is_range and bool(_FOLLOW_UP().search(sentence(block, time.expression)))


def _same_event(time: TimeLimit, window: TimeExpression, document: Document) -> bool:
    """Whether both may count from the same event: two that say different things cannot be compared."""
    here = (time.expression.event or "").casefold()
    if time.start:
        block = document.face.by_id.get(time.start.partition("#")[2])
        here += f" {block.title.casefold()}" if block else ""
    there = (window.event or "").casefold()
    # Compounds hide the event: "depressionsdiagnos" is a "diagnos".
    return (
        not here
        or not there
        or any(stem in here for stem in stems(there))
        or any(stem in there for stem in stems(here))
    )
