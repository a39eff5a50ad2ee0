"""Known faults in ids, letters and the flow."""

from __future__ import annotations

from collections.abc import Mapping

from rodtrad.dev.faults import MARK, NOTE, Fault

_STABLE = r"^(- \*\*Ja\.\*\* Planen övergår i uppföljning\. → )\[([A-Z])\]\(#langtid\)"

FAULTS: Mapping[str, Fault] = {
    "dead-link": Fault(r"^([^\n]*)\(#plan\)", rf"{MARK}\1(#plann)"),
    "duplicate-id": Fault(r"^([^\n]*)\{#i-uppfoljning\}", rf"{MARK}\1{{#i-vantan}}"),
    "duplicate-label": Fault(r"^#### B\. ", f"{MARK}#### A. "),
    "label-out-of-order": Fault(r"^#### [A-Z](\. [^\n]*\{#langtid\})", rf"{MARK}#### Z\1"),
    "malformed-id": Fault(r"^([^\n]*)\{#i-vantan\}", rf"{MARK}\1{{#I-Väntan}}"),
    "misplaced-id": Fault(NOTE, rf"{MARK}\1 {{#schemat}}"),
    "missing-id": Fault(r"^([^\n]*) \{#i-vantan\}", rf"{MARK}\1"),
    "missing-label": Fault(r"^#### B\. ", f"{MARK}#### "),
    "dangling-action-reference": Fault(NOTE, rf"{MARK}\1 Se åtgärd (Y)."),
    "dangling-label-range": Fault(NOTE, rf"{MARK}\1 Se åtgärderna (B–Y)."),
    "unlinked-action-reference": Fault(NOTE, rf"{MARK}\1 Se åtgärd (B)."),
    "wrong-link-letter": Fault(r"^([^\n]*)\(\[[A-Z]\]\(#", rf"{MARK}\1([Z](#"),
    "ascii-arrow": Fault(r"^- → ", f"{MARK}- -> "),
    "unread-arrow": Fault(r"^(- \*\*Nya besvär\.\*\*) → ", rf"{MARK}\1 => "),
    "branch-without-target": Fault(r"^(- \*\*Nya besvär\.\*\*) → [^\n]*", rf"{MARK}\1 Vården kontaktas."),
    "decision-with-ways-half": Fault(r"^(#### [^\n]*\{#beslut-mal\}\n\n)", rf"\1{MARK}##### Vägar vidare\n\n"),
    "duplicate-branch": Fault(r"^- \*\*Nej\.\*\* Primärvården får", f"{MARK}- **Ja.** Primärvården får"),
    "endless-cycle": Fault(
        r"^(#### [A-Z]\. [^\n]*\{#aterremiss\}.*?Vägar vidare\n\n- → )\[[A-Z]\]\(#langtid\)",
        rf"{MARK}\1@aterremiss@",
    ),
    "entry-without-path": Fault(r"^(- Åter från specialiserad vård\.) → \S+ ", rf"{MARK}\1 "),
    "misplaced-ways": Fault(
        r"^(##### Patientens åtgärder \(efter förmåga\)\n\n[^#]*)(##### Vägar vidare\n\n(?:- [^\n]*\n)+\n)",
        rf"{MARK}\2\1",
    ),
    "mixed-joiners": Fault(_STABLE, rf"{MARK}\1[\2](#langtid) samt @kartlaggning@"),
    "no-entry": Fault(r"^(### Ingång i vårdförloppet\n\n[^\n]*\n)\n(?:- [^\n]*\n)+", rf"{MARK}\1"),
    "no-way-onward": Fault(
        r"^(#### [A-Z]\. [^\n]*\{#provtagning\}\n.*?)\n##### Vägar vidare\n\n- [^\n]*\n", rf"{MARK}\1"
    ),
    "single-branch-decision": Fault(r"^(#### [^\n]*\{#beslut-mal\}\n\n- [^\n]*\n)- [^\n]*\n- [^\n]*\n", rf"{MARK}\1"),
    "text-contradicts-arrow": Fault(
        _STABLE, rf"{MARK}- **Ja.** Patienten går tillbaka till @kartlaggning@. → [\2](#langtid)"
    ),
    "unlabelled-branch": Fault(r"^- \*\*Nya besvär\.\*\* → ", f"{MARK}- → "),
    "unlinked-way-target": Fault(_STABLE, rf"{MARK}\1\2"),
    "unreachable-node": Fault(
        r"(\{#undersokning\}.*?Vägar vidare\n\n- → )\[[A-Z]\]\(#provtagning\)"
        r"(.*?)^(#### [A-Z]\. [^\n]*\{#provtagning\})",
        rf"\1@beslut-diagnos@\2{MARK}\3",
    ),
    "unreached-exit": Fault(r"^(- [^\n]*\{#ut-utesluten\}.*?)\[Utgång\]\(#ut-utesluten\)", rf"{MARK}\1@plan@"),
    "way-to-prose": Fault(_STABLE, rf"{MARK}\1[Uppföljning](#kvalitetsuppfoljning)"),
}
"""Rule → the change that it finds."""
