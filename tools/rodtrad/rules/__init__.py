"""Rules: a module in this folder is a rule; its name is the slug, its docstring the handbook page.

A rule module offers `check(document, library)`, `check(library)`, or neither when the reading itself finds the
fault. It may say `SEVERITY`, `KINDS` (document rules only) and `BREAKS_MACHINES` (an error even in a draft); `MENDS`
where it is the reading that makes fixes for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.finding import Edit, Finding, Fix, Severity, internal
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind, PathwayMatter
from rodtrad.registry import modules
from rodtrad.rules._once import once
from rodtrad.source import Place
from rodtrad.tree import Node
from rodtrad.values import Extent, Status


class Rule(Struct, frozen=True):
    """One rule, read from its module."""

    slug: str
    written: str
    """The docstring as it stands in the module."""
    severity: Severity
    over: str
    """`document`, `library` or `reader`."""
    check: Callable[..., Iterator[Finding]] | None
    kinds: tuple[Kind, ...]
    breaks_machines: bool

    @property
    def page(self) -> str:
        """The docstring: fault, *Varför*, *Fel*, *Rätt*."""
        return self.written.strip()

    @property
    def title(self) -> str:
        """The fault in one Swedish line."""
        return self.written.partition("\n")[0].rstrip(".")


_ALL = tuple(Kind)


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by slug, sorted."""
    return {rule.slug: rule for rule in sorted(map(_rule, modules(__name__).values()), key=lambda r: r.slug)}


def _rule(module: ModuleType) -> Rule:
    check: Any = getattr(module, "check", None)
    over = "reader" if check is None else "document" if check.__code__.co_argcount == 2 else "library"
    return Rule(
        module.__name__.rpartition(".")[2].replace("_", "-"),
        module.__doc__ or "",
        getattr(module, "SEVERITY", Severity.ERROR),
        over,
        check,
        getattr(module, "KINDS", _ALL),
        getattr(module, "BREAKS_MACHINES", False),
    )


def found(document: Document, place: Place, message: str, hint: str = "", fix: Fix | None = None) -> Finding:
    """A finding in `document`; the slug and severity are added by whoever runs the rule."""
    return Finding(document.face.path, place, "", message, hint, fix=fix)


def found_in(face: Face, place: Place, message: str, hint: str = "") -> Finding:
    """A finding of a library rule, at a place that the face knows."""
    return Finding(face.path, place, "", message, hint)


def check_document(document: Document, library: Library, chosen: Iterable[Rule]) -> list[Finding]:
    """Run the chosen document rules on one document."""
    findings: list[Finding] = []
    for rule in _by_kind(chosen)[document.kind]:
        if rule.check:
            try:
                for finding in rule.check(document, library):
                    findings.append(replace(finding, rule=rule.slug, severity=rule.severity))  # noqa: PERF401 - as fast
            except Exception as error:  # noqa: BLE001,RUF100 - the last line of defence: one rule is lost, not the file
                findings.append(internal(document.face.path, error))
    return allow(document, findings)


@once
def _by_kind(chosen: Iterable[Rule]) -> Mapping[Kind, Sequence[Rule]]:
    rules = [rule for rule in chosen if rule.over == "document"]
    return {kind: [rule for rule in rules if kind in rule.kinds] for kind in Kind}


def check_library(library: Library, chosen: Iterable[Rule]) -> list[Finding]:
    """Run the chosen library rules."""
    findings: list[Finding] = []
    for rule in chosen:
        if rule.over == "library" and rule.check:
            try:
                said = [replace(f, rule=rule.slug, severity=rule.severity) for f in rule.check(library)]
            except Exception as error:  # noqa: BLE001,RUF100 - as above; it is told at the first file
                said = [internal(path, error) for path in sorted(library.by_path)[:1]]
            findings += said
    return findings


_ALLOW = re.compile(r"\s*[Tt]illåt:\s*(?P<rule>.*?)(?:\s+[–—-]+\s+(?P<reason>\S.*?))?\s*", re.DOTALL)


class Allowance(Struct, frozen=True):
    """`<!-- tillåt: regel – skäl -->`: the lines it covers."""

    rule: str
    reason: str
    first: int
    last: int
    place: Place


