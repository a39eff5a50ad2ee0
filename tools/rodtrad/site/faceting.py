"""Lists with facets: how many rows have each value, as links that lead to a page each, and combine where script is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rodtrad.chapters import slug
from rodtrad.site.addresses import Links
from rodtrad.site.parts import attribute, text
from rodtrad.site.words import sorting

UNKNOWN = "Inte känt"
"""The value of rows of which a fact is not known: last in its facet."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that rows are told apart by."""

    name: str
    """What readers call it: "Programområde"."""
    always: Sequence[str] = ()
    """Values that are shown, in this order, even where no row has them."""
    newest_first: bool = False

    @property
    def id(self) -> str:
        return slug(self.name)

    def counted(self, rows: Iterable[Row]) -> list[tuple[str, int]]:
        """Each value with how many rows have it; values with one address are one, by the name of the first."""
        counts = Counter(value for row in rows for value in row.values.get(self.name, ()))
        rest = sorted(counts.keys() - set(self.always) - {UNKNOWN}, key=sorting, reverse=self.newest_first)
        last = [UNKNOWN] if UNKNOWN in counts else []
        found: dict[str, tuple[str, int]] = {}
        for value in (*self.always, *rest, *last):
            name, count = found.get(slug(value), (value, 0))
            found[slug(value)] = name, count + counts[value]
        return list(found.values())

    def names(self, value: str, row: Row) -> list[str]:
        """The values of a row that have the address of this one."""
        return [own for own in row.values.get(self.name, ()) if slug(own) == slug(value)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    html: str
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Name of a facet → the values of this row."""
    words: str = ""
    """Words that find the row besides those it shows."""


def faceted(rows: Sequence[Row], shown: Iterable[Row], facets: Sequence[Facet], noun: str, at: At) -> str:
    """A list with its facets. `shown` are the rows listed, `rows` those that are counted; `noun` is what they are."""
    listed = list(shown)
    groups = "".join(_group(facet, facet.counted(rows), at) for facet in facets)
    items = "".join(_item(row, facets) for row in listed)
    live = "" if at.chosen else f' data-rt-facets data-rt-noun="{attribute(noun)}"'
    form = "" if at.chosen else _FORM
    return (
        f'<div class="rt-facets"{live}>\n<nav class="rt-facets__nav" aria-label="Urval">\n{form}{groups}</nav>\n'
        f'<div>\n<p class="rt-filter__count" role="status">{_count(len(listed), len(rows), noun)}</p>\n'
        f'<ul class="rt-rows">\n{items}</ul>\n</div>\n</div>\n'
    )


@dataclass(frozen=True, slots=True)
class At:
    """Where a list with facets stands, and where the pages of its values do."""

    links: Links
    home: str
    """The whole list."""
    folder: str
    """Every value has a page below this: `katalog/programomrade/psykisk-halsa/`."""
    chosen: tuple[str, str] | None = None
    """Name of a facet and the value that this page is of; None on the page of the whole list."""

    def path(self, facet: Facet, value: str) -> str:
        """The page of a value."""
        return f"{self.folder}{facet.id}/{slug(value)}/"


def choices(rows: Sequence[Row], facets: Sequence[Facet]) -> Iterator[tuple[Facet, str, int]]:
    """Every value that some row has: a page each."""
    for facet in facets:
        for value, count in facet.counted(rows):
            if count:
                yield facet, value, count


_FORM = (
    '<form class="rt-facets__form"><label for="rt-ord">Ord</label>'
    '<input type="search" id="rt-ord" name="ord" autocomplete="off" spellcheck="false">'
    '<button type="reset" class="rt-button">Rensa urvalet</button></form>\n'
)


def _count(shown: int, whole: int, noun: str) -> str:
    return f"{shown} {text(noun)}" if shown == whole else f"{shown} av {whole} {text(noun)}"


def _group(facet: Facet, values: Sequence[tuple[str, int]], at: At) -> str:
    """One facet, folded; the one that is chosen from is open."""
    mine = at.chosen[1] if at.chosen and at.chosen[0] == facet.name else None
    items = "".join(f"<li>{_value(facet, value, count, value == mine, at)}</li>\n" for value, count in values)
    return (
        f'<details class="rt-facet" data-rt-facet="{facet.id}"{" open" if mine else ""}>\n'
        f"<summary>{text(facet.name)}</summary>\n<ul>\n{items}</ul>\n</details>\n"
    )


def _value(facet: Facet, value: str, count: int, chosen: bool, at: At) -> str:
    number = f'<span class="rt-count">{count}</span>'
    if not count:
        return f"<span>{text(value)} {number}</span>"
    current = ' aria-current="page"' if chosen else ""
    address = attribute(at.links.page(at.home if chosen else at.path(facet, value)))
    return f'<a href="{address}" data-rt-value="{slug(value)}"{current}>{text(value)} {number}</a>'


def _item(row: Row, facets: Sequence[Facet]) -> str:
    marks = "".join(
        f' data-{facet.id}="{" ".join(map(slug, row.values[facet.name]))}"'
        for facet in facets
        if row.values.get(facet.name)
    )
    words = f' data-ord="{attribute(row.words)}"' if row.words else ""
    return f"<li{marks}{words}>{row.html}</li>\n"
