"""Outcomes as regions receive them: of each indicator every period, with what is withheld left out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rodtrad.face import Face
from rodtrad.feed import models as m
from rodtrad.feed.listings import Measurement, OutcomePeriod, Outcomes, head
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.outcomes import Delivery, deliveries, name_of

FICTITIOUS = "Fiktiva data. Regionerna finns inte och talen är påhittade."
MEASURED = "Utfallet gäller perioden som helhet och säger inget om en enskild patient."


def outcomes_of(library: Library, environment: m.Environment) -> Iterator[Outcomes]:
    """What was measured of each indicator, by id; made-up numbers are never in production."""
    for id, found in sorted(deliveries(library).items()):
        face = library.get(Kind.INDICATOR, id)
        shown = [one for one in found if not (one.fictitious and environment == "production")]
        if face and shown:
            yield _outcomes(face, shown, library, environment)


def _outcomes(face: Face, found: list[Delivery], library: Library, environment: m.Environment) -> Outcomes:
    matter = face.matter
    assert isinstance(matter, IndicatorMatter)
    return Outcomes(
        **head(environment),
        indicator=face.key,
        title=face.title,
        unit=matter.unit or "",
        direction=matter.direction.value if matter.direction else "",
        periods=[_period(one, library) for one in found],
    )


def _period(found: Delivery, library: Library) -> OutcomePeriod:
    matter = found.matter
    licence = matter.licence or ""
    return OutcomePeriod(
        period=found.period,
        fictitious=found.fictitious,
        notice=FICTITIOUS if found.fictitious else MEASURED,
        sources=list(matter.source or ()),
        retrieved=matter.retrieved,
        basis=matter.basis.value if matter.basis else None,
        interval=matter.interval,
        smallest_denominator=found.limits.denominator or None,
        smallest_numerator=found.limits.numerator or None,
        licence=licence,
        attribution=m.LICENCES.get(licence, ""),
        note=matter.note,
        measurements=[
            Measurement(
                region=one.region,
                title=name_of(one.region, library),
                numerator=one.numerator,
                denominator=one.denominator,
                value=_plain(one.value),
                low=_plain(one.low),
                high=_plain(one.high),
                withheld=one.withheld.value if one.withheld else None,
            )
            for one in found.measurements
        ],
    )


def _plain(value: Decimal | None) -> str | None:
    """A decimal as exact as it was written."""
    return None if value is None else f"{value:f}"
