"""Mistakes that people make the first time: told once, at the place, in words that mend them without the handbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rodtrad.finding import Finding
from rodtrad.library import link
from rodtrad.project import unreadable_keys
from rodtrad.reader import read
from rodtrad.rules import check_document, check_library, rules

HOME = Path(__file__).parent / "mistakes"
REGISTERS = {
    f"content/register/{name}": (HOME / name).read_text("utf-8") for name in ("programomraden.yaml", "termer.yaml")
}
PATHWAY = (HOME / "njursten.md").read_text("utf-8")
OTHER = (HOME / "sepsis.md").read_text("utf-8")
MISTAKES: dict[str, dict[str, Any]] = yaml.safe_load((HOME / "mistakes.yaml").read_text("utf-8"))


def findings(text: str, **others: str) -> list[Finding]:
    files = {**REGISTERS, "content/vardforlopp/njursten.md": text}
    files |= {f"content/vardforlopp/{name}.md": other for name, other in others.items()}
    readings = [read(path, data.encode()) for path, data in files.items()]
    library = link((r.document.face for r in readings if r.document), unreadable_keys(readings))
    said = [finding for reading in readings for finding in reading.findings]
    said += check_library(library, rules().values())
    for reading in readings:
        if reading.document:
            said += check_document(reading.document, library, rules().values())
    return sorted(said, key=lambda finding: finding.order)


def test_the_pathway_itself_is_clean() -> None:
    assert not findings(PATHWAY)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake(name: str) -> None:
    mistake = MISTAKES[name]
    text = PATHWAY
    for edit in mistake["write"]:
        assert edit["for"] in text
        text = text.replace(edit["for"], edit["say"], 1)
    said = findings(text)
    assert [finding.rule for finding in said] == mistake.get("rules", []), said
    assert mistake.get("words", "") in "\n".join(f"{finding.message}\n{finding.hint}" for finding in said)


def test_an_indicator_that_came_along_from_another_pathway() -> None:
    follows = "  - **Följer:** [larm](#m-larm), [A](#sepsislarm), [smärta](#m-smart)"
    uses = f"### Processmått\n\n- [Larm](../indikatorer/larm.md) {{#i-larm}}\n{follows}"
    said = findings(PATHWAY.replace("Indikatorer väljs senare i arbetet.", uses, 1), sepsis=OTHER)
    assert [f.hint for f in said if f.rule == "dead-link"] == [
        "`m-larm` finns i Sepsis. Välj ett mål här, till exempel `#m-smarta`.",
        "`sepsislarm` finns i Sepsis. Välj en åtgärd här, till exempel `#bedomning`.",
        "Menade du `m-smarta`?",
    ]
