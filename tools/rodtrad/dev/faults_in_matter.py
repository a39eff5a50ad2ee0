"""Known faults in front matter, registers and whole files."""

from __future__ import annotations

from collections.abc import Mapping

from rodtrad.dev.faults import MARK, NOTE, Fault

_EXAMPLE = r"^status: remiss\nomfattning: fulltext\nexempel: true\n"
_CODES = r"^(  icd-10-se: [^\n]*)\]"
_OTHER = r"^(riktlinjer: [^\n]*\n.*?- \[[^\]]*\]\()([a-z0-9-]+)(\.md)"


def _decision(body: str, date: str, *, first: str = "", second: str = "") -> str:
    """One decision in the log; `first` and `second` mark the line of the body or of the date."""
    return f"{first}  - organ: {body}\n{second}    datum: {date}\n    typ: godkännande\n"


def _deep(depth: int) -> str:
    """One item of a list in a list …; the reader gives up at the nineteenth."""
    return f"{'  ' * depth}{MARK if depth == 18 else ''}- nivå\n"


FAULTS: Mapping[str, Fault] = {
    "ambiguous-alias": Fault(_OTHER, rf"{MARK}alias: [\2]\n\1\2\3"),
    "broken-front-matter": Fault(r"^titel: ([^\n]*)", rf"{MARK}titel: Prov: \1"),
    "code-differs-from-who": Fault(_CODES, rf"{MARK}\1, R65.1]"),
    "conflicting-relations": Fault(r"^id: ([^\n]*)(.*?)^riktlinjer:", rf"id: \1\2{MARK}ersätts av: \1\nriktlinjer:"),
    "duplicate-key": Fault(r"^licens: [^\n]*\n", rf"\g<0>{MARK}licens: CC0-1.0\n"),
    "expired-body": Fault(
        r"^riktlinjer:", f"beslutslogg:\n{_decision('npo-exempel', '2020-05-04', first=MARK)}riktlinjer:"
    ),
    "id-differs-from-file-name": Fault(r"^id: ([^\n]*)", rf"{MARK}id: \1-x"),
    "malformed-code": Fault(_CODES, rf"{MARK}\1, F321]"),
    "missing-decision": Fault(_EXAMPLE, f"{MARK}status: godkänt\nomfattning: fulltext\n"),
    "missing-front-matter": Fault(r"\A---\n", f"{MARK}\n"),
    "missing-key": Fault(r"^titel: [^\n]*", f"{MARK}titel:"),
    "missing-licence": Fault(r"^(status: .*?)^licens: [^\n]*\n", rf"{MARK}\1"),
    "missing-owner": Fault(r"^(status: .*?)^förvaltare: [^\n]*\n", rf"{MARK}\1"),
    "missing-participation": Fault(_EXAMPLE, f"{MARK}status: remiss\nomfattning: fulltext\n"),
    "missing-review-date": Fault(
        _EXAMPLE + r"(.*?)granskat: [^\n]*\n", rf"{MARK}status: godkänt\nomfattning: fulltext\n\1"
    ),
    "missing-version": Fault(r"^version: [^\n]*\n(.*?)^(status: )", rf"\1{MARK}\2"),
    "one-sided-relation": Fault(_OTHER, rf"{MARK}par med: \2\n\1\2\3"),
    "overdue-review": Fault(r"^nästa granskning: 2028", f"{MARK}nästa granskning: 2031"),
    "participation-without-how": Fault(
        r"^riktlinjer:", f"{MARK}patientmedverkan:\n  organisationer: [exempelforbundet]\nriktlinjer:"
    ),
    "replaced-without-successor": Fault(r"^riktlinjer:", f"nationellt:\n{MARK}  status: ersatt\nriktlinjer:"),
    "undeclared-conflict-of-interest": Fault(_EXAMPLE, f"{MARK}status: remiss\nomfattning: fulltext\n"),
    "unknown-key": Fault(r"^licens: [^\n]*\n", rf"\g<0>{MARK}färg: blå\n"),
    "unknown-reference": Fault(r"^förvaltare: [^\n]*", f"{MARK}förvaltare: npo-finns-inte"),
    "unknown-code-system": Fault(_CODES, rf"\1]\n{MARK}  icd10: [F32]"),
    "unnamed-code": Fault(_CODES, rf"{MARK}\1, A15.9]"),
    "unordered-decision-log": Fault(
        r"^riktlinjer:",
        f"beslutslogg:\n{_decision('sks', '2025-01-10')}{_decision('sks', '2024-03-05', second=MARK)}riktlinjer:",
    ),
    "wrong-approving-body": Fault(
        r"^förvaltare: (npo-[a-z-]+)\n",
        rf"\g<0>beslutslogg:\n{MARK}  - organ: \1\n    datum: 2025-01-10\n    typ: godkännande\n",
    ),
    "wrong-value": Fault(r"^status: [^\n]*", f"{MARK}status: klar"),
    "excessive-nesting": Fault(NOTE, r"\1\n\n" + "".join(map(_deep, range(60)))),
    "incomplete-register-entry": Fault(
        r"^(  - id: [^\n]*\n)    namn: [^\n]*\n", rf"{MARK}\1", folder="register", among="id: organ"
    ),
    "merge-conflict": Fault(NOTE, rf"{MARK}<<<<<<< HEAD\n\1\n=======\n\1\n>>>>>>> anna"),
    "oversized-file": Fault(r"\A(.*)\Z", rf"{MARK}\1" + "Samma ord igen. " * 70_000 + "\n"),
    "unneeded-allowance": Fault(NOTE, rf"{MARK}<!-- tillåt: dead-link – provas -->\n\n\1"),
    "unreadable-characters": Fault(NOTE, f"{MARK}\\1\x07"),
}
"""Rule → the change that it finds."""
