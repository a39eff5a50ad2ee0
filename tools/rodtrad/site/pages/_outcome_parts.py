"""Outcomes as HTML: the drawing in two widths, what its marks mean, the table with the same numbers, and the source."""

from __future__ import annotations

from collections.abc import Sequence

from rodtrad.charts import Dot, DotPlot, Panel, Panels, Picture, dot_plot, draw, small_multiples
from rodtrad.charts.picture import Mark, Shape
from rodtrad.charts.scale import tight
from rodtrad.charts.svg import mark
from rodtrad.outcomes import Delivery, length
from rodtrad.site.addresses import Links
from rodtrad.site.pages._entries import source_text
from rodtrad.site.pages._outcomes import FICTITIOUS, Shown, Told, lines_of, told
from rodtrad.site.parts import attribute, details, facts, notice, table, text
from rodtrad.site.words import BASES, DIRECTIONS, amount, levels, swedish_date, swedish_period
from rodtrad.values import Basis, Direction

NARROW, WIDE = 360, 720
"""Pixels: a telephone shows the one, a wider screen the other."""

MEANING: Sequence[tuple[Shape, str]] = (
    ("total", "Alla tillsammans"),
    ("high", "Hög målnivå nådd"),
    ("moderate", "Måttlig målnivå nådd"),
    ("below", "Ingen målnivå nådd"),
    ("plain", "Region"),
    ("withheld", "Redovisas inte, eller inga uppgifter"),
)


def warning(found: Delivery) -> str:
    """Stands above all that shows made-up numbers."""
    if not found.fictitious:
        return ""
    said = "Regionerna finns inte och talen är påhittade. De visar hur utfall redovisas här och säger inget om vården."
    return notice("warning", FICTITIOUS, f"<p>{said}</p>")


def summary(one: Told) -> str:
    """The outcome in a few sentences: also what is read of the drawing to those who do not see it."""
    shown = [row for row in one.regions if row.one.value is not None]
    inferred = "Att talen gäller just det här måttet är härlett." if one.found.matter.basis is Basis.INFERRED else ""
    if not one.is_drawn:
        return " ".join([*(f"{row.name}: {row.words}." for row in one.rows), inferred]).strip()
    said = [f"{DIRECTIONS[one.matter.direction]}." if one.matter.direction else "Riktningen är inte känd."]
    if one.levels:
        high, moderate, below = one.reaching("high"), one.reaching("moderate"), one.reaching("below")
        reach = f"når {high} hög målnivå, {moderate} bara måttlig och {below} ingen"
        said.append(f"Av {len(shown)} regioner {reach}.")
        if any(row.one.low is not None for row in shown):
            said.append("Osäkerheten i talen är då inte inräknad.")
    else:
        said.append(f"{len(shown)} regioner redovisas. Ingen målnivå är känd för perioden.")
    said.append(f"Spridningen är {shown[-1].words} till {shown[0].words}." if len(shown) > 1 else "")
    if hidden := len(one.regions) - len(shown):
        said.append(f"{hidden} {'region' if hidden == 1 else 'regioner'} redovisas inte.")
    return " ".join(filter(None, [*said, inferred]))


def drawing(one: Told, prefix: str) -> str:
    """The regions as points, in two widths, with what the marks mean; "" where there is nothing to compare."""
    if not one.is_drawn:
        return ""
    plot = DotPlot(
        rows=[_dot(row) for row in one.rows],
        lines=lines_of(one.levels, one.matter.unit),
        unit=one.matter.unit or "",
        towards=_towards(one.matter.direction),
        better={Direction.HIGHER: 1, Direction.LOWER: -1}.get(one.matter.direction or Direction.VALUE, 0),
        most=100 if one.matter.unit == "%" else None,
        watermark=FICTITIOUS if one.found.fictitious else "",
    )
    title = f"{one.face.title}, {swedish_period(one.found.period)}"
    said = f"En rad för varje region. {summary(one)} Samma tal står i tabellen."
    said = f"{FICTITIOUS}. {said}" if one.found.fictitious else said
    used = {row.shape for row in one.rows}
    strokes = [row for row in one.rows if row.interval]
    interval = f"Streck genom punkten: {one.found.matter.interval or 'intervall, källan säger inte vilket'}"
    pictures = [dot_plot(plot, width) for width in (NARROW, WIDE)]
    return figure(pictures, prefix, title, said, used, [interval] if strokes else [])


