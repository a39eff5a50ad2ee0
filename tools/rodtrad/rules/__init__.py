"""Rules: a module in this folder is a rule; its name is the slug, its docstring the handbook page.

A rule module offers `check(document, library)`, `check(library)`, or neither when the reading itself finds the
fault. It may say `SEVERITY`, `KINDS` (document rules only) and `BREAKS_MACHINES` (an error even in a draft); `MENDS`
where it is the reading that makes fixes for it.
"""

from __future__ import annotations

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
from rodtrad.model import Kind, PathwayMatter
from rodtrad.registry import modules
from rodtrad.rules._once import once
from rodtrad.source import Place
from rodtrad.values import Extent, Status

COMING = frozenset({"dead-anchor", "dead-link", "unknown-indicator", "unknown-reference"})
"""What is missing may be on its way, and machines see that it is: allowed while a text is written, never released."""


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

    @property
    def may_be_allowed(self) -> bool:
        """Whether an author may set it aside."""
        return self.over != "reader" and (not self.breaks_machines or self.slug in COMING)


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
        module.__doc__ or _page(module),
        getattr(module, "SEVERITY", Severity.ERROR),
        over,
        check,
        getattr(module, "KINDS", _ALL),
        getattr(module, "BREAKS_MACHINES", False),
    )


def _page(module: ModuleType) -> str:
    """The docstring as it stands in the source: `python -OO` takes it out of the module."""
    import ast
    import inspect

    return ast.get_docstring(ast.parse(inspect.getsource(module)), clean=False) or ""


def found(document: Document, place: Place, message: str, hint: str = "", fix: Fix | None = None) -> Finding:
    """A finding in `document`; the slug and severity are added by whoever runs the rule."""
    return Finding(document.face.path, place, "", message, hint, fix=fix)


def found_in(face: Face, place: Place, message: str, hint: str = "") -> Finding:
    """A finding of a library rule, at a place that the face knows."""
    return Finding(face.path, place, "", message, hint)


def check_document(
    document: Document, library: Library, chosen: Iterable[Rule], *, released: bool = False
) -> list[Finding]:
    """Run the chosen document rules on one document; on what is to be `released`, some may not be allowed."""
    findings: list[Finding] = []
    for rule in _by_kind(chosen)[document.kind]:
        if rule.check:
            try:
                for finding in rule.check(document, library):
                    findings.append(_by(rule, finding))  # noqa: PERF401 - as fast
            except Exception as error:  # noqa: BLE001,RUF100 - the last line of defence: one rule is lost, not the file
                findings.append(internal(document.face.path, error))
    if not document.body.find("comment"):
        return findings
    from rodtrad.rules._allowances import allow

    return allow(document, findings, released=released)


LONGEST = 1_000
"""Characters of a message or a hint: a title may be as long as a page, and stand in each of thousands."""


def _by(rule: Rule, finding: Finding) -> Finding:
    """What a rule has found, short enough to be kept."""
    if max(len(finding.message), len(finding.hint)) > LONGEST:
        finding = replace(finding, message=_short(finding.message), hint=_short(finding.hint))
    return replace(finding, rule=rule.slug, severity=rule.severity)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


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
                said = [_by(rule, finding) for finding in rule.check(library)]
            except Exception as error:  # noqa: BLE001,RUF100 - as above; it is told at the first file
                said = [internal(path, error) for path in sorted(library.by_path)[:1]]
            findings += said
    return findings


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
