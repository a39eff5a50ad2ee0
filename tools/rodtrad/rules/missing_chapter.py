"""Ett kapitel som ska finnas saknas.

Varför: alla vårdförlopp har samma kapitel, så att läsaren hittar och vet att inget är glömt.

Fel: ett vårdförlopp på remiss utan `## Utmaningar och mål`.

Rätt: kapitlet finns, på sin plats mellan `## Patientmedverkan och kommunikation` och `## Kvalitetsuppföljning`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from rodtrad.chapters import Chapter, fold
from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._headings import Heading, bold_headings, headings, required
from rodtrad.tree import plain

FAMILY = Family.CHAPTERS
KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.IMPACT, Kind.OUTCOME)

_TOGETHER = frozenset({"Ingång och utgång", "Vårdförloppets åtgärder"})
"""Chapters whose ways lead to each other: where both are missing, either brings the other along."""

_WAY = re.compile(r" → \[[^\]]*\]\(#(?P<id>[^)]*)\)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A chapter with a drifted name, at the wrong level or in bold is there; other rules say what is wrong with it."""
    missing = list(required(document))
    if not missing:
        return
    written = headings(document)
    there = {h.chapter.heading for h in written if h.chapter} | {h.meant.heading for h in written if h.meant}
    missing = [chapter for chapter in missing if chapter.heading not in there]
    if missing:
        deeper = {fold(plain(n)) for n in document.body.root.children if n.kind == "heading" and n.level > 2}
        deeper |= {fold(title) for _, _, _, title in bold_headings(document)}
        missing = [chapter for chapter in missing if fold(chapter.heading) not in deeper]
        for chapter in missing:
            yield _finding(document, chapter, written, missing)


def _finding(document: Document, chapter: Chapter, written: Sequence[Heading], missing: Sequence[Chapter]) -> Finding:
    """The finding stands on the heading that the chapter should come before, or on the last one."""
    after = _after(chapter, written)
    if after:
        place, where = document.place(after.node), f" före `## {after.title}`"
    else:
        place, where = (document.place(written[-1].node), " sist") if written else (document.key("titel"), "")
    both = [other for other in missing if other.heading in _TOGETHER]
    added = both if len(both) == len(_TOGETHER) and chapter in both else [chapter]
    fix = Fix(f"Lägg till `## {chapter.heading}`", tuple(_edits(document, added, written)), safe=False)
    message = f"Kapitlet ”{chapter.heading}” saknas."
    return found(document, place, message, f"Skriv `## {chapter.heading}`{where}.", fix)


def _after(chapter: Chapter, written: Sequence[Heading]) -> Heading | None:
    return next((h for h in written if h.chapter and h.chapter.order > chapter.order), None)


def _edits(document: Document, chapters: Sequence[Chapter], written: Sequence[Heading]) -> Iterator[Edit]:
    """The chapters in their places, each place once."""
    text = document.source.text
    for after, group in groupby(chapters, key=partial(_after, written=written)):
        body = "\n".join(f"## {c.heading}\n\n{_template(c, document, chapters)}".rstrip() + "\n" for c in group)
        if after:
            yield Edit(after.node.start, after.node.start, body + "\n")
        else:
            yield Edit(len(text), len(text), ("" if text.endswith("\n") else "\n") + "\n" + body)


def _template(chapter: Chapter, document: Document, chapters: Sequence[Chapter]) -> str:
    """What the chapter begins as; by itself, its ways lead to the first action, or exit, that there is."""
    template = chapter.template or "Skriv texten här."
    if len(chapters) > 1:
        return template

    def way(hit: re.Match[str]) -> str:
        to_exit = hit["id"].startswith("ut-")
        end = next(document.body.of(*((Role.EXIT,) if to_exit else NODES)), None)
        if end is None:
            return hit[0] if to_exit else ""
        return f" → [{'Utgång' if to_exit else end.label or end.title}](#{end.id})"

    return _WAY.sub(way, template)