def _dot(row: Shown) -> Dot:
    one = row.one
    ends = (None if end is None else float(end) for end in (one.value, one.low, one.high))
    words = f"{row.words} ({row.interval})" if row.interval else row.words
    return Dot(row.name, words, row.shape, *ends)


def _towards(direction: Direction | None) -> str:
    return {Direction.HIGHER: "Högt värde är bättre →", Direction.LOWER: "← Lågt värde är bättre"}.get(
        direction or Direction.VALUE, ""
    )


def figure(
    pictures: Sequence[Picture], prefix: str, title: str, said: str, used: set[Shape], more: Sequence[str] = ()
) -> str:
    """A drawing in the widths that it is given in, narrow first; `more` is said beside what the marks mean."""
    drawn = "".join(
        draw(picture, f"{prefix}-{number}", title, said, kind)
        for number, (picture, kind) in enumerate(zip(pictures, ("rt-chart__narrow", "rt-chart__wide"), strict=True))
    )
    key = "".join(f"<li>{_sample(shape)} {text(words)}</li>\n" for shape, words in MEANING if shape in used)
    key += "".join(f"<li>{text(words)}</li>\n" for words in more)
    return (
        f'<figure class="rt-figure rt-chart" data-pagefind-ignore>\n{drawn}\n'
        f'<figcaption><ul class="rt-legend">\n{key}</ul></figcaption>\n</figure>\n'
    )


def _sample(shape: Shape) -> str:
    return f'<svg class="chart" viewBox="0 0 16 16" aria-hidden="true">{mark(Mark(8, 8, shape))}</svg>'


def numbers(one: Told) -> str:
    """The table with the same numbers; columns that say nothing are left out."""
    columns: list[tuple[str, list[str]]] = [
        ("Region", [_region(row, one) for row in one.rows]),
        ("Täljare", [_count(row.one.numerator) for row in one.rows]),
        ("Nämnare", [_count(row.one.denominator) for row in one.rows]),
        ("Värde", [text(row.words) for row in one.rows]),
        ("Intervall", [text(row.interval) for row in one.rows]),
        ("Målnivå", [_level(row) if one.levels else "" for row in one.rows]),
    ]
    kept = [(name, cells) for name, cells in columns if any(cells)]
    lines = [[cell or "–" for cell in line] for line in zip(*(cells for _, cells in kept), strict=True)]
    title = f"Utfall {swedish_period(one.found.period)}"
    caption = f"{FICTITIOUS}. {title}" if one.found.fictitious else title
    return table(caption, [name for name, _ in kept], lines, row_heads=True, show_caption=one.found.fictitious)


def _region(row: Shown, one: Told) -> str:
    return f"<strong>{text(row.name)}</strong>" if row.shape == "total" else text(row.name)


def _count(value: int | None) -> str:
    return "" if value is None else f"{value:,}".replace(",", "\u00a0")


def _level(row: Shown) -> str:
    return {"high": "Hög nådd", "moderate": "Måttlig nådd", "below": "Ingen nådd"}.get(row.shape, "")


def against(one: Told, links: Links) -> str:
    """Which target levels the numbers are seen against."""
    if one.levels is None or not one.is_drawn:
        return ""
    target = one.levels.target
    issuer = links.entry("organ kvalitetsregister datakallor", target.issuer) if target.issuer else ""
    by = f", {issuer}" if issuer else ""
    return (
        f"<p>Målnivåer {text(target.year)}{by}: {text(levels(target, one.matter))}."
        " De är satta för en enhets resultat och är inga behandlingsmål för en enskild patient.</p>\n"
    )


