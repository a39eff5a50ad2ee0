"""A picture as geometry: where each word, mark and line stands, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SIZE = 12.5
"""Height of the letters, in pixels: legible on a phone, where a narrow picture is shown as it is."""

LINE = 16
"""From one line of words to the next."""

RADIUS = 5
"""From the middle of a mark to its edge, about."""

Anchor = Literal["start", "middle", "end"]

Shape = Literal["high", "moderate", "below", "plain", "total", "withheld"]
"""What a mark says: a target that is reached, which one; no target; all together; a value that is not shown."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


_WIDTHS = {**dict.fromkeys("iljtfrI.,:;|'()[]–- \u00a0", 0.4), **dict.fromkeys("mMwWÅÄÖ→←", 0.9), "%": 0.96}
"""Of a letter, as shares of the size, in the widest of the usual fonts (DejaVu Sans, Verdana)."""


def width_of(words: str, *, strong: bool = False) -> float:
    """How wide words are, in pixels, at most."""
    return SIZE * sum(_WIDTHS.get(letter, 0.64) for letter in words) * (1.12 if strong else 1)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have something in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@dataclass(frozen=True, slots=True)
class Text:
    """Words at the left end, the middle or the right end of their line; `y` is where the letters stand."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    soft: bool = False
    strong: bool = False

    @property
    def box(self) -> Box:
        width = width_of(self.words, strong=self.strong)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - SIZE * 0.8, left + width, self.y + SIZE * 0.22


@dataclass(frozen=True, slots=True)
class Mark:
    """A point."""

    x: float
    y: float
    shape: Shape

    @property
    def box(self) -> Box:
        return self.x - RADIUS, self.y - RADIUS, self.x + RADIUS, self.y + RADIUS


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points. `kind` is what it is: grid, axis, whisker, moderate, high, trend, rule."""

    kind: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in a chart; later things lie on top of earlier ones."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]
    watermark: str = ""
    """Words across the whole picture."""


def wrapped(words: str, room: float, *, strong: bool = False) -> list[str]:
    """The words on lines that are no wider than `room`, as far as they can be parted."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, strong=strong) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def clamped(text: Text, left: float, right: float) -> Text:
    """The words moved sideways until they are between two edges; the left one where there is no room."""
    start, _, end, _ = text.box
    move = min(right - end, 0)
    move = max(left - start, move) if start + move < left else move
    return Text(text.x + move, text.y, text.words, text.anchor, text.soft, text.strong)
