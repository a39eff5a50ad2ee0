"""What an audit found: a table for who ran it, and a register for the accessibility statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from rodtrad.dev.audit.looking import Fault, Versions
from rodtrad.dev.audit.running import Outcome

REGISTER = "content/register/tillganglighetsgranskning.yaml"

_SHOWN, _PLACES = 12, 3


def table(outcomes: Iterable[Outcome], pages: int) -> str:
    """The outcome of each check in words, and below it what fails, alike together."""
    lines = [f"{pages} sidor granskade.", ""]
    for outcome in outcomes:
        lines.append(f"{_verdict(outcome):<14}{outcome.name:<12}{outcome.control}")
        lines.append(f"{'':26}{outcome.demand}")
        if outcome.measure:
            lines.append(f"{'':26}{outcome.measure.words}")
        lines += [f"{'':4}{line}" for line in _faults(outcome.faults)]
    return "\n".join(lines)


def _verdict(outcome: Outcome) -> str:
    return f"{len(outcome.faults)} fel" if outcome.faults else "uppfyllt"


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for fault in faults:
        places.setdefault(fault.what, []).append(fault.where)
    for what, where in list(places.items())[:_SHOWN]:
        more = f" och {len(where) - _PLACES} till" if len(where) > _PLACES else ""
        yield f"– {what}"
        yield f"    {'; '.join(filter(None, where[:_PLACES]))}{more}"
    if len(places) > _SHOWN:
        yield f"– och {len(places) - _SHOWN} slags fel till"


def register(outcomes: Iterable[Outcome], pages: int, tools: Versions, date: str, known: str) -> str:
    """The register that the statement is made from. `known` is YAML that a person keeps: faults and what is done."""
    lines = [
        "id: tillganglighetsgranskning",
        "titel: Granskning av webbplatsen",
        "beskrivning: Vad den senaste granskningen av den byggda webbplatsen visade. "
        "Filen skrivs av kommandot `rodtrad dev audit --write`, utom de kända bristerna.",
        f"datum: {date}",
        "verktyg:",
        *(f"  - namn: {_quoted(name)}\n    version: {_quoted(version)}" for name, version in tools.items()),
        f"sidor: {pages}",
        "resultat:",
    ]
    for outcome in outcomes:
        lines += [
            f"  - kontroll: {_quoted(outcome.control)}",
            f"    kravs: {_quoted(outcome.demand)}",
            f"    utfall: {'uppfyllt' if not outcome.faults else 'inte uppfyllt'}",
            f"    antal fel: {len(outcome.faults)}",
        ]
        if outcome.measure:
            lines.append(f"    anmärkning: {_quoted(outcome.measure.words)}")
    return "\n".join(lines) + "\n" + known


def kept(before: str) -> str:
    """The known faults of a register, as they are written there: from their key to the next, or the end."""
    lines = before.splitlines(keepends=True)
    start = next((at for at, line in enumerate(lines) if line.startswith("kända brister:")), None)
    if start is None:
        return "kända brister: []\n"
    end = next((at for at in range(start + 1, len(lines)) if lines[at][:1] not in (" ", "-", "#", "\n")), len(lines))
    return "".join(lines[start:end])


def _quoted(words: str) -> str:
    """Words in YAML's double quotes, which JSON's are."""
    return json.dumps(words, ensure_ascii=False)
