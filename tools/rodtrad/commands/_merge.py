"""What is said of a merge: to the region's editor on the terminal, and to everybody in the list of deviations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rodtrad.feed.listings import Deviation
from rodtrad.feed.merged import Addition, Merged, Reason
from rodtrad.feed.models import Lifecycle
from rodtrad.merging import View

WHY: Mapping[Reason, str] = {
    "changed": "den nationella texten där är ändrad",
    "moved": "den nationella texten där är flyttad",
    "gone": "den nationella texten där finns inte längre",
    "incomparable": "versionen i `bygger på` finns inte att jämföra med",
    "unplaced": "rubriken säger inte vilken del av vårdförloppet det gäller",
}
_SHOWN = "Tills dess visas texten, märkt som inaktuell."
WORD = {"addition": "Tillägg", "deviation": "Avvikelse", "text": "Inledande text"}


def lines(found: View) -> Iterator[str]:
    """The report, pathway by pathway; first what somebody must do something about."""
    for key, pathway in found.missing:
        yield f"{key}: {pathway} finns inte i kopian, så tilläggen visas inte. Kontrollera `tillägg till`."
    for made in found.merged:
        yield f"{made.title} {made.version or ''}".rstrip() + f": {_counted(made)}"
        if made.lifecycle and made.lifecycle.state == "upphävt":
            yield f"  {_withdrawn(made.lifecycle)}"
        yield from (f"  {line}" for one in made.additions for line in _about(one, made, found))
        for one in made.replaced:
            yield f"  Ersatt: {found.name(one.region)} har också text vid `{one.at}`; här gäller er egen."
    for key, heir in found.childless:
        yield f"{key} ärver från {found.name(heir)}, som inte har några tillägg till vårdförloppet."
    if not found.merged and not found.missing:
        yield f"{found.name(found.region)} har inga tillägg."


def _withdrawn(lifecycle: Lifecycle) -> str:
    reason = f": {lifecycle.reason.rstrip('.')}." if lifecycle.reason else "."
    instead = f" Ersätts av {', '.join(lifecycle.replaced_by)}." if lifecycle.replaced_by else ""
    return f"Upphävt och gäller inte{reason}{instead} Tilläggen ska bort, eller flyttas till det som gäller i stället."


def _counted(made: Merged) -> str:
    additions = sum(one.role != "deviation" for one in made.additions)
    deviations = len(made.additions) - additions
    said = [f"{additions} tillägg", f"{deviations} {'avvikelse' if deviations == 1 else 'avvikelser'}"]
    if conflicts := len(made.conflicts):
        said.append(f"{conflicts} att se över")
    return ", ".join(said)


def _about(one: Addition, made: Merged, found: View) -> Iterator[str]:
    what = f"{WORD[one.role]} vid {one.place}" if one.place else WORD[one.role]
    whose = f" ({found.name(one.region)})" if one.inherited else ""
    if one.reason:
        yield f"Att se över: {what}{whose}: {WHY[one.reason]}. {_todo(one, made, found)}"
    elif one.outcome == "clean":
        yield f"Gäller: {what}{whose} skrevs mot en annan version, men den nationella texten där är densamma."
    if one.expired:
        yield f"Slutdatum passerat: {what}{whose} gällde till {one.until}. Ta bort texten, eller skriv ett nytt datum."


def _todo(one: Addition, made: Merged, found: View) -> str:
    if one.inherited:
        return f"Hör av er till {found.name(one.region)}, eller skriv en egen text vid samma del. {_SHOWN}"
    if one.reason == "unplaced":
        return "Länka i rubriken till delens id, till exempel `[A](#larma)`."
    if one.reason == "gone":
        return f"Flytta texten till den del som det nu gäller, eller ta bort den. {_SHOWN}"
    return f"Läs texterna tillsammans, ändra det som behövs och skriv `bygger på: {made.version}`. {_SHOWN}"


def deviation_list(found: View) -> str:
    """The list of deviations as Markdown, for publishing."""
    said = [f"# Avvikelser från nationella vårdförlopp: {escaped(found.name(found.region))}", ""]
    if not found.deviations:
        return "\n".join([*said, "Inga avvikelser finns.", ""])
    said += [
        "| Vårdförlopp | Del | Regionen gör i stället | Skäl | Ansvarig | Gäller till | Läge |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in found.deviations:
        cells = (one.pathway_title, one.place, one.text, one.reason, one.owner, one.until, _state(one, found))
        said.append(f"| {' | '.join(escaped(cell) or '–' for cell in cells)} |")
    return "\n".join([*said, ""])


def _state(one: Deviation, found: View) -> str:
    said = []
    if one.clinical_use == "example":
        said.append("Exempel")
    elif one.clinical_use != "approved":
        said.append("Inte beslutad")
    if one.inherited:
        said.append(f"Från {found.name(one.region)}")
    if one.outcome == "conflict":
        said.append("Ses över mot den nationella texten")
    if one.expired:
        said.append("Slutdatumet har passerat")
    return ". ".join(said) or "Gäller"


_ESCAPED = str.maketrans({c: f"\\{c}" for c in "\\`*_[]|<>#&"})


def escaped(text: str) -> str:
    """Words on one line: nothing in them is markup."""
    return " ".join(text.split()).translate(_ESCAPED)
