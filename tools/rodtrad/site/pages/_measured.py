"""What is known of every indicator, and where pathways use it: for indicator pages, the list, and the coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodtrad.face import NODES, BlockFace, Face, Role
from rodtrad.library import Library, is_example
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.once import once
from rodtrad.site.pages._outcomes import measured
from rodtrad.values import Availability

NOTHING = "Uppgift saknas"
"""What authors write where the source gives nothing."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place in a pathway where an indicator is used."""

    face: Face
    block: BlockFace
    goals: tuple[BlockFace, ...]
    nodes: tuple[BlockFace, ...]
    prioritised: bool


@once
def uses(library: Library) -> Mapping[str, Sequence[Use]]:
    """Key of an indicator → where it is used, by pathway."""
    table: dict[str, list[Use]] = {}
    for face in library.of(Kind.PATHWAY):
        follows: dict[str, list[BlockFace]] = {}
        for link in face.links:
            if link.relation == "follows" and link.target.startswith(f"{face.key}#"):
                block = face.by_id.get(link.target.partition("#")[2])
                if block:
                    follows.setdefault(link.block, []).append(block)
        for link in face.links:
            block = face.by_id.get(link.block) if link.relation == "indicator" else None
            if block is None:
                continue
            followed = follows.get(block.id, [])
            use = Use(
                face,
                block,
                tuple(b for b in followed if b.role is Role.GOAL),
                tuple(b for b in followed if b.role in NODES),
                block.fact("Prioriterad").strip(" .").casefold() == "ja",
            )
            table.setdefault(link.target.partition("#")[0], []).append(use)
    return {key: tuple(found) for key, found in table.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one indicator."""

    example: bool
    numerator: bool
    denominator: bool
    target: bool
    data: bool
    """Data are at hand, at least in part."""
    unsure: bool = False
    """Whether data are at hand is not known."""
    outcome: bool = False
    """What was measured is here; made-up numbers are no outcome."""

    @property
    def specified(self) -> bool:
        """Both halves of the fraction are known."""
        return self.numerator and self.denominator


@once
def known(library: Library) -> Mapping[str, Known]:
    """Key of an indicator → what is known of it."""
    outcomes = {id for id, found in measured(library).items() if not found[-1].fictitious}
    return {face.key: _known(face, outcome=face.id in outcomes) for face in library.of(Kind.INDICATOR)}


def _known(face: Face, *, outcome: bool) -> Known:
    matter = face.matter
    assert isinstance(matter, IndicatorMatter)
    return Known(
        is_example(face),
        is_given(face, "taljare"),
        is_given(face, "namnare"),
        any(target.moderate or target.high for target in face.targets),
        matter.availability in (Availability.AVAILABLE, Availability.PARTIAL),
        matter.availability in (Availability.UNKNOWN, None),
        outcome,
    )


def is_given(face: Face, chapter: str) -> bool:
    """True when a chapter of an indicator says something."""
    below = [block for block in face.blocks if block.parent == chapter]
    return any(not is_nothing(block.title) for block in below)


def is_nothing(words: str) -> bool:
    """True for the fixed phrase that says that a source gives nothing."""
    return words.strip(" .").casefold() == NOTHING.casefold()
