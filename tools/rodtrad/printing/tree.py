"""A page of the site made fit for paper: nothing to press or unfold, whole addresses, and a structure that is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, fromstring

from rodtrad.drawing import Sheet
from rodtrad.printing.font import width
from rodtrad.site.charting import FOLDED

SVG = "{http://www.w3.org/2000/svg}"

_TO_PRESS = frozenset(
    {
        "button",
        "dialog",
        "fieldset",
        "form",
        "iframe",
        "input",
        "link",
        "nav",
        "noscript",
        "object",
        "embed",
        "script",
        "select",
    }
    | {"style", "template", "textarea", "base", "meta", "audio", "video", "canvas"}
)
_SCREEN_ONLY = frozenset(
    {"flow-paper", "rt-anchor", "rt-back", "rt-chart__narrow", "rt-contents", "rt-forms", "rt-node__show", "rt-sr"}
    | {"rt-versions", "rt-views"}
)
_TALL = 1500
"""Characters from which a card is so tall that keeping it on one page would leave much of the page before empty."""
_ON_SCREEN = frozenset({"Öppna data"})
"""Facts that only lead elsewhere on the site."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OUTSIDE = ("https://", "http://", "mailto:")


@dataclass(slots=True)
class Setting:
    """Where a page lies, and what its pictures are."""

    address: str
    """Of the page on the site, ending in "/"; "" when it is not known: links to the site become words."""
    picture: Callable[[str], str]
    """From a picture's address as written on the page to where it is read; "" for none that may be read."""
    ids: frozenset[str] = frozenset()
    level: int = 0
    """Of the heading before."""
    seen: set[str] = field(default_factory=set)


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(element.get("class", "").split())


def ids(root: Element) -> frozenset[str]:
    """The ids of all elements, but for those within drawings."""
    return frozenset(id for element in _outside_drawings(root) if (id := element.get("id")))


