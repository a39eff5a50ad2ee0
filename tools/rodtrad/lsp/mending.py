"""What an author can do about a finding: the fix that its rule offers, or allowing it, with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.lsp.answers import Change, Remedy
from rodtrad.lsp.session import Session
from rodtrad.model import Kind
from rodtrad.rules import rules
from rodtrad.source import Place, Source

_WHOLE = ("table", "code", "html", "comment", "rule")
"""Blocks in whose lines no comment can stand: it is written above them."""


def remedies(session: Session, path: str, first: int, last: int) -> Iterator[Remedy]:
    """The remedies for the findings in some lines (from 1), in order of finding."""
    document = session.document(path)
    source = document.source if document else Source.read(path, "\n".join(session.written(path).lines).encode())
    for finding in session.findings(path):
        if finding.place.line > last or finding.place.end_line < first:
            continue
        if fix := finding.fix:
            title = fix.title if fix.safe else f"{fix.title} (kontrollera att det är vad du menar)"
            changes = [Change(path, source.place(e.start, e.end), e.text) for e in fix.edits]
            yield Remedy(title, changes, finding, preferred=fix.safe)
        rule = rules().get(finding.rule)
        if document and document.kind is not Kind.REGISTER and rule and rule.may_be_allowed:
            yield Remedy(f"Tillåt här, med skäl: `{rule.slug}`", [allowance(document, finding)], finding)


def allowance(document: Document, finding: Finding) -> Change:
    """The comment that allows a finding, as near to it as one can stand.

    Its reason is left to the author: until there is one, a finding asks for it.
    """
    source, body = document.source, document.body
    said = f"<!-- tillåt: {finding.rule} –  -->"
    offset = source.offset(finding.place.line, 1)
    if offset < body.matter_end:
        after = source.place(body.matter_end)
        return Change(source.path, Place(after.line, after.column, after.line, after.column), f"\n{said}\n")
    for node in body.root.children:
        start, end = source.place(node.start).line, source.place(node.start, node.end).end_line
        if start <= finding.place.line <= end and node.kind in _WHOLE:
            return Change(source.path, Place(start, 1, start, 1), f"{said}\n\n")
    line = source.line(finding.place.line).rstrip()
    at = len(line) + 1
    return Change(source.path, Place(finding.place.line, at, finding.place.line, at), f" {said}")
