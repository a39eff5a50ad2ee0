"""Known faults in chapters, the thread from challenge to indicator, targets and recommendations."""

from __future__ import annotations

from collections.abc import Mapping

from rodtrad.dev.faults import MARK, NOTE, Fault

_HEAD = "| År | Måttlig | Hög | Utfärdare | Beteckning |\n| --- | --- | --- | --- | --- |\n"
_NO_TARGET = r"^Ingen målnivå är känd\."


def _target(row: str) -> Fault:
    """A row of targets in an indicator that is no example."""
    return Fault(rf"^exempel: true\n(.*?){_NO_TARGET}", rf"\1{_HEAD}{MARK}{row}", "indikatorer", "", "")


FAULTS: Mapping[str, Fault] = {
    # Chapters
    "chapter-out-of-order": Fault(r"^(### Orsaker\n.*?)(### Komplikationer\n.*?)(?=^## )", rf"{MARK}\2\1"),
    "drifted-heading": Fault(r"^## Kvalitetsuppföljning", f"{MARK}## Kvalitetsuppföljningen"),
    "duplicate-heading": Fault(r"^### Riskfaktorer", f"{MARK}### Orsaker"),
    "empty-chapter": Fault(r"^(### Orsaker\n)\n[^\n]*\n", rf"{MARK}\1"),
    "generic-model-missing": Fault(
        r"^(## Patientmedverkan[^\n]*\n.*?)\[den generiska modellen för levnadsvanor\]\([^)]*\)",
        rf"{MARK}\1en annan text",
    ),
    "missing-chapter": Fault(r"^## Sammanfattning av vårdförloppet\n.*?(?=^## Relaterad)", MARK),
    "wrong-heading-level": Fault(r"^## Sammanfattning", f"{MARK}### Sammanfattning"),
    # Challenges, goals, indicators
    "challenge-outside-journey": Fault(r"^(- [^\n]*\{#u-funktion\}.*?)^\|[^\n]*\(#u-funktion\) \|\n", rf"{MARK}\1"),
    "challenge-without-goal": Fault(
        r"^(- [^\n]*\{#u-funktion\}.*?Möter:\*\* )\[[^\]]*\]\(#u-funktion\)",
        rf"{MARK}\1[lång väntan på bedömning](#u-vantan)",
    ),
    "goal-without-challenge": Fault(r"^(- [^\n]*\{#m-vantan\}\n)  - \*\*Möter[^\n]*\n", rf"{MARK}\1"),
    "goal-without-indicator": Fault(r"^(- [^\n]*\{#m-vantan\}.*?)\(#m-vantan\)", rf"{MARK}\1(#m-funktion)"),
    "indicator-used-twice": Fault(
        r"^(- \[[^\]]*\]\([^)]*\)) (\{#i-vantan\}\n)(  - \*\*Följer[^\n]*\n)",
        rf"\1 \2\3{MARK}\1 {{#i-vantan-igen}}\n\3",
    ),
    "indicator-without-goal": Fault(r"^(  - \*\*Följer:\*\* )\[[^\]]*\]\(#m-vantan\), (\[[A-Z]\]\()", rf"{MARK}\1\2"),
    "indicator-without-link": Fault(r"^- \[([^\]]*)\]\([^)]*\) \{#i-vantan\}", rf"{MARK}- \1 {{#i-vantan}}"),
    "conflicting-link-text": Fault(
        r"^- \[[^\]]*\](\([^)]*\) \{#i-vantan\}\n.*?)^- \[([^\]]*)\]", rf"{MARK}- [\2]\1- [\2]"
    ),
    "measure-type-mismatch": Fault(
        r"^(- \[[^\]]*\]\(\.\./indikatorer/exempel-)funktion(-[a-z0-9-]+\.md\) \{#i-funktion\})",
        rf"{MARK}\1vantan\2",
    ),
    "no-outcome-measure": Fault(r"^(## Kvalitetsuppföljning\n\n)### Resultatmått", rf"{MARK}\1### Strukturmått"),
    "no-patient-reported-measure": Fault(
        r"^(## Kvalitetsuppföljning\n\n### Resultatmått\n\n)- .*?(?=\n### Processmått)", rf"{MARK}\1"
    ),
    "too-many-prioritised": Fault(
        r"(\{#i-uppfoljning\}\n  - \*\*Följer[^\n]*\n)(- [^\n]*\n  - \*\*Följer[^\n]*\n)",
        rf"\1  - **Prioriterad:** ja\n\2{MARK}  - **Prioriterad:** ja\n",
    ),
    "unindented-fact": Fault(r"^  (- \*\*Möter:)", rf"{MARK}\1"),
    "unknown-indicator": Fault(r"^([^\n]*\.\./indikatorer/exempel-vantan-[a-z0-9-]+)\.md", rf"{MARK}\1-x.md"),
    "wrong-thread-link": Fault(r"^(  - \*\*Möter:\*\* \[[^\]]*\]\()#u-vantan\)", rf"{MARK}\1#m-vantan)"),
    # Indicators
    "clinical-value-as-target": _target("| 2024 | HbA1c < 52 mmol/mol | 60 | npo-exempel | A |"),
    "example-indicator-with-target": Fault(
        _NO_TARGET, f"{_HEAD}{MARK}| 2024 | 35 | 50 | npo-exempel | A |", "indikatorer", "", ""
    ),
    "incomplete-target": _target("|  | 35 | 50 |  | A |"),
    "missing-data-state": Fault(r"^(id: .*?)^datatillgång: [^\n]*\n", rf"{MARK}\1", "indikatorer", "", ""),
    "missing-numerator": Fault(r"^(## Täljare\n\n)[^\n]*", rf"\1{MARK}–", "indikatorer", "", ""),
    "reversed-target-levels": _target("| 2024 | 50 | 35 | npo-exempel | A |"),
    "unknown-target-issuer": _target("| 2024 | 35 | 50 | finns-inte | A |"),
    # Guidelines and recommendations
    "guideline-claim-without-link": Fault(NOTE, rf"{MARK}\1 Texten följer nationella riktlinjer."),
    "malformed-priority": Fault(r"^- \*\*Prioritet:\*\* 2$", f"{MARK}- **Prioritet:** prio 2", "riktlinjer", "", ""),
    "priority-contradicts-row": Fault(r"^([^\n]*), prioritet 2$", rf"{MARK}\1, prioritet 9"),
    "priority-contradicts-wording": Fault(
        r"^- [^\n]*\n(  - \*\*Rekommendation:\*\* )\[[^\]]*\]\([^)]*\), prioritet \d+",
        rf"- Erbjud alltid stöd.\n{MARK}\1[Exempelriktlinje 2025]"
        "(../riktlinjer/exempelriktlinje-behandling-2025.md#utokad-behandling), prioritet 6",
    ),
    "priority-without-row": Fault(NOTE, rf"{MARK}\1 Det har prioritet 2 i nationella riktlinjer."),
    "recommendation-without-row": Fault(r"^(  - \*\*Rekommendation:[^\n]*\.md)#[a-z-]+\)", rf"{MARK}\1)"),
    "replaced-edition-chain": Fault(r"^läge: gällande", f"{MARK}läge: ersatt", "riktlinjer", "", ""),
}
"""Rule → the change that it finds."""