def _outside_drawings(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if isinstance(child.tag, str) and not child.tag.startswith(SVG):
            yield from _outside_drawings(child)


def tidy(element: Element, setting: Setting) -> None:
    """Make the contents of `element` fit for paper, in place."""
    _cut(element, _is_screen_only)
    for child in element:
        if child.tag == f"{SVG}svg":
            _drawing(child)
            continue
        if child.tag == "a":
            _link(child, setting)
            _flatten(child)
        elif child.tag in _HEADINGS:
            setting.level = min(_HEADINGS[child.tag], setting.level + 1)
            child.tag = f"h{setting.level}"
        elif child.tag in ("details", "summary"):
            child.tag, name = ("div", "rp-open") if child.tag == "details" else ("p", "rp-summary")
            child.set("class", f"{child.get('class', '')} {name}".strip())
        elif child.tag == "dl":
            _facts(child)
        elif child.tag == "article" and len("".join(child.itertext())) > _TALL:
            child.set("class", f"{child.get('class', '')} rp-tall".strip())
        elif child.tag == "img":
            child.set("src", setting.picture(child.get("src", "")))
            child.set("alt", child.get("alt") or "Bild")
        elif child.tag == "table":
            _whole_rows(child)
        elif child.tag == "th" and not child.get("scope"):
            child.set("scope", "col")
        for name in [name for name in child.attrib if name == "style" or name.startswith("on")]:
            del child.attrib[name]
        id = child.get("id")
        if id in setting.seen:
            del child.attrib["id"]
        elif id:
            setting.seen.add(id)
        tidy(child, setting)
    _cut(element, _is_empty)


def _is_screen_only(child: Element) -> bool:
    if not isinstance(child.tag, str):  # a comment
        return True
    return child.tag in _TO_PRESS or "hidden" in child.attrib or bool(classes(child) & _SCREEN_ONLY)


def _is_empty(child: Element) -> bool:
    """Whether an element holds nothing that could be read: as a list or a row it would be no sound structure."""
    return (
        child.tag in ("ul", "ol", "table", "thead", "tbody", "p") and not len(child) and not (child.text or "").strip()
    )


def _cut(element: Element, unwanted: Callable[[Element], bool]) -> None:
    """Remove children; the words after them stay."""
    before: Element | None = None
    for child in list(element):
        if not unwanted(child):
            before = child
            continue
        tail = child.tail or ""
        if before is None:
            element.text = (element.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        element.remove(child)


def _link(link: Element, setting: Setting) -> None:
    """An absolute address, a place in this document, or no link at all."""
    href = link.attrib.pop("href", "")
    for name in ("target", "rel", "download", "type", "ping", "aria-label"):
        link.attrib.pop(name, None)
    if href.startswith("#"):
        whole = href if href[1:] in setting.ids else ""
    elif href.lower().startswith(_OUTSIDE):
        whole = href
    else:
        whole = urljoin(setting.address, href) if setting.address and href else ""
        whole = whole if whole.lower().startswith(_OUTSIDE) else ""
    if whole:
        link.set("href", whole)
    else:
        link.tag = "span"


def _flatten(link: Element) -> None:
    """Nothing but words in a link: else each part of it would be told as a link of its own. A letter stands before."""
    if not len(link) or "href" not in link.attrib:
        return
    if any(part.tag in ("img", f"{SVG}svg") for part in link.iter()):
        del link.attrib["href"]
        link.tag = "span"
        return
    _cut(link, _is_screen_only)
    letter = link[0] if len(link) and "rt-letter" in classes(link[0]) and not (link.text or "").strip() else None
    if letter is None:
        link.text = "".join(link.itertext())
        link[:] = []
        return
    link.remove(letter)
    words = ((letter.tail or "") + "".join(link.itertext())).strip()
    if not words:  # the letter is all that is seen
        link.set("class", letter.get("class", ""))
        link.text = "".join(letter.itertext())
        link[:] = []
        return
    inner = Element("a", {"href": link.attrib.pop("href")})
    inner.text = words
    letter.tail = " "
    link.tag = "span"
    link[:] = [letter, inner]


def _facts(listed: Element) -> None:
    """Names with values become an ordinary list: so they are told by every reader of PDF."""
    listed.tag = "ul"
    listed.set("class", f"{listed.get('class', '')} rp-facts".strip())
    items: list[Element] = []
    for part in list(listed):
        group = list(part) if part.tag == "div" else [part]
        if group and group[0].text in _ON_SCREEN:
            continue
        for piece in group:
            if piece.tag == "dt" or not items:
                items.append(Element("li"))
            piece.tag, name = ("span", "rp-name") if piece.tag == "dt" else ("div", "rp-value")
            piece.set("class", f"{piece.get('class', '')} {name}".strip())
            piece.tail = " "
            items[-1].append(piece)
    listed[:] = items
    listed.text = None


def _whole_rows(table: Element) -> None:
    """A cell over several rows stands in each of them: a table that goes on on the next page has lost no heading."""
    for part in (table, *(child for child in table if child.tag in ("thead", "tbody", "tfoot"))):
        open_cells: dict[int, tuple[int, Element]] = {}
        for row in (child for child in part if child.tag == "tr"):
            cells: list[Element] = []
            written = list(row)
            at = 0
            while written or at in open_cells:
                if at in open_cells:
                    left, cell = open_cells.pop(at)
                    cell = _copied(cell)
                else:
                    cell = written.pop(0)
                    left = _number(cell.attrib.pop("rowspan", "1"))
                if left > 1:
                    open_cells[at] = left - 1, cell
                cells.append(cell)
                at += _number(cell.get("colspan", "1"))
            row[:] = cells


def _copied(cell: Element) -> Element:
    """A cell once more; an id is that of the first."""
    copy = deepcopy(cell)
    for part in copy.iter():
        part.attrib.pop("id", None)
    if copy.get("scope") == "rowgroup":
        copy.set("scope", "row")
    return copy


def _number(written: str) -> int:
    return max(1, min(int(written), 1000)) if written.isascii() and written.isdigit() else 1


def _drawing(drawing: Element) -> None:
    """A drawing is one figure with a text alternative; nothing in it leads anywhere or is fetched.

    One that is hidden from those who listen only repeats the words beside it: it is marked as decoration.
    """
    title = drawing.find(f"{SVG}title")
    told = drawing.find(f"{SVG}desc")
    words = [drawing.get("aria-label", ""), *((part.text or "") for part in (title, told) if part is not None)]
    said = Element(f"{SVG}title")
    hidden = drawing.attrib.pop("aria-hidden", "") == "true"
    said.text = DECORATION if hidden else " ".join(" ".join(filter(None, words)).split()) or "Figur"
    for name in ("aria-labelledby", "aria-describedby", "role"):
        drawing.attrib.pop(name, None)
    plain(drawing)
    _place_words(drawing, "10" if "rt-timeline__axis" in classes(drawing) else "12.5")
    drawing.insert(0, said)
    if not classes(drawing) & {"flow", "flow-still"}:
        style = Element(f"{SVG}style")
        style.text = FIGURE_STYLE
        drawing.insert(1, style)


def _place_words(drawing: Element, size: str) -> None:
    """Words begin where they begin: moved there afterwards, as WeasyPrint does, some programs cut the first letter."""
    for words in drawing.iter(f"{SVG}text"):
        words.set("font-size", words.get("font-size", size))
        share = {"middle": 0.5, "end": 1.0}.get(words.attrib.pop("text-anchor", ""), 0)
        if share:
            weight = _number(words.get("font-weight", "400"))
            wide = width("".join(words.itertext()), float(words.get("font-size", size)), weight)
            words.set("dx", f"{-share * wide:.2f}")


DECORATION = "\ue000"
"""Text alternative of a drawing that is no part of the text: a sign that no font has and nobody writes."""

FIGURE_STYLE = """\
text { fill: #17242d; font-family: Rp }
.rt-fig-soft, .rt-timeline__axis text { fill: #4a5963 }
.rt-fig-bar, .rt-time-within { fill: #1f5c7a }
.rt-fig-half, .rt-time-range, .rt-time-point { fill: #8a5a00 }
.rt-fig-track { fill: #f1f4f6; stroke: #c3ccd2 }
.rt-time-base, .rt-time-grid { stroke: #c3ccd2 }
.rt-time-open { fill: #e6f0f5; stroke: #1f5c7a; stroke-dasharray: 3 3 }
.rt-time-end { stroke: #b0213a; stroke-width: 3 }
.rt-time-event { fill: #17242d }
.rt-level__at { stroke: #17242d; stroke-width: 2 }
.chart { color: #17242d }
.chart-soft { fill: #4a5963 }
.chart-line { stroke: #4a5963 }
.chart-line-grid { stroke: #c3ccd2 }
.chart-line-whisker { stroke-width: 1.5 }
.chart-line-trend { stroke: #1f5c7a; stroke-width: 1.5 }
.chart-line-moderate, .chart-line-high { stroke: #8a5a00; stroke-width: 1.5 }
.chart-line-high { stroke-width: 2 }
.chart-mark { fill: #1f5c7a; stroke: #ffffff }
.chart-below, .chart-withheld { fill: #ffffff; stroke: #1f5c7a; stroke-width: 2 }
.chart-withheld { stroke: #4a5963; stroke-width: 1.5 }
.chart-total { fill: #17242d }
.chart-watermark { fill: #b0213a }
"""
"""Colours of the site's small figures: a drawing knows nothing of the style sheet of its page."""

_DRAWN = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "a"}
)


