"""Target levels through the years, as steps: each holds from its year until the next."""

from __future__ import annotations

from collections.abc import Sequence

from rodtrad.charts import Level, draw, step_chart
from rodtrad.charts.scale import said
from rodtrad.face import Target
from rodtrad.model import IndicatorMatter
from rodtrad.outcomes import year
from rodtrad.site.figures import number
from rodtrad.site.parts import text
from rodtrad.site.words import amount, levels

WIDTH = 360


def level_steps(matter: IndicatorMatter, targets: Sequence[Target]) -> str:
    """The drawing; "" where there are no two years, or a year has several rows: then they are not one line."""
    rows = [Level(since, number(t.moderate), number(t.high)) for t in targets if (since := year(t.year)) is not None]
    rows = [row for row in rows if row.moderate is not None or row.high is not None]
    if len(rows) < 2 or len({row.year for row in rows}) < len(rows):
        return ""
    picture = step_chart(rows, WIDTH, lambda value: amount(said(value), matter.unit), ("Måttlig", "Hög"))
    description = "; ".join(f"{target.year}: {levels(target, matter)}" for target in targets)
    drawn = draw(picture, "rt-steg", "Målnivåer genom åren", f"{description}. Samma tal står i tabellen.")
    caption = "Varje nivå gäller från sitt år tills nästa är satt. Hel linje: hög. Streckad linje: måttlig."
    return (
        f'<figure class="rt-figure rt-chart" data-pagefind-ignore>\n{drawn}\n'
        f"<figcaption>{text(caption)}</figcaption>\n</figure>\n"
    )
