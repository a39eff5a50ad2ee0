"""What a region reads: the models of a national text merged with the region's additions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import field

from rodtrad.feed import models as m

NATIONAL = "nationell"
"""Origin of a national block; no region is called so."""

Role = Literal["addition", "deviation", "text"]
Outcome = Literal["unchanged", "clean", "conflict"]
Reason = Literal["changed", "moved", "gone", "incomparable", "unplaced"]


class MergedBlock(m.Model, frozen=True, kw_only=True):
    """A block as it was published, and whose it is."""

    origin: str
    """`nationell`, or the id of the region that wrote it."""
    at: str = ""
    """Of a region's block: id of the national block that it stands at; empty when it stands at none."""
    outdated: bool = False
    """The national text there is no longer the one that the region's block was written for."""
    block: m.Block
    """Its id is unique among the blocks of its origin."""


class Source(m.Model, frozen=True, kw_only=True):
    """A document with additions."""

    region: str
    key: str
    """`tillagg/kalmar-lan/sepsis`."""
    version: str | None = None
    based_on: str
    """The national version that it was written for; empty when it says none."""
    clinical_use: m.ClinicalUse
    """Only `approved` may be used in care."""
    notice: str
    """What must be shown with it."""
    licence: str
    attribution: str
    canonical_url: str


class Addition(m.Model, frozen=True, kw_only=True):
    """One addition or deviation in use."""

    region: str
    """Who wrote it."""
    id: str
    """Of its first block."""
    role: Role
    """`text` is what a document says outside its additions and deviations: it is for the whole pathway."""
    inherited: bool = False
    """Written by another region, and followed here."""
    at: str = ""
    """Id of the national block that it was written for."""
    place: str = ""
    """The words of that block: "C. Trombolys"."""
    outcome: Outcome
    """unchanged: written for this version. clean: for another version, but the text there is the same. conflict:
    somebody must look at it; until then it stays in use, marked as outdated."""
    reason: Reason | None = None
    """Of a conflict: the block is changed, moved or gone, the version it was written for cannot be compared with, or
    no block is named."""
    before: list[m.Block] = field(default_factory=list)
    """Of a conflict: the national text that it was written for."""
    now: list[m.Block] = field(default_factory=list)
    """Of a conflict: the national text now."""
    blocks: list[str]
    """Ids of its blocks, in order."""
    motive: str = ""
    """Of a deviation: why."""
    owner: str = ""
    """Of a deviation: the role that answers for it."""
    until: str = ""
    """Last day, month or year."""
    expired: bool = False
    """The last day is before the date of the merge."""


class Replaced(m.Model, frozen=True, kw_only=True):
    """An addition that would have been inherited, but that one nearer the region replaces."""

    region: str
    id: str
    at: str = ""
    by: str
    """The region whose own addition at the same block holds."""


class Merged(m.Model, frozen=True, kw_only=True):
    """A pathway as it reads in one region. What is said first is said of the national text."""

    schema_version: str
    environment: m.Environment
    clinical_use: m.ClinicalUse
    notice: str
    id: str
    kind: m.Kind
    version: str | None = None
    title: str
    language: str
    licence: str
    attribution: str
    canonical_url: str
    lifecycle: m.Lifecycle | None = None
    region: str
    """Whose view this is."""
    date: str
    """When it was merged: by this date a deviation has expired or not."""
    sources: list[Source]
    """The region's own document, then those that it inherits from, nearest first."""
    additions: list[Addition]
    """In the order of the national text; those that stand at no block are last."""
    replaced: list[Replaced] = field(default_factory=list)
    blocks: list[MergedBlock]
    """Every national block in order, each addition after the block that it stands at and all that is below it."""

    @property
    def conflicts(self) -> Sequence[Addition]:
        """What somebody must look at."""
        return [addition for addition in self.additions if addition.outcome == "conflict"]
