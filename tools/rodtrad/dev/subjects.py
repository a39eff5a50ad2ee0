"""The made-up conditions a test corpus is about: words per organ system, and one condition per number."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

_PROCESSES = (
    "inflammation:en förträngning:en svaghet:en infektion:en skada:n smärta:n stelhet:en svullnad:en blödning:en "
    "överkänslighet:en fibros:en svikt:en irritation:en utvidgning:en förkalkning:en degeneration:en missbildning:en "
    "retning:en rubbning:en cysta:n instabilitet:en förslitning:en överbelastning:en förlamning:en förtjockning:en "
    "förhårdnad:en missfärgning:en uttorkning:en störning:en reaktion:en belastning:en problematik:en svårighet:en "
    "episod:en sårbarhet:en låsning:en spänning:en svängning:en trötthet:en"
)
_DEFINITE = {name: name + ending for name, ending in (entry.split(":") for entry in _PROCESSES.split())}

QUALIFIERS = (
    "hos vuxna",
    "hos barn och unga",
    "hos äldre",
    "efter operation",
    "efter olycksfall",
    "under graviditet",
    "i arbetslivet",
    "med långvarigt förlopp",
    "vid nedsatt rörlighet",
    "med ärftlig bakgrund",
)


@dataclass(frozen=True, slots=True)
class System:
    """The words of one organ system; lists are written with semicolons, `parts` as stem:definite form."""

    area: str
    area_title: str
    clinic: str
    specialist: str
    code_letter: str
    code_numbers: tuple[int, ...]
    parts: tuple[tuple[str, str], ...]
    processes: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """One made-up condition: what a pathway of the corpus is about."""

    index: int
    id: str
    title: str
    disease: str
    the_disease: str
    part: str
    system: System
    codes: tuple[str, ...]


def slug(text: str) -> str:
    """Return `text` as ASCII kebab-case."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ø", "o"))
    kept = "".join(c if c.isascii() and c.isalnum() else "-" if c in " -–/" else "" for c in plain)
    return "-".join(part for part in kept.split("-") if part)


def _numbers(ranges: str) -> tuple[int, ...]:
    found: list[int] = []
    for piece in ranges.split():
        first, _, last = piece.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return tuple(found)


def _system(
    area: str, title: str, clinic: str, specialist: str, codes: str, parts: str, processes: str, **words: str
) -> System:
    return System(
        area=area,
        area_title=title,
        clinic=clinic,
        specialist=specialist,
        code_letter=codes[0],
        code_numbers=_numbers(codes[1:]),
        parts=tuple((stem, definite) for stem, _, definite in (p.partition(":") for p in parts.split())),
        processes=tuple(processes.split()),
        words={name: tuple(text.split("; ")) for name, text in words.items()},
    )


@cache
def systems() -> tuple[System, ...]:
    """Return every organ system, in a fixed order."""
    from rodtrad.dev.vocabulary import ENTRIES

    return tuple(_system(**entry) for entry in ENTRIES)


_RARE = (
    "belysningsråd dermatoskopi fiberskopi gapförmåga hudfotografering hudmikroskopi konfokal kontraktur "
    "kortisonklysma psykomotoriken rosacea skopi sovställningsråd sväljtest synprövning sårodling talaudiometri "
    "tuggtest tårtest vadsmärta ärrmassage duschning"
)
"""Words of the other texts that a dictionary may lack."""


def own_words() -> list[str]:
    """Return the words of the project's own, sorted: above all what the conditions' names are made of."""
    parts = (form for system in systems() for part in system.parts for form in part)
    return sorted({*_RARE.split(), *parts, *_DEFINITE, *_DEFINITE.values()})


@cache
def _bases() -> tuple[tuple[System, str, str, str], ...]:
    """Every (system, part, stem, process), in a fixed order."""
    return tuple(
        (system, definite, stem, process)
        for system in systems()
        for stem, definite in system.parts
        for process in system.processes
    )


def capacity() -> int:
    """Return how many subjects with different titles there are."""
    return len(_bases()) * len(QUALIFIERS)


def subject(index: int, seed: int) -> Subject:
    """Return the condition with this number; different numbers give different titles, whatever the seed."""
    bases = _bases()
    # A stride without common factor walks through all bases before any comes back with another qualifier.
    stride = 1247
    base = (index * stride + seed * 577) % len(bases)
    qualifier = (index // len(bases) + base * 7 + seed) % len(QUALIFIERS)
    system, part, stem, process = bases[base]
    disease = stem + process
    title = f"{disease.capitalize()} {QUALIFIERS[qualifier]}"
    first = system.code_numbers[(base * 5 + qualifier) % len(system.code_numbers)]
    second = system.code_numbers[(base * 5 + qualifier + 3) % len(system.code_numbers)]
    codes = sorted({f"{system.code_letter}{first:02d}.9", f"{system.code_letter}{second:02d}"})
    return Subject(
        index=index,
        id=slug(title),
        title=title,
        disease=disease,
        the_disease=stem + _DEFINITE[process],
        part=part,
        system=system,
        codes=tuple(codes),
    )
