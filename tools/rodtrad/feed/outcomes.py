"""Outcomes as regions receive them: of each indicator every period, with what is withheld left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rodtrad.feed import models as m
from rodtrad.feed.items import Record
from rodtrad.feed.listings import Measurement, OutcomePeriod, Outcomes, head
from rodtrad.feed.releases import ReleaseError
from rodtrad.library import Library
from rodtrad.outcomes import Delivery, deliveries, is_fictitious, name_of, sources

FICTITIOUS = "Fiktiva data. Regionerna finns inte och talen är påhittade."
MEASURED = "Utfallet gäller perioden som helhet och säger inget om en enskild patient."


def outcomes_of(library: Library, records: Iterable[Record], environment: m.Environment) -> Iterator[Outcomes]:
    """What was measured of each indicator that the feed has and that holds; made-up numbers are never in production.

    Raises ReleaseError for real numbers that nobody can follow back, unless they are with the working texts.
    """
    every = deliveries(library)
    for record in records:
        if record.kind != "indicator" or record.lifecycle.state == "upphävt":
            continue
        found = every.get(record.id, ())
        shown = [one for one in found if not (one.fictitious and environment == "production")]
        if shown:
            if environment != "draft":
                _traceable(shown, environment)
            yield _outcomes(record, shown, library, environment)


def _traceable(found: Iterable[Delivery], environment: m.Environment) -> None:
    """Real numbers go out with source and date; numbers of regions that do not exist need none."""
    for one in found:
        if one.fictitious and all(is_fictitious(row.region) for row in one.measurements):
            continue
        said = {"varifrån talen kommer": sources(one.matter), "när talen hämtades": one.matter.retrieved}
        if missing := [words for words, value in said.items() if not value]:
            raise ReleaseError(
                f"{one.face.path} kan inte gå ut i flödet ({environment}): det framgår inte {' och '.join(missing)}. "
                "Skriv `källa: …` och `hämtat: …` överst i filen."
            )


def _outcomes(record: Record, found: list[Delivery], library: Library, environment: m.Environment) -> Outcomes:
    unit, direction = record.notes["outcomes"]
    return Outcomes(
        **head(environment),
        indicator=record.key,
        title=record.title,
        unit=unit,
        direction=direction,
        periods=[_period(one, library) for one in found],
    )


def _period(found: Delivery, library: Library) -> OutcomePeriod:
    matter = found.matter
    licence = matter.licence or ""
    return OutcomePeriod(
        period=found.period,
        fictitious=found.fictitious,
        notice=FICTITIOUS if found.fictitious else MEASURED,
        sources=list(sources(matter)),
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
