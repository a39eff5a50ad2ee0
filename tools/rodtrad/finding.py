"""What we tell an author: where, which rule, what, how bad, and where possible the edit that mends it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from enum import IntEnum

from msgspec import Struct

from rodtrad.source import START, Place


class Severity(IntEnum):
    """How bad a finding is; only `ERROR` makes a check fail."""

    ADVICE = 1
    """råd: advice on language."""
    WARNING = 2
    """varning: should be mended."""
    ERROR = 3
    """fel: must be mended."""

    @property
    def swedish(self) -> str:
        """The word that authors see."""
        return {1: "råd", 2: "varning", 3: "fel"}[self.value]


class Edit(Struct, frozen=True, gc=False, array_like=True):
    """Replace `source.text[start:end]` (offsets in the NFC text) by `text`."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True, gc=False, array_like=True):
    """Edits in one file that mend a finding."""

    title: str
    """What the fix does, in Swedish, as an order: "Skriv `id`"."""
    edits: tuple[Edit, ...]
    safe: bool = True
    """A safe fix never changes the meaning of the text."""


class Finding(Struct, frozen=True, gc=False, array_like=True):
    """One fault at one place. `message` is Swedish and says what is wrong; `hint` what to write instead."""

    path: str
    place: Place
    rule: str
    """The rule's slug."""
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Findings sort by file, place, rule and message."""
        return (self.path, self.place.line, self.place.column, self.rule, self.message)


def internal(path: str, error: Exception) -> Finding:
    """A fault of ours in one file, or in one rule on it, is said to be one; all else is still looked at."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else "?"  # noqa: PTH119
    message = f"Rödtråd gjorde fel i {where}: {type(error).__name__}: {error}"
    return Finding(path, START, "internal-error", message, "Allt är inte kontrollerat här. Anmäl felet.")


class Result(Struct, frozen=True):
    """What a check found, sorted; and how many files it looked at."""

    findings: tuple[Finding, ...]
    files: int
    changed: Mapping[str, Sequence[range]] = {}
    """Lines that a branch has changed, by path, where that was asked for."""

    @property
    def failed(self) -> bool:
        """True when there is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
