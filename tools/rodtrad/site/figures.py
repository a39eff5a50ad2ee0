"""Small figures drawn from the data: bars, and target levels on a scale. What they show also stands in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from rodtrad import outcomes
from rodtrad.face import Target
from rodtrad.model import IndicatorMatter
from rodtrad.site.parts import text
from rodtrad.site.words import amount, levels
from rodtrad.values import Direction

WIDTH = 360
_LINE, _GAP = 16, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how long it is, and the value in words."""

    name: str
    value: float
    words: str
    whole: float = 0
    """What a full width stands for; 0 for the largest value drawn."""


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars with names above and values beside them, longest in full width; "" without rows."""
    if not rows:
        return ""
    most = max(max(row.value, row.whole) for row in rows) or 1
    room = WIDTH - 12 - 7 * max(len(row.words) for row in rows)
    parts: list[str] = []
    y = 0
    for row in rows:
        lines = _wrapped(row.name, 52)
        for line in lines:
            y += _LINE
            parts.append(f'<text x="0" y="{y - 4}">{text(line)}</text>')
        if row.whole:
            parts.append(f'<rect class="rt-fig-track" x="0.5" y="{y + 0.5}" width="{room}" height="11"/>')
        length = round(max(row.value, 0) / most * room, 1)
        parts.append(f'<rect class="rt-fig-bar" x="0" y="{y}" width="{max(length, 1)}" height="12"/>')
        parts.append(
            f'<text class="rt-fig-soft" x="{(room if row.whole else length) + 6}" y="{y + 10}">{text(row.words)}</text>'
        )
        y += 12 + _GAP
    said = "; ".join(f"{row.name}: {row.words}" for row in rows)
    return figure(f"{title}. {said}.", y - _GAP + 2, parts, title, above=True)


def figure(said: str, height: int, parts: Sequence[str], caption: str = "", *, above: bool = False) -> str:
    """The frame of a drawing; `said` is what it is called for those who do not see it."""
    told = f"<figcaption>{text(caption)}</figcaption>\n" if caption else ""
    drawn = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(said)}">{"".join(parts)}</svg>\n'
    return f'<figure class="rt-figure" data-pagefind-ignore>\n{told + drawn if above else drawn + told}</figure>\n'


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def number(words: str) -> float | None:
    """`0,4` → 0.4; None for what is no number in Swedish."""
    found = outcomes.number(words)
    return None if found is None else float(found)


def level_chart(matter: IndicatorMatter, targets: Sequence[Target]) -> str:
    """Target levels on a scale, one line for each row that has both levels; "" when there is none to draw."""
    rows = [
        (t, low, high)
        for t in targets
        if (low := number(t.moderate)) is not None and (high := number(t.high)) is not None
    ]
    if not rows or matter.direction not in (Direction.HIGHER, Direction.LOWER):
        return ""
    top = end_of_scale(matter, [value for _, low, high in rows for value in (low, high)])
    parts: list[str] = []
    y = 0
    for target, low, high in rows:
        y += _LINE
        parts.append(f'<text x="0" y="{y - 4}">{text(_row_name(target))}</text>')
        said = f"måttlig {amount(target.moderate, None)}, hög {amount(target.high, matter.unit)}"
        parts.append(f'<text class="rt-fig-soft" x="{WIDTH}" y="{y - 4}" text-anchor="end">{text(said)}</text>')
        parts.append(f'<rect class="rt-fig-track" x="0.5" y="{y + 0.5}" width="{WIDTH - 1}" height="13"/>')
        parts += _zones(matter.direction is Direction.HIGHER, low / top, high / top, y)
        y += 14 + _GAP
    parts.append(f'<text class="rt-fig-soft" x="0" y="{y}">0</text>')
    ends = f'x="{WIDTH}" y="{y}" text-anchor="end"'
    parts.append(f'<text class="rt-fig-soft" {ends}>{text(amount(f"{top:g}", matter.unit))}</text>')
    said = "; ".join(f"{_row_name(t)}: {levels(t, matter)}" for t, _, _ in rows)
    caption = "Halv höjd: måttlig nivå är nådd. Full höjd: hög nivå är nådd."
    return figure(f"Målnivåer. {said}.", y + 4, parts, caption)


def end_of_scale(matter: IndicatorMatter, values: Iterable[float | None]) -> float:
    """Where the scale of an indicator ends: 100 %, or a round number beyond every value."""
    return 100.0 if matter.unit == "%" else _round_up(max(value for value in values if value is not None))


def _row_name(target: Target) -> str:
    return f"{target.year}, {target.label}" if target.label else target.year


def _zones(higher: bool, low: float, high: float, y: int) -> list[str]:
    """Where the moderate level is reached (half the height) and where the high one is (the whole)."""
    low, high = min(low, 1) * WIDTH, min(high, 1) * WIDTH
    half, whole = ((low, high), (high, WIDTH)) if higher else ((high, low), (0, high))
    return [
        f'<rect class="rt-fig-half" x="{half[0]:.1f}" y="{y + 7}" width="{max(half[1] - half[0], 0):.1f}" height="7"/>',
        f'<rect class="rt-fig-bar" x="{whole[0]:.1f}" y="{y}" width="{max(whole[1] - whole[0], 2):.1f}" height="14"/>',
    ]


def _round_up(value: float) -> float:
    """The end of a scale: a round number at least a fifth above `value`."""
    step = 1.0
    while step * 10 < value * 1.2:
        step *= 10
    return next(step * n for n in (1, 2, 3, 4, 5, 6, 8, 10) if step * n >= value * 1.2)
