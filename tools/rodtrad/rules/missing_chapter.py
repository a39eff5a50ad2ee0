"""Ett kapitel som ska finnas saknas.

Varför: alla vårdförlopp har samma kapitel, så att läsaren hittar och vet att inget är glömt.

Fel: ett vårdförlopp på remiss utan `## Utmaningar och mål`.

Rätt: kapitlet finns, på sin plats mellan `## Patientmedverkan och kommunikation` och `## Kvalitetsuppföljning`.
"""

from collections.abc import Iterator, Sequence

from rodtrad.chapters import Chapter, fold
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found
from rodtrad.rules._headings import Heading, bold_headings, headings, required
from rodtrad.tree import plain

KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.IMPACT)


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
        for chapter in missing:
            if fold(chapter.heading) not in deeper:
                yield _finding(document, chapter, written)


def _finding(document: Document, chapter: Chapter, written: Sequence[Heading]) -> Finding:
    """The finding stands on the heading that the chapter should come before, or on the last one."""
    text = document.source.text
    after = next((h for h in written if h.chapter and h.chapter.order > chapter.order), None)
    body = f"## {chapter.heading}\n\n{chapter.template or 'Skriv texten här.'}".rstrip() + "\n"
    if after:
        place, where = document.place(after.node), f" före `## {after.title}`"
        edit = Edit(after.node.start, after.node.start, body + "\n")
    else:
        last = written[-1] if written else None
        place, where = (document.place(last.node), " sist") if last else (document.key("titel"), "")
        edit = Edit(len(text), len(text), ("" if text.endswith("\n") else "\n") + "\n" + body)
    fix = Fix(f"Lägg till `## {chapter.heading}`", (edit,), safe=False)
    message = f"Kapitlet ”{chapter.heading}” saknas."
    return found(document, place, message, f"Skriv `## {chapter.heading}`{where}.", fix)
