"""Codes in a document: those that its front matter declares, and those that its text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from rodtrad.codes import CodeSystem, systems
from rodtrad.document import Document
from rodtrad.face import Face, Role
from rodtrad.library import Library
from rodtrad.model import GuidelineMatter, Kind, PathwayMatter
from rodtrad.once import once
from rodtrad.quantities.patterns import later
from rodtrad.rules._links import with_scheme
from rodtrad.rules._noted import LIKE_SLIP, noted
from rodtrad.rules._prose import hits
from rodtrad.source import Place

if TYPE_CHECKING:
    from rodtrad.codes import CodeList

RANGE = later(r"(?P<first>[A-Z][0-9]{2}(?:\.[0-9])?)\s?[–-]\s?(?P<last>[A-Z][0-9]{2}(?:\.[0-9])?)(?!\w)")
_DASH = later(r"\s?[–-]\s?(?=[A-Z][0-9])")
_APART = later(r"[;,/\s]+")

_SLIPS = {
    "icd-10-se": later(
        r"[\s(\[](?P<code>[A-Z] \d{2}\.\d[0-9A-Z]?|[A-Z]\d{2},\d|[a-z]\d{2}\.\d[0-9A-Z]?|[A-Z]\d{3})(?!\w|[.,]\d)"
    )
}
"""What a bare code in prose often becomes: "F 32.1", "F32,1", "f32.1", "F321"."""

_CATEGORY = re.compile("[A-Z][0-9]{2}")
_JOINED = r"\s?(?:[,;/]|och|eller|samt)\s?"
_BEFORE = later(rf"(?<!\w)[A-Za-z][0-9]{{2}}\.[0-9][0-9A-Z]?{_JOINED}\Z")
_AFTER = later(rf"{_JOINED}[A-Z][0-9]{{2}}\.[0-9]")
"""Only in a row with other codes is a letter with three digits one: "N200" may be a model, a road or a room."""


class Slip(NamedTuple):
    """What is no code as it stands in the text, though the code that is meant is known."""

    system: CodeSystem
    written: str
    code: str
    start: int
    end: int


class Named(Struct, frozen=True, gc=False):
    """A valid code, in its normal form."""

    system: CodeSystem
    code: str
    place: Place


def written(face: Face) -> Mapping[str, tuple[str, ...]]:
    """What stands under `koder`, by scheme."""
    matter = face.matter
    return (matter.codes if isinstance(matter, PathwayMatter | GuidelineMatter) else None) or {}


def entries(face: Face) -> Iterator[tuple[CodeSystem, str, str]]:
    """The codes under `koder` in known systems, pairs such as `A17.0† G01*` taken apart, each with its key."""
    known = systems()
    for scheme, listed in written(face).items():
        if system := known.get(scheme):
            halves = iter(enumerate(listed))
            for index, entry in halves:
                if index + 1 < len(listed) and system.valid(f"{entry}.{listed[index + 1]}"):  # of "F32,1" in a list
                    entry = f"{entry},{next(halves)[1]}"
                for code in system.codes(entry):
                    yield system, f"koder.{scheme}[{index}]", code


def declared(face: Face) -> Mapping[str, tuple[str, ...]]:
    """Codes under `koder` by scheme, pairs taken apart; where an entry is no code, those that it means."""
    table: dict[str, tuple[str, ...]] = {}
    for system, _, code in entries(face):
        codes = (code,) if system.valid(code) else meant(system, code)
        table[system.scheme] = (*table.get(system.scheme, ()), *codes)
    return table


def meant(system: CodeSystem, entry: str) -> tuple[str, ...]:
    """The codes in what is none as it stands: `N20.0; N20.1`, `N20.0 Njursten`, and the categories of a range."""
    whole = system.normalise(entry)
    if system.valid(whole):
        return (whole,)
    codes: list[str] = []
    for part in _APART().split(_DASH().sub("–", entry)):
        if span := RANGE().fullmatch(part):
            codes += spanned(span)
        elif system.valid(code := system.normalise(part)):
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def spanned(span: re.Match[str]) -> tuple[str, ...]:
    """The categories that a range lies in: I60 … I64."""
    first, last = span["first"], span["last"]
    numbers = range(int(first[1:3]), int(last[1:3]) + 1) if first[0] == last[0] else ()
    return tuple(f"{first[0]}{number:02}" for number in numbers)


def covers(wide: str, code: str, system: CodeSystem) -> bool:
    """Whether `code` is `wide` or stands below it: F32 covers F32.1."""
    step: str | None = code
    while step is not None and step != wide:
        step = system.parent(step)
    return step is not None


@once
def named(document: Document) -> Sequence[Named]:
    """The codes in the text: first those that are links, then bare ones, of one system after another."""
    return list(_named(document))


def _named(document: Document) -> Iterator[Named]:
    """Codes as links (`icd-10-se:I63`) and, where the system allows it, bare in prose; references left out."""
    known = systems()
    sources = {block.id for block in document.body.of(Role.REFERENCE)}
    links: list[Place] = []
    for scheme, code, link in with_scheme(document.face):
        system = known.get(scheme)
        if system is None or not system.topical or link.block in sources:
            continue
        links.append(link.place)
        if system.valid(code):
            yield Named(system, code, link.place)
    in_pairs = "†" in document.source.text
    bare = [(s, pattern) for s in known.values() if s.topical for pattern in (s.prose, s.marked if in_pairs else None)]
    for system, pattern in bare:
        for hit, _ in hits(document, pattern, "code") if pattern else ():
            place = document.place(hit.start("code"), hit.end())
            code = system.normalise(document.source.text[hit.start("code") : hit.end()])
            if system.valid(code) and not any(link <= place and _end(place) <= _end(link) for link in links):
                yield Named(system, code, place)


def slips(document: Document, library: Library) -> Sequence[Slip]:
    """Nearly codes in prose, of a category that the document declares or else names."""
    return _slips(document) if any(map(LIKE_SLIP().search, noted(document, library))) else ()


@once
def _slips(document: Document) -> Sequence[Slip]:
    found: list[Slip] = []
    text, known = document.source.text, systems()
    for scheme, pattern in _SLIPS.items():
        codes = (
            *declared(document.face).get(scheme, ()),
            *(n.code for n in named(document) if n.system.scheme == scheme),
        )
        categories = {code[:3] for code in codes if _CATEGORY.fullmatch(code[:3])}
        for hit, _ in hits(document, pattern(), "code") if categories else ():
            written, (start, end) = hit["code"], hit.span("code")
            code = known[scheme].normalise(written)
            in_row = _BEFORE().search(text, max(start - 14, 0), start) or _AFTER().match(text, end)
            if code[:3] in categories and (in_row or not written[1:].isdecimal()):
                found.append(Slip(known[scheme], written, code, start, end))
    return found


def _end(place: Place) -> tuple[int, int]:
    return place.end_line, place.end_column


def in_lists(document: Document, library: Library) -> Iterator[tuple[Named, CodeList]]:
    """Each code of a system that there is a list of, where it first stands; nothing is looked for without lists."""
    if not library.lists:
        return
    face = document.face
    there = [Named(system, code, document.key(key)) for system, key, code in entries(face) if system.valid(code)]
    told: set[tuple[str, str]] = set()
    rows = document.kind is Kind.GUIDELINE  # whose numbers look like codes: K03.12
    for one in there if rows else (*there, *named(document)):
        listed = library.lists.get(one.system.scheme)
        if listed is not None and (one.system.scheme, one.code) not in told:
            told.add((one.system.scheme, one.code))
            yield one, listed


def knows(listed: CodeList, code: str) -> bool:
    """Whether a list has the code, or codes below it."""
    return code in listed or listed.is_divided(code)


def is_unknown(library: Library, system: CodeSystem, code: str) -> bool:
    """Whether there is a list that does not have the code: then nothing else need be said of it."""
    listed = library.lists.get(system.scheme)
    return listed is not None and not knows(listed, code)


def near(listed: CodeList, system: CodeSystem, code: str, year: int) -> Sequence[str]:
    """At most three codes of the list that are valid in a year and could have been meant, the nearest first.

    Those beside the code, or else the narrowest above it, or those beside that.
    """
    valid = [
        other for other in listed.titles if other[:1] == code[:1] and other != code and listed.is_valid(other, year)
    ]
    step: str | None = code
    while step is not None:
        if step in valid:
            return [step]
        wide = system.parent(step)
        beside = [other for other in valid if system.parent(other) == wide and len(other) == len(step)]
        if wide is None:
            beside = [other for other in beside if _apart(other, step) < 10]
        if beside:
            return sorted(sorted(beside), key=partial(_apart, step))[:3]
        step = wide
    return ()


def guess(listed: CodeList, system: CodeSystem, code: str) -> str:
    """What may have been meant by a code that a list lacks."""
    meant = near(listed, system, code, listed.newest)
    return f"Menade du {with_titles(listed, meant)}?" if meant else "Kontrollera koden i kodverket."


def _apart(one: str, other: str) -> int:
    """How far apart two codes are that differ at their end; two swapped signs are a common slip."""
    if sorted(one) == sorted(other):
        return 0
    return abs(ord(one[-1]) - ord(other[-1])) + 10 * abs(ord(one[-2]) - ord(other[-2]))


def with_titles(listed: CodeList, codes: Sequence[str]) -> str:
    """`F32.1` (Medelsvår depressiv episod) eller `F32.2` (…)."""
    said = [f"`{code}`" + (f" ({title})" if (title := listed.title(code)) else "") for code in codes]
    return " eller ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def in_range(document: Document, code: str) -> bool:
    """Whether the text has a range that the code lies in: I60–I64."""
    for hit, _ in hits(document, RANGE()):
        first, last = hit["first"], hit["last"]
        if first <= code <= last or code.startswith(last):
            return True
    return False
