"""Counts of the red thread: goals with an indicator, indicators with specification, target and data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodtrad.face import BlockFace, Face, Role
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.rules import is_full_text
from rodtrad.site.pages._measured import Known, known, uses


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as a number of things."""

    part: int
    whole: int

    @property
    def words(self) -> str:
        """ "12 av 20 (60 %)"; a whole of nothing has no share."""
        if not self.whole:
            return "–"
        return f"{self.part} av {self.whole} ({round(100 * self.part / self.whole)}\u00a0%)"


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals of one pathway."""

    followed: tuple[BlockFace, ...]
    waived: tuple[BlockFace, ...]
    """Not followed, and the text says why."""
    missing: tuple[BlockFace, ...]

    @property
    def share(self) -> Share:
        return Share(len(self.followed), len(self.followed) + len(self.waived) + len(self.missing))


@dataclass(frozen=True, slots=True)
class Covered:
    """One pathway whose text is here."""

    face: Face
    goals: Goals
    indicators: tuple[str, ...]
    """Keys of the indicators it uses, once each."""


@once
def covered(library: Library) -> Sequence[Covered]:
    """Every pathway with text, by id."""
    used: dict[str, dict[str, None]] = {}
    for key, found in uses(library).items():
        for use in found:
            used.setdefault(use.face.key, {})[key] = None
    return [
        Covered(face, _goals(face), tuple(used.get(face.key, ())))
        for face in library.of(Kind.PATHWAY)
        if is_full_text(face)
    ]


def _goals(face: Face) -> Goals:
    followed = {link.target for link in face.links if link.relation == "follows"}
    goals = list(face.of(Role.GOAL))
    mine = [goal for goal in goals if f"{face.key}#{goal.id}" in followed]
    rest = [goal for goal in goals if f"{face.key}#{goal.id}" not in followed]
    return Goals(
        tuple(mine),
        tuple(goal for goal in rest if goal.fact("Följs inte")),
        tuple(goal for goal in rest if not goal.fact("Följs inte")),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """Shares of some indicators, and how many of them are examples and counted nowhere else."""

    specified: Share
    target: Share
    data: Share
    unsure: Share
    """Of which it is not known whether there are data."""
    outcome: Share
    """Of which something measured is here; made-up numbers are not counted."""
    examples: int

    @property
    def data_words(self) -> str:
        """How many have data, and of how many nobody knows: "0 of 22" alone would say that they have none."""
        return (
            f"{self.data.part} av {self.data.whole}, {self.unsure.part} okända" if self.unsure.part else self.data.words
        )


def counted(library: Library, keys: Iterable[str]) -> Counted:
    """Count the indicators with these keys; examples apart."""
    table = known(library)
    mine = [table[key] for key in keys if key in table]
    real = [one for one in mine if not one.example]
    return Counted(
        Share(sum(one.specified for one in real), len(real)),
        Share(sum(one.target for one in real), len(real)),
        Share(sum(one.data for one in real), len(real)),
        Share(sum(one.unsure for one in real), len(real)),
        Share(sum(one.outcome for one in real), len(real)),
        len(mine) - len(real),
    )


def total(goals: Iterable[Goals]) -> Share:
    """The goals of several pathways together."""
    shares = [one.share for one in goals]
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


def lacking(one: Known) -> list[str]:
    """What is not known of an indicator, in words."""
    words = []
    if not one.numerator:
        words.append("Täljare")
    if not one.denominator:
        words.append("Nämnare")
    if not one.target:
        words.append("Målnivå")
    if not one.data:
        words.append("Uppgift om data" if one.unsure else "Data")
    return words
