"""What the last audit of the built site found, read back from the file that the audit writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtrad.errors import UsageError
from rodtrad.project import bytes_of
from rodtrad.reader import AUDIT
from rodtrad.strictyaml import Value
from rodtrad.strictyaml import read as read_yaml

MET = "uppfyllt"
"""The outcome of a control that found nothing."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one control found."""

    control: str
    demand: str
    """What is demanded: "WCAG 2.1 nivå A och AA"."""
    outcome: str
    faults: int
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.outcome == MET and not self.faults


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A fault that is known, why it is there, and what is done about it."""

    what: str
    why: str
    measure: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit."""

    date: str
    tools: Sequence[tuple[str, str]]
    """Name and version."""
    pages: int
    results: Sequence[Result]
    shortcomings: Sequence[Shortcoming]

    @property
    def failed(self) -> Sequence[Result]:
        return [result for result in self.results if not result.is_met]


def audit(root: Path) -> Audit | None:
    """The last audit; None where none is written down. Raises UsageError where the file is none that we write."""
    if not (root / AUDIT).is_file():
        return None
    try:
        value, troubles = read_yaml(bytes_of(root, AUDIT).decode("utf-8"), 0)
        if value is None or troubles:
            raise ValueError(troubles[0].message if troubles else "den är tom")
        head = _map(value)
        return Audit(
            head["datum"].text,
            [(one.get("namn", ""), one.get("version", "")) for one in _maps(head, "verktyg")],
            int(head["sidor"].text),
            [_result(one) for one in _maps(head, "resultat")],
            [
                Shortcoming(one["vad"], one.get("varför", ""), one.get("åtgärd", ""))
                for one in _maps(head, "kända brister")
            ],
        )
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{AUDIT} cannot be read ({error}): run the audit again") from error


def _map(value: Value) -> Mapping[str, Value]:
    return {key.text: item for key, item in value.entries}


def _maps(head: Mapping[str, Value], name: str) -> Sequence[Mapping[str, str]]:
    """The maps in a list, each as words; none where there is no list."""
    items = head[name].items if name in head else []
    return [{key: value.text for key, value in _map(item).items()} for item in items]


def _result(said: Mapping[str, str]) -> Result:
    note = said.get("anmärkning", "")
    return Result(said["kontroll"], said.get("kravs", ""), said["utfall"], int(said["antal fel"]), note)
