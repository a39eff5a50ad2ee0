"""Dates as exact as their source: what may be compared, and what is not known well enough."""

from __future__ import annotations


def span(date: str) -> tuple[str, str]:
    """First and last day that a date may mean: "2020-05" is 2020-05-01 to 2020-05-31."""
    year, month, day = [*date.split("-"), "", ""][:3]
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def before(one: str, other: str) -> bool:
    """True when `one` is certainly earlier than `other`."""
    return span(one)[1] < span(other)[0]


def years_after(date: str, years: int) -> str:
    """The same date some years later, as exact as it was."""
    return f"{int(date[:4]) + years:04}{date[4:]}"
