"""How wide a text can be at most, and how it is broken into lines, without asking any font."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Advance widths in hundredths of the font size: the widest of DejaVu Sans, Arial and Noto Sans, rounded up.
# DejaVu Sans is the widest font that `system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif` is known to
# end in, so that a text that fits by this table fits in all of them.
_GROUPS = {
    28: "'ijlı",
    32: "I ,.·‘’\xa0",
    35: "/:;\\|¦",
    36: "Jf-‑",
    40: "()[]t",
    42: "!¡r²³¹",
    46: '"',
    51: "*`¨°´ªº",
    53: "szß“”„",
    56: "?L_c",
    59: "k•",
    60: "vxy–",
    64: "$0123456789abdeghnopqu{}«»µ€",
    67: "EFKPSTY",
    69: "ABVXZ",
    74: "CRU",
    76: "HN",
    79: "DGOQ&",
    82: "w",
    84: "#+<=>^~±×÷≥≤≠≈−",
    92: "M",
    96: "%½¼¾",
    98: "m",
    100: "WÆæ…—→←↔©®",
    102: "@",
    108: "œŒ",
}
_WIDTHS = {character: width for width, characters in _GROUPS.items() for character in characters}
_BOLD = 130
"""Bold is at most this many hundredths of regular (thin letters grow the most)."""
_UNITS = re.compile(r"\S+?(?:[-–/](?=\w\w)|(?=\s|$))")
"""What may not be broken: a word, or the part of it up to a hyphen or slash inside it."""


@lru_cache(maxsize=2048)
def _advance(character: str) -> int:
    width = _WIDTHS.get(character)
    if width is not None:
        return width
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _advance(base)
    if unicodedata.combining(character):
        return 0
    return 112 if ord(character) < 0x1100 else 140


@lru_cache(maxsize=8192)
def measure(text: str, size: int, bold: bool = False) -> int:
    """An upper bound of the width of `text` in pixels at the font size `size`."""
    hundredths = sum(map(_advance, text)) * size
    return -(-hundredths * _BOLD // 10000) if bold else -(-hundredths // 100)


def _fill(units: list[tuple[str, bool]], size: int, limit: int) -> list[tuple[str, bool]]:
    """Greedy lines no wider than `limit`, each with whether the next continues it without a space."""
    lines: list[tuple[str, bool]] = []
    for text, glued in units:
        if lines:
            before, joined = lines[-1]
            longer = before + text if joined else f"{before} {text}"
            if measure(longer, size) <= limit:
                lines[-1] = (longer, glued)
                continue
        lines.append((text, glued))
    return lines


@lru_cache(maxsize=1024)
def wrap(text: str, size: int, limit: int) -> tuple[tuple[tuple[str, bool], ...], int]:
    """Break `text` into even lines within `limit` pixels (more only if one word needs it); also their width.

    No word is cut: joining the lines, with a space after those that are not glued to the next, gives the text back.
    """
    words = text.split()
    units: list[tuple[str, bool]] = []
    for word in words:
        parts = _UNITS.findall(word)
        units.extend((part, index < len(parts) - 1) for index, part in enumerate(parts))
    if not units:
        return (), 0
    limit = max(limit, max(measure(unit, size) for unit, _ in units))
    lines = _fill(units, size, limit)
    low, high = 1, limit
    while low < high:  # the narrowest width with as few lines, so that no single word hangs last
        middle = (low + high) // 2
        tried = _fill(units, size, middle)
        if len(tried) <= len(lines) and all(measure(line, size) <= middle for line, _ in tried):
            high = middle
        else:
            low = middle + 1
    lines = _fill(units, size, high)
    return tuple(lines), max(measure(line, size) for line, _ in lines)
