"""Known faults in what documents say of each other, and in documents of which a corpus has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rodtrad.dev.faults import MARK

_ADDITION = """---
region: exempelregionen
tillägg till: {id}
bygger på: {version}
exempel: true
licens: CC0-1.0
---

## Tillägg vid [A](#kartlaggning)

Texten är ett påhittat exempel.
"""
_INDICATOR = f"""---
{MARK}id: exempel-oanvand
titel: Exempel som inget vårdförlopp använder
typ: process
riktning: högt
enhet: "%"
exempel: true
datatillgång: saknas
---

## Definition

Andel patienter som har fått ett besök.

## Täljare

Antal patienter i nämnaren som har fått ett besök.

## Nämnare

Antal patienter under det år som mäts.

## Population

Alla patienter.

## Målnivåer

Ingen målnivå är känd.
"""
_OLD_EDITION = """---
id: exempelriktlinje-utredning-2014
titel: Exempelriktlinje för utredning, äldre utgåva
serie: exempelriktlinje-utredning
utgivare: Exempelmyndigheten
utgåva: 2014
läge: ersatt
läge grund: Påhittad för belastningsprov.
ersätts av: exempelriktlinje-utredning-2024
licens: CC0-1.0
---

## Rekommendationer

Påhittad för belastningsprov.
"""
_BEST_ROW = """---
id: exempelriktlinje-remiss-2025
titel: Exempelriktlinje för remisser
serie: exempelriktlinje-remiss
utgivare: Exempelmyndigheten
utgåva: 2025
läge: gällande
läge grund: Påhittad för belastningsprov.
licens: CC0-1.0
---

## Rekommendationer

### Komplett remiss {#rad}

- **Tillstånd:** svår sjukdom
- **Åtgärd:** komplett remiss
- **Prioritet:** 1
- **Källa:** Påhittad för belastningsprov
"""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A document that is added; `{id}` and `{version}` are those of the first pathway."""

    path: str
    text: str

    def __call__(self, project: Path) -> tuple[str, int]:
        """Write the document; return the file and the line."""
        first = _pathways(project)[0]
        version = _find(r"^version: (.*)$", _text(first))[1]
        path = project / "content" / self.path.format(id=first.stem)
        path.parent.mkdir(parents=True, exist_ok=True)
        return _write(project, path, self.text.replace("{id}", first.stem).replace("{version}", version))


def _addition(old: str, new: str) -> NewFile:
    return NewFile("tillagg/exempelregionen/{id}.md", _ADDITION.replace(old, new))


def _same_entry(project: Path) -> tuple[str, int]:
    """Let the last pathway go by the first one's name too, and begin as it does."""
    first, *_, last = _pathways(project)
    there, here = _text(first), _text(last)
    entry = r"^- ([^\n→]*) (?=→[^\n]*\{#in-misstanke\}$)"
    title = _find(r"^titel: (\S+)", there)[1]
    here = re.sub(r"(?m)^titel: .*\n", rf"\g<0>andra namn: [{title}]\n", here, count=1)
    return _write(project, last, re.sub(f"(?m){entry}", f"{MARK}- {_find(entry, there)[1]} ", here, count=1))


def _other_limit(project: Path) -> tuple[str, int]:
    """Add a second text on the condition of a pathway, in which one order has a longer limit."""
    order = r"^(- Beställ [^\n]* inom )(\d+)( dagar från \[ingång\])"
    first = next(path for path in _pathways(project) if re.search(f"(?m){order}", _text(path)))
    text = re.sub(f"(?m){order}", lambda m: f"{MARK}{m[1]}{int(m[2]) + 60}{m[3]}", _text(first), count=1)
    text = re.sub(r"(?m)^id: .*", f"id: {first.stem}-slutenvard", text, count=1)
    text = re.sub(r"(?m)^titel: .*", r"\g<0>, i slutenvård", text, count=1)
    text = re.sub(r"(?m)^(- Misstanke [^→\n]*)\. →", r"\1 i slutenvård. →", text)
    return _write(project, first.with_stem(f"{first.stem}-slutenvard"), text)


def _halves(text: str, without: str = "](") -> Iterator[re.Match[str]]:
    """What care does in each node, where it has no such links: the heading, what is between, and the text."""
    half = r"^(#### [^\n]*\n)((?:(?!####? ).*\n)*?##### Hälso- och sjukvårdens åtgärder\n\n)((?:(?!#).*\n)*)"
    return (found for found in re.finditer(half, text, re.MULTILINE) if without not in found[3])