def allowances(document: Document) -> Iterator[Allowance]:
    """The allowances of a document.

    One on a line of its own covers the block below it; before the text it covers all, front matter too.
    """
    by_title = {rule.title.casefold(): slug for slug, rule in rules().items()}
    source = document.source
    siblings = document.body.root.children
    blocks_below: list[Node | None] = []
    below: Node | None = None
    for node in reversed(siblings):
        blocks_below.append(below)
        below = below if node.kind == "comment" else node
    before_text = True
    for node, below in zip(siblings, reversed(blocks_below), strict=True):
        before_text = before_text and node.kind == "comment"
        for comment in node.find("comment"):
            said = _ALLOW.fullmatch(comment.text)
            if not said:
                continue
            place = source.place(comment.start, comment.end)
            first = last = place.line
            if before_text:
                first, last = 1, len(source.starts)
            elif comment is node and below:
                last = source.place(below.start, below.end).end_line
            rule = said["rule"].rstrip(" .–—-")
            yield Allowance(by_title.get(rule.casefold(), rule), said["reason"] or "", first, last, place)


def allow(document: Document, findings: list[Finding]) -> list[Finding]:
    """Leave out the findings that the document allows with a reason; say which allowances nothing needed."""
    if not document.body.find("comment"):
        return findings
    allowed = [a for a in allowances(document) if a.reason]
    kept: list[Finding] = []
    used: set[Allowance] = set()
    for finding in findings:
        cover = [a for a in allowed if a.rule == finding.rule and a.first <= finding.place.line <= a.last]
        used.update(cover)
        if not cover:
            kept.append(finding)
    known = rules()
    for allowance in allowances(document):
        if allowance in used or (allowance.rule in known and known[allowance.rule].over != "document"):
            continue
        fix: Fix | None = None
        if not allowance.reason:
            message = f"Undantaget från `{allowance.rule}` saknar skäl."
            hint = "Skriv `<!-- tillåt: regel – skäl -->`."
        elif allowance.rule not in known:
            near = nearest(allowance.rule, list(known))
            message = f"Det finns ingen regel som heter `{allowance.rule}`."
            here = sorted({f.rule for f in findings if allowance.first <= f.place.line <= allowance.last})
            near = near or (here[0] if len(here) == 1 else "")
            fix = _renamed(document, allowance, near) if near in here else None
            hint = f"Menade du `{near}`?" if near else "Skriv regelns namn som det står inom `[ ]` i anmärkningen."
        else:
            message = f"Undantaget från `{allowance.rule}` behövs inte: regeln säger inget här."
            hint, fix = "Ta bort kommentaren.", _removed(document, allowance)
        kept.append(
            Finding(document.face.path, allowance.place, "unneeded-allowance", message, hint, Severity.WARNING, fix)
        )
    return kept


def _span(document: Document, place: Place) -> tuple[int, int]:
    source = document.source
    return source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)


def _removed(document: Document, allowance: Allowance) -> Fix:
    """Without the comment, and without the line that it leaves empty."""
    start, end = _span(document, allowance.place)
    text = document.source.text
    before, after = text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1) or len(text)
    if not (text[before:start] + text[end:after]).strip():
        start, end = before, after
        if text[:start].endswith("\n\n") and text.startswith("\n", end):
            end += 1
    else:
        start -= len(text[before:start]) - len(text[before:start].rstrip())
    return Fix("Ta bort kommentaren", (Edit(start, end, ""),))


def _renamed(document: Document, allowance: Allowance, near: str) -> Fix | None:
    start, end = _span(document, allowance.place)
    at = document.source.text.find(allowance.rule, start, end)
    return Fix(f"Skriv `{near}`", (Edit(at, at + len(allowance.rule), near),), safe=False) if at >= 0 else None


def shown(finding: Finding, face: Face | None) -> Finding:
    """The finding with the severity that the document's state gives it: in a draft most errors are warnings."""
    rule = rules().get(finding.rule)
    if finding.severity is not Severity.ERROR or face is None or rule is None or rule.breaks_machines:
        return finding
    return replace(finding, severity=Severity.WARNING) if is_draft(face) else finding


def is_draft(face: Face) -> bool:
    """True for a pathway whose working text is a draft."""
    return isinstance(face.matter, PathwayMatter) and face.matter.status is Status.DRAFT


def is_full_text(face: Face) -> bool:
    """True unless the document is a catalogue entry whose text is not here."""
    return not (isinstance(face.matter, PathwayMatter) and face.matter.extent is Extent.CATALOGUE_ENTRY)
