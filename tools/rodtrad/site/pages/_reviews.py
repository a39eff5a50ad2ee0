"""When each pathway is to be reviewed: as its front matter says, else by the rule of every second year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rodtrad.dates import before, years_after
from rodtrad.face import Face
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules.overdue_review import LONGEST
from rodtrad.site.page import Site
from rodtrad.site.words import sorting, swedish_date
from rodtrad.values import DecisionType, NationalStatus, Status


class Due(StrEnum):
    """Where a date stands, seen from the date of reference; what readers call it."""

    PASSED = "Datumet har passerat"
    WITHIN_A_YEAR = "Inom ett år"
    LATER = "Senare"
    UNKNOWN = "Inte känt"


@dataclass(frozen=True, slots=True)
class Review:
    """The next review of one pathway."""

    face: Face
    date: str
    """As exact as it is known; "" when it is not."""
    why: str
    """How it is known, in words."""
    stated: bool = False
    """The text itself says it; otherwise it follows from the rule."""

    def due(self, reference: str) -> Due:
        """Where the date stands; without a date of reference nothing has passed."""
        if not self.date:
            return Due.UNKNOWN
        if reference and before(self.date, reference):
            return Due.PASSED
        within = reference and last_day(self.date) <= last_day(years_after(reference, 1))
        return Due.WITHIN_A_YEAR if within else Due.LATER


@dataclass(frozen=True, slots=True)
class Consultation:
    """A pathway that is sent out for consultation, or will be."""

    face: Face
    date: str
    """When it is sent out; "" when that is not known."""
    now: bool


def reference_date(site: Site) -> str:
    """The day that everything is seen from: of the newest release. No clock, so that a build can be repeated."""
    return max((event.datum for event in site.events), default="")


def last_day(date: str) -> str:
    """The last day that a date may mean: 2024-02 → 2024-02-29."""
    year, month, day = [*date.split("-"), "", ""][:3]
    month = month or "12"
    length = monthrange(max(int(year), 1), int(month))[1]
    return f"{year}-{month}-{min(int(day or 31), length):02}"


def reviews(site: Site) -> Sequence[Review]:
    """Every pathway that holds or may come to, by date and title; those of which nothing is known stand last."""
    found = [_review(face, matter) for face, matter in _alive(site)]
    return sorted(found, key=lambda one: (last_day(one.date) if one.date else "~", sorting(one.face.title)))


def replaced(library: Library) -> Sequence[Face]:
    """Pathways whose national text has been replaced: nobody is to review them."""
    return [face for face in library.of(Kind.PATHWAY) if _is_replaced(face)]


def consultations(site: Site) -> Sequence[Consultation]:
    """Those out now, then those that are planned, by date."""
    reference = reference_date(site)
    found = []
    for face, matter in _alive(site):
        dates = [d.date for d in matter.decisions or () if d.type is DecisionType.CONSULTATION and d.date]
        if matter.status is Status.CONSULTATION:
            found.append(Consultation(face, max(dates, default=""), True))
        found += [Consultation(face, date, False) for date in dates if reference and before(reference, date)]
    return sorted(found, key=lambda one: (not one.now, one.date, sorting(one.face.title)))


def _alive(site: Site) -> Iterator[tuple[Face, PathwayMatter]]:
    """Pathways that are neither withdrawn nor replaced."""
    for face in site.library.of(Kind.PATHWAY):
        if isinstance(face.matter, PathwayMatter) and face.key not in site.withdrawn and not _is_replaced(face):
            yield face, face.matter


def _is_replaced(face: Face) -> bool:
    national = face.matter.national if isinstance(face.matter, PathwayMatter) else None
    return bool(national and national.status is NationalStatus.REPLACED)


def _review(face: Face, matter: PathwayMatter) -> Review:
    if matter.next_review:
        return Review(face, matter.next_review, "Angivet i texten", stated=True)
    known = [(matter.reviewed, "granskat")] if matter.reviewed else []
    known += [
        (decision.date, {DecisionType.APPROVAL: "godkänt", DecisionType.CHANGE: "ändrat"}[decision.type])
        for decision in matter.decisions or ()
        if decision.date and decision.type in (DecisionType.APPROVAL, DecisionType.CHANGE)
    ]
    national = matter.national
    if national and national.approved:
        known.append((national.approved, "godkänt nationellt"))
    if not known:
        under_way = national and national.status is NationalStatus.IN_PROGRESS
        return Review(face, "", "Var inte godkänt när källan skrevs" if under_way else "Inget datum är känt")
    date, what = max(known, key=lambda one: last_day(one[0]))
    return Review(face, years_after(date, LONGEST), f"Härlett: {what} {swedish_date(date)}")
