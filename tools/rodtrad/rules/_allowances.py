"""Exceptions that authors make, `<!-- tillåt: regel – skäl -->`: what they cover, and which nothing needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from rodtrad.document import Document
from rodtrad.finding import UNSEEN, Edit, Finding, Fix, Severity
from rodtrad.matter import nearest
from rodtrad.rules import COMING, rules
from rodtrad.source import Place
from rodtrad.tree import Node

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
"""One comment: several on a line are one node of the tree."""

_ALLOW = re.compile(
    r"\s*tillåt(?P<colon>\s*:|\b)\s*(?P<rule>.*?)(?:(?:\s*[–—]+\s*|\s+-+\s+)(?P<reason>\S.*?))?\s*",
    re.DOTALL | re.IGNORECASE,
)

MOST_WORDS = 400
"""Characters of a comment that are looked at for what it may have been meant as."""
_MEANT = re.compile(r"\s*(?P<word>\w+)(?P<colon>\s*[:;.]|)\s*(?P<rule>.*?)(?:\s*[–—]|\s-|\s*\Z)", re.DOTALL)
"""What may be an allowance that begins with another word."""

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


def is_allowance(text: str) -> bool:
    """Whether the first comment on a line is read as an allowance, good or not."""
    said = _ALLOW.fullmatch(text.partition("-->")[0])
    return said is not None and (bool(said["colon"]) or _slug(said["rule"]) in rules())


def meant_as_allowance(text: str) -> re.Match[str] | None:
    """A comment that begins with another word than `tillåt:` and must have been meant as an allowance: with a colon
    after a word that is almost that one, or before the name of a rule."""
    said = None if is_allowance(text) else _MEANT.match(text[:MOST_WORDS])
    if said and (_slug(said["rule"]) in rules() or (said["colon"] and nearest(said["word"], ["tillåt"]))):
        return said
    return None


def _slug(written: str) -> str:
    """The slug of a rule named by slug or by title, with or without marks around it; or what was written."""
    written = " ".join(written.split()).rstrip(" .–—-").strip('[]`”"')
    return _by_title().get(written.casefold(), written)


@cache
def _by_title() -> Mapping[str, str]:
    return {name.casefold(): rule.slug for rule in rules().values() for name in (rule.title, rule.slug)}


def allow(document: Document, findings: list[Finding], *, released: bool = False) -> list[Finding]:
    """Leave out the findings that the document allows with a reason; say which allowances nothing needed."""
    if not document.body.find("comment"):
        return findings
    allowed = list(allowances(document))
    never = COMING if released else frozenset[str]()
    kept, used = _left(findings, [a for a in allowed if a.reason and _is_allowable(a.rule) and a.rule not in never])
    return kept + [_unneeded(document, one, findings) for one in allowed if one not in used]


def allow_across(document: Document, findings: list[Finding]) -> list[Finding]:
    """The same for all that is said of a document, by rules on the whole library too.

    What `allow` has said of their allowances it could not know: those that are needed are no longer told.
    """
    across = [
        a for a in allowances(document) if a.reason and _is_allowable(a.rule) and rules()[a.rule].over == "library"
    ]
    kept, used = _left(findings, across)
    needed = {one.place for one in used}
    return [f for f in kept if f.rule != "unneeded-allowance" or f.place not in needed]


def _is_allowable(name: str) -> bool:
    rule = rules().get(name)
    return rule is not None and rule.may_be_allowed


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
    known, name, fix = rules(), allowance.rule, None
    if not name:
        message = "Undantaget säger inte vilken regel det gäller."
        hint = "Skriv `<!-- tillåt: regel – skäl -->`, med regelns namn som det står inom `[ ]` i anmärkningen."
    elif name in UNSEEN or (name in known and not known[name].may_be_allowed):
        message = f"Regeln `{name}` går inte att göra undantag från."
        hint = "Ta bort kommentaren och rätta det som regeln säger."
    elif name not in known:
        message = f"Det finns ingen regel som heter `{name if len(name) <= 60 else name[:59] + '…'}`."
        hint, near = _meant(allowance, findings)
        here = {f.rule for f in findings if allowance.first <= f.place.line <= allowance.last}
        fix = _renamed(document, allowance, near) if near in here else None
    elif not allowance.reason:
        message = f"Undantaget från `{name}` saknar skäl."
        hint = f"Skriv `<!-- tillåt: {name} – varför det är rätt här -->`."
    else:
        message = f"Undantaget från `{name}` behövs inte: regeln säger inget här."
        hint, fix = "Ta bort kommentaren.", _removed(document, allowance)
    return Finding(document.face.path, allowance.place, "unneeded-allowance", message, hint, Severity.WARNING, fix)


def _meant(allowance: Allowance, findings: list[Finding]) -> tuple[str, str]:
    """What to write instead of a name that no rule has; and the rule that alone can have been meant."""
    known, name = rules(), allowance.rule
    first = re.match(r"[\w-]+", name)
    if first and (slug := _slug(first[0])) in known:
        if "," in name:
            return f"Skriv en kommentar för varje regel: `<!-- tillåt: {slug} – skäl -->`.", ""
        if not allowance.reason:
            reason = name[first.end() :].strip(" :.;()")
            return f"Skriv tankstreck före skälet: `<!-- tillåt: {slug} – {reason} -->`.", ""
    near = nearest(name, list(known)) or _slug(nearest(name, [rule.title for rule in known.values()]))
    here = sorted({f.rule for f in findings if allowance.first <= f.place.line <= allowance.last})
    near = near or (here[0] if len(here) == 1 else "")
    hint = f"Menade du `{near}`?" if near else "Skriv regelns namn som det står inom `[ ]` i anmärkningen."
    return hint, near


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
