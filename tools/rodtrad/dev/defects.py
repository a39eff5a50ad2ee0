"""Plants one known fault in a test corpus, so that each rule can be seen to find it on its line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

MARK = "¶"
"""Stands in a replacement where the finding is expected; never written to the file."""

_LETTER = re.compile(r"@([a-z-]+)@")


@dataclass(frozen=True, slots=True)
class Planted:
    """Where a fault is: the rule that finds it, the file from the project's root, the line."""

    slug: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of the first match of `pattern`; `@id@` in `new` becomes a link to that action with its letter."""

    pattern: str
    new: str
    folder: str = "vardforlopp"
    among: str = "status: remiss"
    """What the document contains: most faults count in full only from consultation on."""
    lacks: str = "par med:"

    def __call__(self, project: Path) -> tuple[str, int]:
        """Plant the fault; return the file and the line."""
        for path in sorted((project / "content" / self.folder).iterdir()):
            text = path.read_bytes().decode()
            found = re.search(self.pattern, text, re.MULTILINE | re.DOTALL)
            if found and self.among in text and self.lacks not in text:
                break
        else:
            raise LookupError(f"no document in {self.folder} has a place for this fault")
        changed = text[: found.start()] + found.expand(_letters(self.new, text)) + text[found.end() :]
        at = changed.index(MARK)
        path.write_bytes((changed[:at] + changed[at + 1 :]).encode())
        return path.relative_to(project).as_posix(), changed.count("\n", 0, at) + 1


def _letters(new: str, text: str) -> str:
    """Write `@id@` as a link with the letter that the action has in this document."""

    def link(found: re.Match[str]) -> str:
        heading = re.search(rf"^#### ([A-Z]+)\. .*\{{#{found[1]}\}}$", text, re.MULTILINE)
        return f"[{heading[1] if heading else 'A'}](#{found[1]})"

    return _LETTER.sub(link, new)


_EXAMPLE = r"^status: remiss\nomfattning: fulltext\nexempel: true\n"
_NOTE = r"^(Schemat ritas [^\n]*)$"
_STABLE = r"^(- \*\*Ja\.\*\* Planen övergår i uppföljning\. → )\[([A-Z])\]\(#langtid\)"
_OTHER = r"^(riktlinjer: [^\n]*\n.*?- \[[^\]]*\]\()([a-z0-9-]+)(\.md)"


def _decision(body: str, date: str, *, first: str = "", second: str = "") -> str:
    """One decision in the log; `first` and `second` mark the line of the body or of the date."""
    return f"{first}  - organ: {body}\n{second}    datum: {date}\n    typ: godkännande\n"


def _deep(depth: int) -> str:
    """One item of a list in a list …; the reader gives up at the nineteenth."""
    return f"{'  ' * depth}{MARK if depth == 18 else ''}- nivå\n"


DEFECTS: Mapping[str, Callable[[Path], tuple[str, int]]] = {
    # Front matter
    "ambiguous-alias": Fault(_OTHER, rf"{MARK}alias: [\2]\n\1\2\3"),
    "broken-front-matter": Fault(r"^titel: ([^\n]*)", rf"{MARK}titel: Prov: \1"),
    "conflicting-relations": Fault(r"^id: ([^\n]*)(.*?)^riktlinjer:", rf"id: \1\2{MARK}ersätts av: \1\nriktlinjer:"),
    "duplicate-key": Fault(r"^licens: [^\n]*\n", rf"\g<0>{MARK}licens: CC0-1.0\n"),
    "expired-body": Fault(
        r"^riktlinjer:", f"beslutslogg:\n{_decision('npo-exempel', '2020-05-04', first=MARK)}riktlinjer:"
    ),
    "id-differs-from-file-name": Fault(r"^id: ([^\n]*)", rf"{MARK}id: \1-x"),
    "missing-decision": Fault(_EXAMPLE, f"{MARK}status: godkänt\nomfattning: fulltext\n"),
    "missing-front-matter": Fault(r"\A---\n", f"{MARK}\n"),
    "missing-key": Fault(r"^titel: [^\n]*", f"{MARK}titel:"),
    "missing-licence": Fault(r"^(status: .*?)^licens: [^\n]*\n", rf"{MARK}\1"),
    "missing-owner": Fault(r"^(status: .*?)^förvaltare: [^\n]*\n", rf"{MARK}\1"),
    "missing-participation": Fault(_EXAMPLE, f"{MARK}status: remiss\nomfattning: fulltext\n"),
    "missing-review-date": Fault(
        _EXAMPLE + r"(.*?)granskat: [^\n]*\n", rf"{MARK}status: godkänt\nomfattning: fulltext\n\1"
    ),
    "one-sided-relation": Fault(_OTHER, rf"{MARK}par med: \2\n\1\2\3"),
    "overdue-review": Fault(r"^nästa granskning: 2028", f"{MARK}nästa granskning: 2031"),
    "participation-without-how": Fault(
        r"^riktlinjer:", f"{MARK}patientmedverkan:\n  organisationer: [exempelforbundet]\nriktlinjer:"
    ),
    "undeclared-conflict-of-interest": Fault(_EXAMPLE, f"{MARK}status: remiss\nomfattning: fulltext\n"),
    "unknown-key": Fault(r"^licens: [^\n]*\n", rf"\g<0>{MARK}färg: blå\n"),
    "unknown-reference": Fault(r"^förvaltare: [^\n]*", f"{MARK}förvaltare: npo-finns-inte"),
    "unordered-decision-log": Fault(
        r"^riktlinjer:",
        f"beslutslogg:\n{_decision('sks', '2025-01-10')}{_decision('sks', '2024-03-05', second=MARK)}riktlinjer:",
    ),
    "wrong-approving-body": Fault(
        r"^förvaltare: (npo-[a-z-]+)\n",
        rf"\g<0>beslutslogg:\n{MARK}  - organ: \1\n    datum: 2025-01-10\n    typ: godkännande\n",
    ),
    "wrong-value": Fault(r"^status: [^\n]*", f"{MARK}status: klar"),
    # Ids and letters
    "dead-link": Fault(r"^([^\n]*)\(#plan\)", rf"{MARK}\1(#plann)"),
    "duplicate-id": Fault(r"^([^\n]*)\{#i-uppfoljning\}", rf"{MARK}\1{{#i-vantan}}"),
    "duplicate-label": Fault(r"^#### B\. ", f"{MARK}#### A. "),
    "label-out-of-order": Fault(r"^#### [A-Z](\. [^\n]*\{#langtid\})", rf"{MARK}#### Z\1"),
    "malformed-id": Fault(r"^([^\n]*)\{#i-vantan\}", rf"{MARK}\1{{#I-Väntan}}"),
    "misplaced-id": Fault(_NOTE, rf"{MARK}\1 {{#schemat}}"),
    "missing-id": Fault(r"^([^\n]*) \{#i-vantan\}", rf"{MARK}\1"),
    "missing-label": Fault(r"^#### B\. ", f"{MARK}#### "),
    # References to actions
    "dangling-action-reference": Fault(_NOTE, rf"{MARK}\1 Se åtgärd (Y)."),
    "dangling-label-range": Fault(_NOTE, rf"{MARK}\1 Se åtgärderna (B–Y)."),
    "unlinked-action-reference": Fault(_NOTE, rf"{MARK}\1 Se åtgärd (B)."),
    "wrong-link-letter": Fault(r"^([^\n]*)\(\[[A-Z]\]\(#", rf"{MARK}\1([Z](#"),
    # The flow
    "ascii-arrow": Fault(r"^- → ", f"{MARK}- -> "),
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
    "unlabelled-branch": Fault(r"^- \*\*Nya besvär\.\*\* → ", f"{MARK}- → "),
    "unlinked-way-target": Fault(_STABLE, rf"{MARK}\1\2"),
    "unreachable-node": Fault(
        r"(\{#undersokning\}.*?Vägar vidare\n\n- → )\[[A-Z]\]\(#provtagning\)"
        r"(.*?)^(#### [A-Z]\. [^\n]*\{#provtagning\})",
        rf"\1@beslut-diagnos@\2{MARK}\3",
    ),
    "unreached-exit": Fault(r"^(- [^\n]*\{#ut-utesluten\}.*?)\[Utgång\]\(#ut-utesluten\)", rf"{MARK}\1@plan@"),
    "way-to-prose": Fault(_STABLE, rf"{MARK}\1[Uppföljning](#kvalitetsuppfoljning)"),
    # The file
    "excessive-nesting": Fault(_NOTE, r"\1\n\n" + "".join(map(_deep, range(60)))),
    "incomplete-register-entry": Fault(
        r"^(  - id: [^\n]*\n)    namn: [^\n]*\n", rf"{MARK}\1", folder="register", among="id: organ"
    ),
    "oversized-file": Fault(r"\A(.*)\Z", rf"{MARK}\1" + "Samma ord igen. " * 70_000 + "\n"),
    "unneeded-allowance": Fault(_NOTE, rf"{MARK}<!-- tillåt: dead-link – provas -->\n\n\1"),
    "unreadable-characters": Fault(_NOTE, f"{MARK}\\1\x07"),
}
"""Rule → the change that it finds."""


def plant(slug: str, project: Path) -> Planted:
    """Plant the fault that rule `slug` finds in the corpus in `project`."""
    if slug not in DEFECTS:
        raise LookupError(f"no fault is known for {slug!r}; known: {', '.join(sorted(DEFECTS))}")
    file, line = DEFECTS[slug](project)
    return Planted(slug, file, line)


def report(planted: Planted) -> None:
    """Print where the fault is, as JSON."""
    json.dump(asdict(planted), sys.stdout, ensure_ascii=False)
    print()
