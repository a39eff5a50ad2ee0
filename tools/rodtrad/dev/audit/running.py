"""Run checks over a site: every page is opened once for each way in which some check looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType

from rodtrad.dev.audit.looking import EVERY, Audit, Fault, Measure, Said, Versions, View
from rodtrad.registry import modules


@dataclass
class Outcome:
    """What one check found."""

    name: str
    control: str
    demand: str
    faults: list[Fault] = field(default_factory=list)
    measure: Measure | None = None
    """The worst of all."""

    def hear(self, said: Iterable[Said]) -> None:
        """Take what a check says."""
        for one in said:
            if isinstance(one, Fault):
                self.faults.append(one)
            elif self.measure is None or one.value > self.measure.value:
                self.measure = one


def checks(only: Iterable[str] = (), without: Iterable[str] = ()) -> dict[str, ModuleType]:
    """Checks by name."""
    every = modules("rodtrad.dev.audit.checks")
    return {name: every[name] for name in (list(only) or every) if name not in list(without)}


def run(audit: Audit, chosen: Mapping[str, ModuleType]) -> list[Outcome]:
    """Run checks; what each found, in order of name."""
    found = {name: Outcome(name, check.CONTROL, check.DEMAND) for name, check in sorted(chosen.items())}
    looking = {name: check for name, check in chosen.items() if hasattr(check, "look")}
    for view in _views(looking.values()):
        mine = [(name, check) for name, check in sorted(looking.items()) if view in getattr(check, "VIEWS", EVERY)]
        for path in audit.pages:
            with audit.opened(path, view) as seen:
                for name, check in mine:
                    found[name].hear(check.look(seen))
    for name, check in sorted(chosen.items()):
        if hasattr(check, "whole"):
            found[name].hear(check.whole(audit))
    return list(found.values())


def versions(audit: Audit, chosen: Mapping[str, ModuleType]) -> Versions:
    """The tools that were used, and what they were used with."""
    used = {"Chromium": audit.browser.version}
    for check in chosen.values():
        if hasattr(check, "versions"):
            used |= check.versions(audit)
    return dict(sorted(used.items(), key=lambda tool: tool[0].lower()))


def _views(looking: Iterable[ModuleType]) -> Iterator[View]:
    yield from dict.fromkeys(view for check in looking for view in getattr(check, "VIEWS", EVERY))
