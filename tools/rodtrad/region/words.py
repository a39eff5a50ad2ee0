"""What was fetched, told to those who run a region's systems and to those who use what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rodtrad.region.changes import ORDER, Change, Conflict, What

_HEADINGS: Mapping[What, str] = {
    "withdrawn": "Upphävt, ska inte längre användas",
    "gone": "Finns inte längre hos avsändaren",
    "unselected": "Borttaget ur kopian: omfattas inte av det som nu hämtas",
    "clinical": "Klinisk ändring",
    "restored": "Gäller igen",
    "new": "Nytt",
    "clarifying": "Förtydligat",
    "editorial": "Redaktionell ändring",
    "lifecycle": "Ändrade uppgifter om giltighet",
    "catalogue": "Ändrad registerpost",
}


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of a run."""

    before: int | None
    """Number of the last event that was known, or None at the first fetch."""
    sequence: int
    """Number of the last event now."""
    documents: int
    """In the copy."""
    changes: tuple[Change, ...] = ()
    """Empty at the first fetch."""
    conflicts: tuple[Conflict, ...] = ()
    files: int = 0
    """Fetched."""
    moved: int = 0
    """Bytes sent and received, headers too."""
    dry: bool = False
    """Nothing was changed."""
    trusted: str = ""
    """Hash of a root that nobody has vouched for but the sender itself."""

    @property
    def needs_human(self) -> bool:
        """Something that held does so no longer, or an addition was written against another version."""
        return bool(self.conflicts) or any(change.in_use for change in self.changes)


def report(pulled: Pulled) -> Iterator[str]:
    """The lines of the report, gravest first."""
    if pulled.trusted:
        yield f"Litar på den som svarade, utan --root. Fråga avsändaren om 1.root.json har sha256 {pulled.trusted}."
    yield _first(pulled)
    for what in ORDER:
        found = [change for change in pulled.changes if change.what == what]
        if found:
            yield f"{_HEADINGS[what]} ({len(found)}):"
            for change in found:
                yield f"  {_line(change)}"
                yield from (f"    - {line}" for line in change.summary)
    if pulled.conflicts:
        yield f"Regionala tillägg som behöver ses över ({len(pulled.conflicts)}):"
        for one in pulled.conflicts:
            now = f"nu gäller {one.now}" if one.now else "det gäller inte längre"
            yield f"  {one.key}: skrivet mot {one.national} {one.based_on}, {now}."
    if pulled.dry:
        yield "Det här var ett prov: inget dokument i kopian har ändrats."


def _first(pulled: Pulled) -> str:
    cost = f"{_counted(pulled.files, 'fil', 'filer')} och {size(pulled.moved)} hämtades"
    count = _counted(len(pulled.changes), "dokument har ändrats", "dokument har ändrats")
    if pulled.before is None:
        return f"Första hämtningen: {pulled.documents} dokument, till och med händelse {pulled.sequence}; {cost}."
    if not pulled.changes and pulled.before == pulled.sequence:
        return f"Inget nytt: kopian är aktuell till och med händelse {pulled.sequence}."
    return f"{count}, till och med händelse {pulled.sequence} (förut {pulled.before}); {cost}."


def _line(change: Change) -> str:
    if change.what == "withdrawn":
        rest = f": {change.reason.rstrip('.')}." if change.reason else "."
        if change.replaced_by:
            rest += f" Ersätts av {_and(change.replaced_by)}."
        return f"{change.title} {change.after or ''} ({change.key}){rest}"
    if change.before and change.after and change.before != change.after:
        return f"{change.title} {change.before} → {change.after} ({change.key})"
    version = change.after or change.before
    return f"{change.title} {version} ({change.key})" if version else f"{change.title} ({change.key})"


def _and(words: Sequence[str]) -> str:
    *rest, last = words
    return f"{', '.join(rest)} och {last}" if rest else last


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def size(count: int) -> str:
    """Bytes, as people say them: 412 kB."""
    for unit, least in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= least:
            return f"{count / least:.1f}".replace(".", ",").removesuffix(",0") + f" {unit}"
    return f"{count} byte"
