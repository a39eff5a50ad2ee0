"""Rules: a module in this folder is a rule; its name is the slug, its docstring the handbook page.

A rule module offers `check(document, library)`, `check(library)`, or neither when the reading itself finds the
fault. It may say `SEVERITY`, `KINDS` (document rules only) and `BREAKS_MACHINES` (an error even in a draft).
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
from rodtrad.finding import Finding, Fix, Severity, internal
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


_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
"""One comment: several on a line are one node of the tree."""

_ALLOW = re.compile(
    r"\s*tillåt(?P<colon>\s*:|\b)\s*(?P<rule>.*?)(?:(?:\s*[–—]+\s*|\s+-+\s+)(?P<reason>\S.*?))?\s*",
    re.DOTALL | re.IGNORECASE,
)

_HOLDERS = ("document", "item", "quote", "footnote")
"""Kinds of nodes that hold blocks: a comment directly in one stands on a line of its own."""


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
    source, body = document.source, document.body
    below: dict[int, Node] = {}
    for parent in body.find(*_HOLDERS):
        following: Node | None = None
        for node in reversed(parent.children):
            if node.kind != "comment":
                following = node
            elif following:
                below[node.start] = following
    text = next((node.start for node in body.root.children if node.kind != "comment"), len(source.text))
    for comment in body.find("comment"):
        for written in _COMMENT.finditer(source.text, comment.start, comment.end):
            said = _ALLOW.fullmatch(written[1])
            rule = _slug(said["rule"]) if said else ""
            if not said or not (said["colon"] or rule in rules()):
                continue
            place = source.place(written.start(), written.end())
            first = last = place.line
            if comment.start < text:
                first, last = 1, len(source.starts)
            elif block := below.get(comment.start):
                last = source.place(block.start, block.end).end_line
            yield Allowance(rule, said["reason"] or "", first, last, place)


def _slug(written: str) -> str:
    """The slug of a rule named by slug or by title, with or without marks around it; or what was written."""
    written = " ".join(written.split()).rstrip(" .–—-").strip('[]`”"')
    return _by_title().get(written.casefold(), written)


@cache
def _by_title() -> Mapping[str, str]:
    return {name.casefold(): rule.slug for rule in rules().values() for name in (rule.title, rule.slug)}


def allow(document: Document, findings: list[Finding]) -> list[Finding]:
    """Leave out the findings that the document allows with a reason; say which allowances nothing needed."""
    if not document.body.find("comment"):
        return findings
    allowed = list(allowances(document))
    kept, used = _left(findings, [a for a in allowed if a.reason])
    return kept + [_unneeded(document, one, findings) for one in allowed if one not in used]


def allow_across(document: Document, findings: list[Finding]) -> list[Finding]:
    """The same for all that is said of a document, by rules on the whole library too.

    What `allow` has said of their allowances it could not know: those that are needed are no longer told.
    """
    known = rules()
    across = [a for a in allowances(document) if a.reason and a.rule in known and known[a.rule].over == "library"]
    kept, used = _left(findings, across)
    needed = {one.place for one in used}
    return [f for f in kept if f.rule != "unneeded-allowance" or f.place not in needed]


def _left(findings: list[Finding], allowed: list[Allowance]) -> tuple[list[Finding], set[Allowance]]:
    """The findings that are not allowed, and the allowances that were needed."""
    kept: list[Finding] = []
    used: set[Allowance] = set()
    for finding in findings:
        cover = [a for a in allowed if a.rule == finding.rule and a.first <= finding.place.line <= a.last]
        used.update(cover)
        if not cover:
            kept.append(finding)
    return kept, used


def _unneeded(document: Document, allowance: Allowance, findings: list[Finding]) -> Finding:
    """What is wrong with an allowance that covers nothing."""
    known, name = rules(), allowance.rule
    if not name:
        message = "Undantaget säger inte vilken regel det gäller."
        hint = "Skriv `<!-- tillåt: regel – skäl -->`, med regelns namn som det står inom `[ ]` i anmärkningen."
    elif name not in known:
        message = f"Det finns ingen regel som heter `{name if len(name) <= 60 else name[:59] + '…'}`."
        hint = _meant(allowance, findings)
    elif known[name].over == "reader":
        message = f"Regeln `{name}` går inte att göra undantag från."
        hint = "Ta bort kommentaren och rätta det som regeln säger."
    elif not allowance.reason:
        message = f"Undantaget från `{name}` saknar skäl."
        hint = f"Skriv `<!-- tillåt: {name} – varför det är rätt här -->`."
    else:
        message = f"Undantaget från `{name}` behövs inte: regeln säger inget här."
        hint = "Ta bort kommentaren."
    return Finding(document.face.path, allowance.place, "unneeded-allowance", message, hint, Severity.WARNING)


def _meant(allowance: Allowance, findings: list[Finding]) -> str:
    """What to write instead of a name that no rule has."""
    known, name = rules(), allowance.rule
    first = re.match(r"[\w-]+", name)
    if first and (slug := _slug(first[0])) in known:
        if "," in name:
            return f"Skriv en kommentar för varje regel: `<!-- tillåt: {slug} – skäl -->`."
        if not allowance.reason:
            reason = name[first.end() :].strip(" :.;()")
            return f"Skriv tankstreck före skälet: `<!-- tillåt: {slug} – {reason} -->`."
    near = nearest(name, list(known)) or _slug(nearest(name, [rule.title for rule in known.values()]))
    here = sorted({f.rule for f in findings if allowance.first <= f.place.line <= allowance.last})
    near = near or (here[0] if len(here) == 1 else "")
    return f"Menade du `{near}`?" if near else "Skriv regelns namn som det står inom `[ ]` i anmärkningen."


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
