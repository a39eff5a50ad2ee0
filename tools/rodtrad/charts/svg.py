"""A picture as SVG. What it says stands in its title and description, and in the table that is shown with it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rodtrad.charts.picture import RADIUS, SIZE, Mark, Picture, Stroke, Text, width_of

_DASHES = {"moderate": "7 4", "grid": "1 3", "withheld": "2 2", "cut": "4 3"}

_EVERY = 230
"""Pixels from one line of the watermark to the next: none is left out of a part that somebody copies."""


def draw(picture: Picture, prefix: str, title: str, description: str, kind: str = "") -> str:
    """The drawing; its ids begin with `prefix`, and `kind` is a class of its own."""
    width, height = _number(picture.width), _number(picture.height)
    return (
        f'<svg class="chart{f" {escape(kind)}" if kind else ""}" role="img" viewBox="0 0 {width} {height}"'
        f' aria-labelledby="{escape(prefix)}-t" aria-describedby="{escape(prefix)}-d">'
        f'<title id="{escape(prefix)}-t">{escape(title)}</title>'
        f'<desc id="{escape(prefix)}-d">{escape(description)}</desc>'
        + "".join(map(_stroke, picture.strokes))
        + "".join(map(mark, picture.marks))
        + "".join(map(_text, picture.texts))
        + "".join(_watermark(picture))
        + "</svg>"
    )


def mark(one: Mark) -> str:
    """A mark by itself: filled where a target is reached, open where none is, and each of another outline."""
    x, y, r = one.x, one.y, RADIUS
    name = f'class="chart-mark chart-{one.shape}"'
    if one.shape in ("high", "plain"):
        return f'<circle {name} cx="{_number(x)}" cy="{_number(y)}" r="{r}"/>'
    if one.shape == "withheld":
        dash = _DASHES["withheld"]
        return (
            f'<circle {name} cx="{_number(x)}" cy="{_number(y)}" r="{r - 1}" fill="none" stroke="currentColor"'
            f' stroke-dasharray="{dash}"/>'
        )
    if one.shape == "moderate":
        corner, side = f'x="{_number(x - r + 0.5)}" y="{_number(y - r + 0.5)}"', 2 * r - 1
        return f'<rect {name} {corner} width="{side}" height="{side}"/>'
    if one.shape == "total":
        side = r + 2
        path = f"M{_number(x)} {_number(y - side)}l{side} {side}l{-side} {side}l{-side} {-side}z"
        return f'<path {name} d="{path}"/>'
    path = f"M{_number(x)} {_number(y - r - 0.5)}l{r + 0.5} {2 * r}h{-2 * r - 1}z"
    return f'<path {name} d="{path}" fill="none" stroke="currentColor"/>'


def _stroke(stroke: Stroke) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in stroke.points)
    dash = f' stroke-dasharray="{_DASHES[stroke.kind]}"' if stroke.kind in _DASHES else ""
    name = f'class="chart-line chart-line-{stroke.kind}"'
    return f'<polyline {name} points="{points}" fill="none" stroke="currentColor"{dash}/>'


def _text(text: Text) -> str:
    kinds = "".join(f" chart-{kind}" for kind, on in (("soft", text.soft), ("strong", text.strong)) if on)
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    weight = ' font-weight="600"' if text.strong else ""
    place = f'x="{_number(text.x)}" y="{_number(text.y)}"'
    return f'<text class="chart-text{kinds}" {place} font-size="{SIZE}"{anchor}{weight}>{escape(text.words)}</text>\n'


def _watermark(picture: Picture) -> Iterator[str]:
    """The words from edge to edge, aslant, over everything, as many times as the picture is high."""
    if not picture.watermark:
        return
    size = min(picture.width * 0.85 / (width_of(picture.watermark, strong=True) / SIZE), 110)
    times = max(1, round(picture.height / _EVERY))
    for number in range(times):
        x, y = _number(picture.width / 2), _number(picture.height * (number + 0.5) / times + size / 3)
        yield (
            f'<text class="chart-watermark" x="{x}" y="{y}" font-size="{_number(size)}" font-weight="700"'
            f' text-anchor="middle" transform="rotate(-9 {x} {y})" opacity="0.16">{escape(picture.watermark)}</text>\n'
        )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
