"""Known faults in prose: times, wording, signs, links, footnotes, and the halves of an action."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from rodtrad.dev.faults import MARK, NOTE, Fault

_ORDER = r"^- Beställ [^\n]*$"
_HALF = r"##### Patientens åtgärder \(efter förmåga\)\n\n"
_TESTS = r"^(#### [A-Z]\. [^\n]*\{#provtagning\}\n\n)"
_LONG = " ".join(f"och den {part} delen av samma mening" for part in ("första", "andra", "tredje", "fjärde", "femte"))

_HARD = "- Rapportera biverkningar av läkemedelsbehandlingen till distriktssköterskan.\n"


def _say(words: str) -> Fault:
    """Add words to a sentence that concerns nothing else."""
    return Fault(NOTE, rf"{MARK}\1 {words}")


def _same_title(project: Path) -> tuple[str, int]:
    """Give the last pathway the title of the first. The finding is about the whole file: it stands on line 1."""
    paths = sorted((project / "content" / "vardforlopp").iterdir())
    first, last = (path.read_bytes().decode() for path in (paths[0], paths[-1]))
    title = re.search(r"^titel: .*$", first, re.MULTILINE)
    paths[-1].write_bytes(re.sub(r"(?m)^titel: .*$", title[0] if title else "", last, count=1).encode())
    return paths[-1].relative_to(project).as_posix(), 1


FAULTS: Mapping[str, Callable[[Path], tuple[str, int]]] = {
    # Times
    "goal-action-limit-mismatch": Fault(
        r"^- Beställ [^\n]*(.*?)^(- Fler får en bedömning inom )\d+",
        rf"- Ge en bedömning inom 80 dagar från [ingång](#in-misstanke).\1{MARK}\g<2>90",
    ),
    "indicator-window-mismatch": Fault(
        r"^(- Fler får sin behandling utvärderad inom )\d+( veckor.*?)^(- \[Utvärdering inom [^\n]*\n)",
        rf"\g<1>90\2\3{MARK}",
    ),
    "mixed-time-notation": _say("Svar ges inom två veckor från [ingång](#in-misstanke)."),
    "time-limit-without-start": Fault(
        r"^(- Beställ [^\n]*? inom \d+ dagar) från \[ingång\]\(#in-misstanke\)", rf"{MARK}\1"
    ),
    "unreadable-time-limit": Fault(_ORDER, f"{MARK}- Beställ prov inom några veckor."),
    "unresolved-start-event": Fault(r"^(- Beställ [^\n]*? från )\[ingång\]\(#in-misstanke\)", rf"{MARK}\1ingång"),
    "vague-time-limit": Fault(_ORDER, f"{MARK}- Beställ prov snarast."),
    # Wording
    "hyphen-in-range": _say("Det tar 2-3 minuter."),
    "misgrouped-number": _say("Det gäller 10000 personer."),
    "unit-without-space": _say("Det gäller 5% av alla."),
    "unit-on-next-line": _say("Blås upp den till 25\ncm vid behov."),
    "decimal-point": _say("Det tar 1.5 minuter."),
    "malformed-degree": _say("Febern är över 38,5o C."),
    "stray-punctuation": _say("Ge vätska , och vila."),
    "misspelling": _say("Remittera patientten dit."),
    "leftover-draft": _say("Det gäller XX procent."),
    "split-compound": _say("Texten är ett vård förlopp."),
    "unexplained-abbreviation": _say("Gör ett QXF varje år."),
    "long-sentence": _say(f"Här står en inledning {_LONG} {_LONG}."),
    "near-duplicate-title": _same_title,
    "personal-identity-number": _say("Patienten är 121212-1212."),
    "personal-contact": _say("Fråga anna.andersson@exempel.se."),
    "obligatory-wording": _say("Patienten ska alltid få ett återbesök."),
    "judging-wording": _say("Det gäller den som vägrar."),
    "gendered-wording": _say("Patienten får det som han eller hon behöver."),
    "leftover-template": Fault(r"^(### Orsaker\n\n)[^\n]*", rf"\1{MARK}Beskriv hälsotillståndet."),
    "hard-to-read": Fault(rf"^({_HALF})", rf"{MARK}\1{_HARD * 40}"),
    "medical-term-for-patient": Fault(rf"^({_HALF})- [^\n]*", rf"\1{MARK}- Fråga om din hypertoni."),
    "patient-text-not-addressed": Fault(rf"^({_HALF})- [^\n]*", rf"\1{MARK}- Patienten berättar hur hen mår."),
    "undeclared-code": _say("Koden A15.9 används sällan."),
    "invisible-character": _say("Det är en vanlig be\u00adhandling."),
    "unpreferred-term": _say("Patienten möter en sjukgymnast."),
    "uncited-figure": Fault(r"^([^\n\[]*\d %[^\n\[]*)\[\^exempel-\d+\]$", rf"{MARK}\1"),
    # Halves of an action
    "action-without-verb": Fault(
        r"^(##### Hälso- och sjukvårdens åtgärder\n\n[^\n]*\.\n\n)- [^\n]*", rf"\1{MARK}- Provtagning på vårdcentralen."
    ),
    "empty-half": Fault(r"^(##### Patientens åtgärder \(efter förmåga\)\n)\n.*?(?=\n##### Vägar)", rf"{MARK}\1"),
    "handover-without-receiver": Fault(
        r"(^#### [A-Z]\. Specialiserad bedömning.*?)^- [^\n]*", rf"\1{MARK}- Remittera patienten.", among=""
    ),
    "missing-care-half": Fault(rf"{_TESTS}##### Hälso.*?(?=##### Patientens)", rf"{MARK}\1"),
    "missing-level": Fault(r"^(### [^\n]*\n\n)- \*\*Vårdnivå:[^\n]*\n", rf"{MARK}\1"),
    "missing-patient-half": Fault(rf"{_TESTS}(##### Hälso.*?){_HALF}.*?(?=##### Vägar)", rf"{MARK}\1\2"),
    "unknown-fact": Fault(r"^- \*\*Vårdnivå:", f"{MARK}- **Vårdnivåer:"),
    "fact-without-bold": Fault(r"^- \*\*Vårdnivå:\*\*", f"{MARK}- Vårdnivå:"),
    "bold-for-heading": Fault(r"^### (Patientens utmaningar)$", rf"{MARK}**\1**"),
    "waiver-without-reason": Fault(r"^Ej tillämpligt:[^\n]*", f"{MARK}Ej tillämpligt.", among="", lacks=""),
    # Signs that Markdown reads in another way
    "accidental-code": Fault(NOTE, rf"{MARK}    \1"),
    "accidental-heading": Fault(NOTE, rf"{MARK}\1\n---"),
    "accidental-quote": Fault(NOTE, rf"\1\n\n{MARK}> 5 poäng räknas."),
    "accidental-strikethrough": _say("Det tar ~30 minuter."),
    "broken-table": Fault(r"^(\| Patientens upplevelser [^\n]*\n[^\n]*\n)\| ([^|\n]*) \| ", rf"\1{MARK}| \2 och "),
    "raw-html": _say("<b>Viktigt</b>."),
    "swallowed-asterisk": _say("Ge 500 mg*2."),
    "unread-marker": Fault(NOTE, rf"\1\n\n{MARK}• Ta urinsticka."),
    "unbalanced-parenthesis": _say("Det tar tid (ibland."),
    # Links, footnotes, images
    "bare-url": _say("Läs https://example.org/sida."),
    "duplicate-footnote": Fault(r"^\[\^exempel-2009\]:", f"{MARK}[^exempel-2008]:"),
    "empty-link-list": Fault(r"^(### Riskfaktorer\n\n)(Följande[^\n]*\n)\n(?:- [^\n]*\n)+", rf"\1{MARK}\2"),
    "insecure-link": Fault(r"^([^\n]*)<https://example", rf"{MARK}\1<http://example"),
    "mangled-url": _say("Läs [exemplet](www.example.org)."),
    "missing-alt-text": Fault(NOTE, rf"\1\n\n{MARK}![](../bilder/x/kurva.png)"),
    "numbered-citation": _say("Det är vanligt (1, 2)."),
    "undefined-footnote": _say("Det är vanligt.[^saknas-2016]"),
    "unused-footnote": Fault(r"\[\^exempel-2008\](?!:)(.*?)^(\[\^exempel-2008\]:)", rf"\1{MARK}\2"),
    "vague-link-text": _say("Läs [här](https://example.org)."),
}
"""Rule → the change that it finds."""