def plain(element: Element) -> None:
    """Only shapes and words stay of a drawing."""
    _cut(element, lambda child: not isinstance(child.tag, str) or child.tag.removeprefix(SVG) not in _DRAWN)
    for child in element:
        if child.tag == f"{SVG}a":
            child.tag = f"{SVG}g"
        for name in list(child.attrib):
            if name.rpartition("}")[2] in ("href", "style") or name.startswith("on") or "url(" in child.attrib[name]:
                del child.attrib[name]
        plain(child)


def arrange_front(main: Element, sheet: Sheet | None, sizes: Mapping[str, str]) -> None:
    """The facts, the contents, and the flow chart on a sheet of its own: they are the first pages.

    What stands last in `main` is the front; the chart's chapter tells where the chart is.
    """
    front = main[-1]
    main.remove(front)
    at = 2 if len(main) > 1 and "rt-facts" in classes(main[1]) else 1
    parent, place = _place_of(main, "flow-scroll")
    if sheet and parent is not None:
        pointer = Element("p", {"class": "rp-pointer"})
        pointer.text = "Schemat är ritat på en egen sida: "
        SubElement(pointer, "a", {"href": f"#{CHART}"}).text = "flödesschemat"
        pointer[0].tail = "."
        parent[place] = pointer
        front.append(_sheet(sheet, sizes))
    main.insert(at, front)


CHART = "rp-flodesschema"
"""Id of the heading on the chart's sheet."""


def _sheet(sheet: Sheet, sizes: Mapping[str, str]) -> Element:
    """A flow chart drawn for paper, with its heading."""
    drawing = fromstring(sheet.svg)
    drawing.set("width", str(sheet.width))
    drawing.set("height", str(sheet.height))
    drawing.set("font-family", "Rp")
    for words in drawing.iter(f"{SVG}text"):
        words.set("font-size", sizes.get(words.get("font-size", ""), words.get("font-size", "")))
    _drawing(drawing)
    whole = Element("section", {"class": f"rp-sheet{' rp-sheet--lying' if sheet.turned else ''}"})
    SubElement(whole, "h2", {"id": CHART}).text = "Flödesschema"
    if sheet.folded:
        legend = SubElement(whole, "p", {"class": "rp-legend"})
        legend.text = FOLDED
    SubElement(whole, "div").append(drawing)
    return whole


def _place_of(element: Element, name: str) -> tuple[Element | None, int]:
    """The parent of the first element of a class, and its place there."""
    for number, child in enumerate(element):
        if name in classes(child):
            return element, number
        found = _place_of(child, name)
        if found[0] is not None:
            return found
    return None, 0
