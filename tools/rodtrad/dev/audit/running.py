"""Run checks over a site: a page is loaded once for each size of window, and turned for each way to look at it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
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


def run(audit: Audit, chosen: Mapping[str, ModuleType], widths: Container[int] | None = None) -> list[Outcome]:
    """Run checks; what each found, in order of name. With `widths` only what looks at windows of those."""
    found = {name: Outcome(name, check.CONTROL, check.DEMAND) for name, check in sorted(chosen.items())}
    looking = {name: check for name, check in sorted(chosen.items()) if hasattr(check, "look")}
    for views in _windows(looking.values()):
        if widths is not None and views[0].width not in widths:
            continue
        for path in audit.pages:
            with audit.opened(path, views[0]) as seen:
                for view in views:
                    seen.turn(view)
                    for name, check in looking.items():
                        if view in getattr(check, "VIEWS", EVERY):
                            found[name].hear(check.look(seen))
    for name, check in sorted(chosen.items()):
        if hasattr(check, "whole") and widths is None:
            found[name].hear(check.whole(audit))
    return list(found.values())


def versions(audit: Audit, chosen: Mapping[str, ModuleType]) -> Versions:
    """The tools that were used, and what they were used with."""
    used = {"Chromium": audit.browser.version}
    for check in chosen.values():
        if hasattr(check, "versions"):
            used |= check.versions(audit)
    return dict(sorted(used.items(), key=lambda tool: tool[0].lower()))


def _windows(looking: Iterable[ModuleType]) -> list[list[View]]:
    """The views that are asked for, those of one size together: a page is loaded once for each size."""
    sizes: dict[tuple[int, int], list[View]] = {}
    for view in dict.fromkeys(view for check in looking for view in getattr(check, "VIEWS", EVERY)):
        sizes.setdefault((view.width, view.height), []).append(view)
    return list(sizes.values())