def about(one: Told, links: Links) -> str:
    """Where the numbers come from, what is withheld, and the files with the same numbers."""
    matter, least = one.found.matter, one.found.limits
    least_words = " och ".join(
        f"{name} {value}" for name, value in (("nämnare", least.denominator), ("täljare", least.numerator)) if value
    )
    rows = [
        ("Mätperiod", text(swedish_period(one.found.period))),
        ("Hämtat", text(swedish_date(matter.retrieved))),
        ("Grund för uppgiften", text(BASES[matter.basis]) if matter.basis else ""),
        ("Lägre och övre", text(matter.interval or "")),
        ("Minsta som redovisas", text(least_words)),
        ("Licens", text(matter.licence or "")),
        ("Alla perioder som fil", downloads(one, links)),
    ]
    return facts(rows) + source_text(matter.source, matter.note)


def downloads(one: Told, links: Links) -> str:
    """Links to the files: beside the released texts only those of an indicator that holds, and no made-up ones."""
    key, site = one.face.key, links.site
    holds = key in site.released and key not in site.withdrawn
    apart = not holds or (one.found.fictitious and site.environment == "production")
    base = links.page(f"{'utkast' if apart else 'api'}/v1/utfall/{one.face.id}")
    return (
        f'<a href="{attribute(base)}.csv" type="text/csv" download>CSV</a>,'
        f' <a href="{attribute(base)}.json" type="application/json">JSON</a>'
    )


def over_time(face: Told, found: Sequence[Delivery], links: Links) -> str:
    """Each region through the periods, all on one scale, and the same as a table; "" with a single period."""
    newest = found[-1]
    same = [one for one in found if length(one.period) == length(newest.period)]
    if len(same) < 2:
        return ""
    periods = [told(face.face, one, links) for one in same]
    names = {row.one.region: row.name for one in reversed(periods) for row in one.rows}
    by_period = [{row.one.region: row for row in one.rows} for one in periods]
    titles = [swedish_period(one.found.period) for one in periods]
    lines = [
        [text(name), *(text(mine.words) if (mine := rows.get(region)) else "–" for rows in by_period)]
        for region, name in names.items()
    ]
    drawn = ""
    if face.is_drawn:
        panels = [_panel(name, [rows.get(region) for rows in by_period]) for region, name in names.items()]
        plot = Panels(titles, panels, lines_of(face.levels, face.matter.unit), FICTITIOUS if newest.fictitious else "")
        values = [value for panel in panels for value in panel.values if value is not None]
        ends = tight([*values, *(line.value for line in plot.lines)], 0, 1)
        more = [f"Skala i varje ruta: {ends.words(ends.low)}–{amount(ends.words(ends.high), face.matter.unit)}"]
        more += ["Streckad baslinje: skalan börjar inte vid noll"] if ends.floor == "cut" else []
        said = (
            f"En ruta för varje region, alla med samma skala, från {titles[0]} till {titles[-1]}."
            " Samma tal står i tabellen."
        )
        said = f"{FICTITIOUS}. {said}" if newest.fictitious else said
        used = {shape for panel in panels for shape in panel.shapes}
        more = [f"Linjer: målnivåer {face.levels.target.year}", *more] if face.levels else more
        pictures = [small_multiples(plot, width) for width in (NARROW, WIDE)]
        drawn = figure(pictures, "rt-over-tid", f"{face.face.title} över tid", said, used, more)
    caption = f"{FICTITIOUS}. Utfall per period" if newest.fictitious else "Utfall per period"
    written = table(caption, ["Region", *titles], lines, row_heads=True, show_caption=newest.fictitious)
    return drawn + details("Tabell: utfall per period", written) if drawn else written


def _panel(name: str, rows: Sequence[Shown | None]) -> Panel:
    values = [None if row is None or row.one.value is None else float(row.one.value) for row in rows]
    shapes: list[Shape] = [row.shape if row else "withheld" for row in rows]
    return Panel(name, values, shapes, [row.words if row else "" for row in rows])
