"""Which pathways concern the same condition, told by titles and front matter alone: no face needs to be opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from rodtrad.face import Face
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.once import once
from rodtrad.quantities.patterns import later
from rodtrad.values import NationalStatus, PathwayType

Pair = tuple[Face, Face]

MOST_OF_ONE = 8
"""What more pathways than this have in common says nothing of any two of them."""

_HEAD = later(r"\s(?:hos|vid|efter|under|med|utan|i|inom|på|för|till|från)\s|[–,:(]| - ")
"""Where the name of a condition ends in a title."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY = later(
    "vårdförlopp|personcentrerat|sammanhållet|och|samt|(?:akut|allvarlig|etablerad|fortsatt|grav|kritisk|kronisk|lindrig"
    "|långvarig|misstänkt|ny|nydebuterad|nyupptäckt|plötslig|sen|svår|sällsynt|tidig|återkommande)[at]?|misstanke|sjukdom"
)
"""Words that say which course a condition takes, not which it is."""


@once
def current(library: Library) -> Sequence[Face]:
    """The pathways that are in force or on their way: nothing says that another text has taken their place."""
    gone = {old for face in library.of(Kind.PATHWAY) for old in _matter(face).replaces or ()}
    return [
        face
        for face in library.of(Kind.PATHWAY)
        for matter in (_matter(face),)
        if matter.type is not PathwayType.GENERIC_MODEL
        and not (matter.replaced_by or matter.merged_into or face.id in gone)
        and not (matter.national and matter.national.status is NationalStatus.REPLACED)
    ]


def are_related(one: Face, other: Face) -> bool:
    """Whether the front matter of either says how the two belong together."""
    a, b = _matter(one), _matter(other)
    named = {a.pair_with, a.part_of, b.pair_with, b.part_of}
    return one.id in named or other.id in named or (a.part_of is not None and a.part_of == b.part_of)


@once
def with_one_name(library: Library) -> Sequence[Pair]:
    """Pairs of current pathways whose titles, or other names, name the same condition."""
    known = names(library)
    return _pairs(library, lambda face: known[face.key])


@once
def with_one_code(library: Library) -> Sequence[Pair]:
    """Pairs of current pathways that declare the same diagnosis, or one of them its category."""
    declared = {code for face in current(library) for code in diagnoses(face)}
    return _pairs(library, lambda face: {c for code in diagnoses(face) for c in (code, code[:3]) if c in declared})


def with_one_measure(library: Library) -> Sequence[Pair]:
    """Pairs of current pathways that use the same indicator."""
    return _pairs(library, lambda face: face.measures)


def are_alike(library: Library, one: Face, other: Face) -> bool:
    """Whether two pathways say that they belong together, or have name and diagnosis in common.

    A code alone is not enough: one may stand for many conditions, and many ages.
    """
    if are_related(one, other):
        return True
    known = names(library)
    if known[one.key].isdisjoint(known[other.key]):
        return False
    a, b = diagnoses(one), diagnoses(other)
    return not a or not b or bool(a & {*b, *(code[:3] for code in b)} or b & {code[:3] for code in a})


@once
def names(library: Library) -> Mapping[str, frozenset[str]]:
    """The words that name the condition of each current pathway: "Stroke och TIA – tidiga insatser" → stroke, tia."""
    return {face.key: _names(face) for face in current(library)}


def _names(face: Face) -> frozenset[str]:
    said = (face.title, *(_matter(face).other_titles or ()))
    heads = (_HEAD().split(f"{title.casefold()} ", maxsplit=1)[0] for title in said)
    return frozenset(word for head in heads for word in _WORD.findall(head) if not _ANY().fullmatch(word))


def diagnoses(face: Face) -> frozenset[str]:
    """The declared codes of diagnoses."""
    return frozenset((_matter(face).codes or {}).get("icd-10-se", ()))


def _matter(face: Face) -> PathwayMatter:
    assert isinstance(face.matter, PathwayMatter)
    return face.matter


def _pairs(library: Library, marks: Callable[[Face], Iterable[str]]) -> Sequence[Pair]:
    """Each pair of current pathways with a mark in common, once, in order."""
    table: dict[str, list[Face]] = {}
    for face in current(library):
        for mark in marks(face):
            table.setdefault(mark, []).append(face)
    pairs: dict[tuple[str, str], Pair] = {}
    for group in table.values():
        if 1 < len(group) <= MOST_OF_ONE:
            pairs.update({(one.key, other.key): (one, other) for one, other in combinations(group, 2)})
    return [pair for _, pair in sorted(pairs.items())]
