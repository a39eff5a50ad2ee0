"""What the search knows of a page: its words in order, how much they weigh, and the headings that hits can lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from rodtrad.chapters import slug
from rodtrad.site.page import Page
from rodtrad.site.parts import EXAMPLE

PLAIN = 24
"""Weight of a word in running text; Pagefind counts in 24ths."""

_HEADING = {str(level): (8 - level) * PLAIN for level in range(1, 7)}
"""Level of a heading → weight of its words."""

CHOICES = {"Typ": "typ", "Programområde": "omrade", "Läge": "lage"}
"""A page's filters → what they are called in the index and in the address of the search page."""

_LONGEST = 36


def choice(words: str) -> str:
    """How the name of a page in the index says a value that it can be chosen by: a file has that name."""
    return slug(words)[:_LONGEST]


_HIDDEN = (" data-pagefind-ignore", "<svg", "<nav", "<form")
"""What is not searched: what says so, drawings, ways around the page, and forms."""

_OPEN, _CLOSE = "\x01", "\x02"
"""Around the level, the id and the words of a heading; no author can write them."""

_INLINE = re.compile(r"</?(?:a|span|strong|em|code|s|sup|wbr|img)(?:\s[^>]*)?>")
_LETTER = re.compile(r'(<h[1-6][^>]*><span class="rt-letter">[^<]*)</span>')
"""The letter of a node, which is read with a full stop."""

_SAID_EVERYWHERE = re.compile(r"<div><dt>(?:Licens|Öppna data)</dt><dd>.*?</dd></div>", re.DOTALL)
"""Facts that every page has: a search for one of them would find all."""

_NAMED_ROW = re.compile(r'<th scope="row"><span id="([^"]*)">(.*?)((?: <span class="rt-badge.*?)?)</span></th>')
"""The name of a row that can be linked to (`pages/_entries.pointed`): read as a heading."""

_HEADING_OPENS = re.compile(r'<h([1-6])(?: id="([^"]*)")?[^>]*>')
_HEADING_CLOSES = re.compile(r"</h[1-6]>")
_SENTENCE_ENDS = re.compile(r"\s*</[a-z]+>(?:\s*<[^>]*>)*")
_TAG = re.compile(r"<[^>]*>")
_CLOSING = "_'\")$*"
"""What may end a sentence beside letters and figures."""

_ENDED = ".:;,!?"
"""After these no full stop is added."""


@dataclass(slots=True)
class Said:
    """What the search knows of one page."""

    url: str
    meta: Mapping[str, str]
    words: list[str] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Number of the first word of a stretch, and the weight of its words."""
    anchors: list[dict[str, object]] = field(default_factory=list)
    filters: Mapping[str, list[str]] = field(default_factory=dict)

    def say(self, words: list[str], weight: int = PLAIN) -> None:
        """Add words."""
        if words:
            self.runs.append((len(self.words), weight))
            self.words += words


def read(page: Page) -> Said:
    """The page's own words, without the shell around them."""
    kinds = page.filters.get("Typ", ())
    said = Said(f"/{page.path}", {"title": page.title, **({"typ": kinds[-1]} if kinds else {})})
    filters = {name: [value for value in values if value] for name, values in page.filters.items()}
    if EXAMPLE in page.banners:
        filters["Läge"] = ["Exempel"]
    said.filters = {key: filters[name] for name, key in CHOICES.items() if filters.get(name)}
    said.say(_ended(page.kicker))
    said.say(_ended(page.title), _HEADING["1"])
    said.say(_ended(page.lead))
    for level, id, heading, text in _parts(page.html):
        if level:
            words = _ended(heading)
            title = " ".join(heading.split())
            said.anchors.append({"element": f"h{level}", "id": id, "text": title, "location": len(said.words)})
            said.say(words, _HEADING[level])
        said.say(text.split())
    return said


def _ended(words: str) -> list[str]:
    """Words as a sentence, so that an excerpt can be read."""
    found = words.split()
    if found and (found[-1][-1].isalnum() or found[-1][-1] in _CLOSING):
        found[-1] += "."
    return found


def _parts(html: str) -> Iterator[tuple[str, str, str, str]]:
    """Level, id and words of each heading, and the words below it; the first part has no heading."""
    html = _SAID_EVERYWHERE.sub("", html.replace(_OPEN, "").replace(_CLOSE, ""))
    html = _NAMED_ROW.sub(r'<h4 id="\1">\2</h4>\3', html)
    html = _HEADING_OPENS.sub(rf"{_OPEN}\1{_CLOSE}\2{_CLOSE}", _INLINE.sub("", _LETTER.sub(r"\1.", _seen(html))))
    html = _HEADING_CLOSES.sub(_CLOSE, html).replace("</dt>", ": ")
    text = _TAG.sub(" ", _SENTENCE_ENDS.sub(". ", html))
    for mark in _ENDED:
        text = text.replace(f"{mark}. ", f"{mark} ")
    first, *rest = unescape(text).split(_OPEN)
    yield "", "", "", first
    for part in rest:
        level, id, heading, below = part.split(_CLOSE, 3)
        yield level, id, heading, below


def _seen(html: str) -> str:
    """The page without what is not searched."""
    for mark in _HIDDEN:
        pieces: list[str] = []
        begin = 0
        while (at := html.find(mark, begin)) >= 0:
            start = html.rfind("<", 0, at + 1)
            pieces.append(html[begin:start])
            begin = _end(html, start)
        if pieces:
            html = "".join([*pieces, html[begin:]])
    return html


def _end(html: str, start: int) -> int:
    """Offset after the element that begins at `start`."""
    depth = 0
    for tag in _tags(html[start + 1 : html.find(" ", start)].partition(">")[0]).finditer(html, start):
        depth += -1 if tag[0][1] == "/" else 1
        if not depth:
            return html.find(">", tag.end()) + 1
    return len(html)


@lru_cache(maxsize=64)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"</?{name}\b")
