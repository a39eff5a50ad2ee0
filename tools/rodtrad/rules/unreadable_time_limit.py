"""En tidsgräns går inte att läsa som en tid.

Varför: ”inom några dagar” och ”inom X veckor” ser ut som tidsgränser, men säger inte hur lång tid det gäller.
Gränsen syns då varken i flödesschemat eller i uppföljningen. ”Inom sex (6) timmar”, ”helst < 6 h” och ”efter 3 mån,
6 mån och 12 mån” förstår en människa, men inte en dator.

Fel: `- Följ upp inom några veckor.`

Rätt: `- Följ upp inom 6 veckor från [behandlingsstart](#behandling).`
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rodtrad.document import Block, Document
from rodtrad.face import Role, TimeLimit
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import TimeExpression, TimeKind, scan_unreadable
from rodtrad.quantities.numerals import NUMBER, figures, read_number
from rodtrad.quantities.patterns import later
from rodtrad.quantities.units import FORMS, NAMES, STEMS, WORKING_NAMES
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import holding
from rodtrad.rules._time import ORDERS, days, timed, with_start
from rodtrad.rules._words import words

FAMILY = Family.TIMES
KINDS = (Kind.PATHWAY,)

_BEGUN = re.compile(" [istmh](?:nom|enast|idigast|inst|ögst) ")
_LIMIT = re.compile(r"(?:[Ii]nom|[Ss]enast|[Tt]idigast|[Mm]inst|[Hh]ögst)\s")


_UNIT = later(rf"\s{{0,3}}({STEMS})\.?\Z")
_AMOUNT = later(rf"\d\S*\s{{0,3}}{STEMS}")
_TWICE = later(
    rf"\w+\s+(?P<both>(?P<one>{NUMBER})\s\((?P<other>{NUMBER})\))\s{STEMS}",
    re.IGNORECASE,
)
_HOPED = later(r"(?:helst|gärna|om möjligt)\s+\Z", re.IGNORECASE)
_AND = later(r"\s(?:och|samt)\s")
_GENITIVE = later(r"(?:[rn]s|dygns|års)\Z")
_JOINED = later(r",?\s+(?:(?:och|samt|eller)\s+)?")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report limits without a number that can be read, where care is ordered."""
    read: dict[str, list[TimeExpression]] = {}
    for known in document.face.times:
        read.setdefault(known.block, []).append(known.expression)
    begun = _BEGUN.finditer(words(document), document.body.matter_end)
    for block in holding(document, (hit.end() - 1 for hit in begun), Role.CARE_ACTION, Role.WAY, Role.ENTRY, Role.GOAL):
        prose = block.prose
        times = read.get(block.id, [])
        starts = [time.start for time in times]
        # Most limits have been read already, and to read again costs more than all else here.
        hits = [(hit.start(), bisect_right(starts, hit.start()) - 1) for hit in _LIMIT.finditer(prose.text)]
        if all(number >= 0 and at < times[number].end for at, number in hits):
            continue
        for time in scan_unreadable(prose.text):
            unit = _UNIT().search(time.text)
            form = FORMS.get(unit[1].lower()) if unit else None
            name = WORKING_NAMES[1] if form and form.working else NAMES[form.unit if form else "d"][1]
            hint = f"Skriv ett tal och en enhet: `inom … {name}`."
            yield _finding(document, block, time.start, time.end, hint)
        for hit in filter(None, (_TWICE().match(prose.text, at) for at, _ in hits)):
            number = read_number(hit["one"])
            fix, hint = None, "Skriv talet en gång, med siffror."
            if number == read_number(hit["other"]):
                right = figures(number)
                edits = (_edit(document, block, *hit.span("both"), right),)
                fix = Fix(f"Skriv `{right}`", edits, safe=False)
                hint = f"Skriv `{hit[0].replace(hit['both'], right)}`."
            yield _finding(document, block, hit.start(), hit.end(), hint, fix)
    yield from _read_as_lasting(document)


def _read_as_lasting(document: Document) -> Iterator[Finding]:
    """What the reader takes for how long something lasts: "helst < 6 h", and the last of "efter 3 mån, 6 mån"."""
    if not any(_may_last(*pair) for pair in pairwise([None, *document.face.times])):
        return
    row: list[TimeExpression] = []
    last: Block | None = None
    for block, time in timed(document, *ORDERS, Role.GOAL):
        one, text = time.expression, block.prose.text
        if one.kind is TimeKind.MAXIMUM and _HOPED().search(text, max(one.start - 12, 0), one.start):
            value = one.swedish().removeprefix("i ").removeprefix("mindre än ").removeprefix("högst ")
            yield _finding(document, block, one.start, one.end, f"Skriv {with_start(document, block, f'inom {value}')}")
        if row and block is last and text[one.start].isdigit() and _JOINED().fullmatch(text, row[-1].end, one.start):
            row.append(one)
            continue
        yield from _row(document, last, row)
        row, last = [one] if one.kind is TimeKind.POINT and text[one.start].isalpha() else [], block
    yield from _row(document, last, row)


def _may_last(before: TimeLimit | None, time: TimeLimit | None) -> bool:
    """Asked first of every time, since most are neither at most something nor right after another."""
    if time is None or time.expression.kind is TimeKind.MAXIMUM:
        return True
    if before is None or time.expression.kind is not TimeKind.DURATION:
        return False
    return before.block == time.block and time.expression.start - before.expression.end < 10


def _row(document: Document, block: Block | None, row: Sequence[TimeExpression]) -> Iterator[Finding]:
    """Rising times that "och" ends, of which only the first has its preposition: one unit makes it a list, or else
    each gets its own. "Efter 6 veckor, 30 minuters samtal" is no such row.
    """
    if block is None or all(time.kind is not TimeKind.DURATION for time in row):
        return
    text, start = block.prose.text, row[0].start
    last = _AMOUNT().match(text, row[-1].start)
    end = last.end() if last else row[-1].end  # without its event, which may be a link
    units = [_UNIT().search(text, time.start, time.end) for time in row[:-1]]
    rises = all(days(one) < days(other) for one, other in pairwise(row))
    if not (rises and all(units) and _AND().search(text, row[-2].end, row[-1].start)) or _GENITIVE().search(
        text, 0, end
    ):
        return
    spans = [(*unit.span(), "") for unit in units if unit]
    if len({time.unit for time in row}) > 1:
        spans = [(time.start, time.start, f"{text[start:end].split()[0]} ") for time in row[1:]]
    right = text[start:end]
    for first, after, new in reversed(spans):
        right = right[: first - start] + new + right[after - start :]
    fix = Fix(f"Skriv `{right}`", tuple(_edit(document, block, *span) for span in spans), safe=False)
    yield _finding(document, block, start, end, f"Skriv `{right}`.", fix)


def _edit(document: Document, block: Block, start: int, end: int, text: str) -> Edit:
    at = block.prose.at
    return Edit(at(start), at(end - 1) + 1 if end > start else at(start), text)


def _finding(document: Document, block: Block, start: int, end: int, hint: str, fix: Fix | None = None) -> Finding:
    prose = block.prose
    place = document.source.place(prose.at(start), prose.at(end - 1) + 1)
    said = " ".join(prose.text[start:end].split())
    return found(document, place, f"”{said}” går inte att läsa som en tid.", hint, fix)
