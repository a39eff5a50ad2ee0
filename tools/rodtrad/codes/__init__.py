"""Code systems: what a code looks like, what stands above it, where it can be read, and whether a list knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from rodtrad.codes._lists import CodeList as CodeList
    from rodtrad.codes._lists import Mention as Mention


def _same(code: str) -> str:
    return "".join(code.split())


def _nothing(_code: str) -> None:
    return None


def _nowhere(_code: str) -> str:
    return ""


def _alone(written: str) -> tuple[str, ...]:
    return (written,)


def _always(_code: str) -> bool:
    return True


class CodeSystem(Struct, frozen=True):
    """One code system. A module in this package with a `SYSTEM` is its registration."""

    scheme: str
    """What authors write before the colon: `icd-10-se:F32.1`."""
    name: str
    title: str
    uri: str
    """The canonical URI, the only one that we emit."""
    aliases: tuple[str, ...]
    """Other URIs and OIDs (as `urn:oid:`) that others use for the same system."""
    pattern: re.Pattern[str]
    """A whole code in its normal form."""
    example: str
    """A code in its normal form, as narrow as the system has them."""
    prose: re.Pattern[str] | None = None
    """How a bare code is recognised in running text: it stands from where the group `code` begins to the end of the
    match; None where it cannot be told."""
    marked: re.Pattern[str] | None = None
    """A code that is told by the mark after it, where the text has the mark †."""
    check: Callable[[str], bool] = _always
    """What a pattern cannot say, such as a check digit."""
    tidy: Callable[[str], str] = _same
    split: Callable[[str], tuple[str, ...]] = _alone
    above: Callable[[str], str | None] = _nothing
    link: Callable[[str], str | None] = _nothing
    chapter: Callable[[str], str] = _nowhere
    """What a reader leafs by: the range or letter, and in our own short words what it is about; "" in others."""
    topical: bool = True
    """False where codes point at laws or units: they say nothing of what a text is about, so none is declared."""

    def valid(self, code: str, listed: CodeList | None = None) -> bool:
        """Whether `code` is a code in its normal form, and in the list where there is one."""
        if self.pattern.fullmatch(code) is None or not self.check(code):
            return False
        return listed is None or code in listed

    def normalise(self, code: str) -> str:
        """The code as we write it. What cannot be made into a code comes back as it is, but for spaces."""
        return self.tidy(code)

    def codes(self, written: str) -> tuple[str, ...]:
        """The codes that one entry under `koder` stands for: `A17.0† G01*` is a pair."""
        return self.split(written)

    def parent(self, code: str) -> str | None:
        """The nearest wider code, or None at the top or for what is not a code."""
        return self.above(code) if self.valid(code) else None

    def url(self, code: str) -> str | None:
        """Where a reader can see the code, if there is such a place."""
        return self.link(code) if self.valid(code) else None

    def find(self, text: str) -> tuple[Mention, ...]:
        """Valid bare codes in prose, in order."""
        from rodtrad.codes._lists import find

        return find(self, text)

    def load(self, path: Path) -> CodeList:
        """Read a list of codes; see `_reading.load`."""
        from rodtrad.codes._reading import load

        return load(self, path)

    def require(self, path: Path) -> None:
        """Raise UsageError, which says what was expected, where a file is no list of codes."""
        from rodtrad.codes._reading import require

        require(self, path)


@cache
def systems() -> Mapping[str, CodeSystem]:
    """Every code system by scheme; imports their modules at the first call."""
    from rodtrad.registry import modules

    found = (module.SYSTEM for module in modules(__name__).values())
    return MappingProxyType({system.scheme: system for system in found})


def apart(scheme: str, written: str) -> tuple[str, ...]:
    """The codes that one entry under `koder` stands for; of a code system that is not known, the entry as it is."""
    system = systems().get(scheme)
    return system.codes(written) if system else (written,)


@cache
def identify(uri: str) -> CodeSystem | None:
    """The code system that a URI or an OID stands for, whichever of its names that is."""
    name = uri if ":" in uri else f"urn:oid:{uri}"
    return next((system for system in systems().values() if name in (system.uri, *system.aliases)), None)
