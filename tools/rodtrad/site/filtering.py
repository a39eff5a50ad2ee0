"""Lists that can be filtered in the reader's browser; without script everything is listed and the form is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rodtrad.chapters import slug
from rodtrad.site.parts import attribute, text
from rodtrad.site.words import sorting


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    html: str
    values: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    """Name of a filter → the value shown in its menu, such as "Programområde" → "Infektionssjukdomar"; or several."""
    words: str = ""
    """Words that find the row besides those it shows."""

    def of(self, name: str) -> list[str]:
        """The values of one filter."""
        found = self.values.get(name, "")
        return [value for value in ([found] if isinstance(found, str) else found) if value]


def filterable(rows: Iterable[Row], filters: Sequence[str], noun: str, *, newest_first: Sequence[str] = ()) -> str:
    """A list with a form above it. `noun` is what is counted; menus named in `newest_first` are sorted downwards."""
    listed = list(rows)
    menus = "".join(_menu(name, listed, name in newest_first) for name in filters)
    items = "".join(_item(row, filters) for row in listed)
    return (
        '<div class="rt-filter" data-rt-filter>\n'
        f'<form class="rt-filter__form" hidden aria-label="Filtrera listan">\n'
        '<div><label for="rt-filter-ord">Ord</label>'
        '<input type="search" id="rt-filter-ord" name="ord" autocomplete="off" spellcheck="false"></div>\n'
        f'{menus}<div><button type="reset" class="rt-button">Rensa</button></div>\n</form>\n'
        f'<p class="rt-filter__count" role="status" data-rt-noun="{attribute(noun)}">{len(listed)} {text(noun)}</p>\n'
        f'<ul class="rt-rows">\n{items}</ul>\n</div>\n'
    )


def _menu(name: str, rows: Sequence[Row], downwards: bool) -> str:
    values = sorted({value for row in rows for value in row.of(name)}, key=sorting, reverse=downwards)
    if len(values) < 2:
        return ""
    options = "".join(f'<option value="{slug(value)}">{text(value)}</option>' for value in values)
    id = f"rt-filter-{slug(name)}"
    return (
        f'<div><label for="{id}">{text(name)}</label><select id="{id}" name="{slug(name)}">'
        f'<option value="">Alla</option>{options}</select></div>\n'
    )


def _item(row: Row, filters: Sequence[str]) -> str:
    marks = "".join(f' data-{slug(name)}="{" ".join(map(slug, row.of(name)))}"' for name in filters if row.of(name))
    words = f' data-ord="{attribute(row.words)}"' if row.words else ""
    return f"<li{marks}{words}>{row.html}</li>\n"