def _same_action(project: Path) -> tuple[str, int]:
    """Let care do the same in an action of a pathway as in one of a pathway before."""
    halves = [(path, half) for path in _pathways(project) for half in _halves(_text(path))]
    last, there = halves[-1]
    said = max((half[3] for path, half in halves if path != last), key=len)
    text = _text(last)
    return _write(project, last, f"{text[: there.start()]}{MARK}{there[1]}{there[2]}{said}{text[there.end() :]}")


def _same_addition(project: Path) -> tuple[str, int]:
    """Add a regional addition that says what the first pathway says."""
    said = max((half[3] for half in _halves(_text(_pathways(project)[0]), "](../")), key=len)
    return _addition("Texten är ett påhittat exempel.\n", f"{MARK}{said}")(project)


def _old_edition(project: Path) -> tuple[str, int]:
    """Add an edition that has been replaced, and let the first pathway rest on it."""
    (project / "content/riktlinjer/exempelriktlinje-utredning-2014.md").write_bytes(_OLD_EDITION.encode())
    first = _pathways(project)[0]
    new = _text(first).replace("\nriktlinjer: [", f"\n{MARK}riktlinjer: [exempelriktlinje-utredning-2014, ", 1)
    return _write(project, first, new)


def _old_indicator(project: Path) -> tuple[str, int]:
    """Add an indicator that has been replaced, and let the first pathway speak of it."""
    old = project / "content/indikatorer/exempel-oanvand.md"
    first = _pathways(project)[0]
    use = _find(r"^- \[[^\]]*\]\(\.\./indikatorer/([a-z0-9-]+)\.md\) \{#i-vantan\}", _text(first))
    old.write_bytes(
        re.sub(r"(?m)^id: .*\n", rf"\g<0>ersätts av: {use[1]}\n", _INDICATOR.replace(MARK, ""), count=1).encode()
    )
    before, heading, after = _text(first).partition("## Kvalitetsuppföljning\n\n")
    said = f"{MARK}Jämför med [ett äldre mått](../indikatorer/{old.name}).\n\n"
    return _write(project, first, f"{before}{heading}{said}{after}")


def _best_row(project: Path) -> tuple[str, int]:
    """Add a recommendation of the highest priority, and cite it in an action of the first pathway that none follows."""
    (project / "content/riktlinjer/exempelriktlinje-remiss-2025.md").write_bytes(_BEST_ROW.encode())
    first = _pathways(project)[0]
    cited = r"^  - \*\*Rekommendation:\*\* [^\n]*#samlad-remiss\)[^\n]*\n"
    own = "  - **Rekommendation:** [Remiss](../riktlinjer/exempelriktlinje-remiss-2025.md#rad), prioritet 1\n"
    at = _find(cited, _text(first)).end()
    return _write(project, first, f"{_text(first)[:at]}{MARK}{own}{_text(first)[at:]}")


def _pathways(project: Path) -> list[Path]:
    """The pathways that have a text, in order."""
    paths = sorted((project / "content" / "vardforlopp").iterdir())
    return [path for path in paths if "\nomfattning: fulltext\n" in _text(path)]


def _text(path: Path) -> str:
    return path.read_bytes().decode()


def _find(pattern: str, text: str) -> re.Match[str]:
    found = re.search(pattern, text, re.MULTILINE)
    if not found:
        raise LookupError(f"no place for this fault: {pattern}")
    return found


def _write(project: Path, path: Path, text: str) -> tuple[str, int]:
    """Write the text without its mark; return the file and the line."""
    at = text.index(MARK)
    path.write_bytes((text[:at] + text[at + 1 :]).encode())
    return path.relative_to(project).as_posix(), text.count("\n", 0, at) + 1


FAULTS: Mapping[str, Callable[[Path], tuple[str, int]]] = {
    "contradicting-time-limit": _other_limit,
    "copied-action": _same_action,
    "dead-anchor": _addition("## Tillägg vid [A](#kartlaggning)", f"{MARK}## Tillägg vid [A](#borttagen)"),
    "incomplete-deviation": _addition("## Tillägg", f"{MARK}## Avvikelse"),
    "outdated-base": _addition("bygger på: {version}", f"{MARK}bygger på: 0.0.1"),
    "overlapping-entry": _same_entry,
    "repeated-national-text": _same_addition,
    "superseded-guideline": _old_edition,
    "superseded-indicator": _old_indicator,
    "unmeasured-action": _best_row,
    "unused-indicator": NewFile("indikatorer/exempel-oanvand.md", _INDICATOR),
}
"""Rule → what plants the fault that it finds."""
