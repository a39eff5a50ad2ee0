"""Clinical codes: what is told about one, and which may be written."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.codes import apart, systems
from rodtrad.face import Face
from rodtrad.lsp.answers import Item
from rodtrad.lsp.session import Session
from rodtrad.model import GuidelineMatter, PathwayMatter
from rodtrad.source import Place

MOST = 10
"""Documents that are named."""


def about_code(target: str, session: Session) -> str:
    """The code system, the code's title where a list is at hand, what stands above it, and who declares it."""
    scheme, _, code = target.partition(":")
    system = systems().get(scheme)
    if system is None:
        return ""
    code = system.normalise(code)
    listed = session.library.lists.get(scheme)
    title = listed.titles.get(code, "") if listed else ""
    lines = [f"**{code}** {title}".rstrip(), f"{system.name}: {system.title}"]
    if not system.valid(code):
        lines.append(f"Koden har fel form. Ett exempel på rätt form: `{system.example}`.")
    elif listed and not title:
        lines.append("Koden finns inte i listan.")
    above = system.parent(code)
    if above:
        lines.append(f"Ingår i {above} {listed.titles.get(above, '') if listed else ''}".rstrip())
    who = [face.title for face in session.library.faces.values() if code in codes_of(face, scheme)]
    if who:
        lines.append(f"Anges av: {_some(who)}")
    if url := system.url(code):
        lines.append(f"<{url}>")
    return "\n\n".join(lines)


def codes_of(face: Face, scheme: str) -> Iterator[str]:
    """The codes of a system that a document declares."""
    matter = face.matter
    declared = (matter.codes if isinstance(matter, PathwayMatter | GuidelineMatter) else None) or {}
    for written in declared.get(scheme, ()):
        yield from apart(scheme, written)


def codes(session: Session, scheme: str, prefix: str, typed: str, place: Place) -> Iterator[Item]:
    """The codes of a system: those of the author's list, else those that the project uses."""
    system = systems().get(scheme)
    if system is None:
        return
    listed = session.library.lists.get(scheme)
    titles = dict(listed.titles) if listed else {}
    if not titles:
        for face in session.library.faces.values():
            for code in codes_of(face, scheme):
                titles.setdefault(code, f"anges i {face.title}")
    begun = typed.removeprefix(prefix).casefold()
    for code, title in sorted(titles.items()):
        if code.casefold().startswith(begun) or (len(begun) > 2 and begun in title.casefold()):
            yield Item(code, f"{prefix}{code}", place, title, system.name, "code")


def _some(words: list[str]) -> str:
    return ", ".join(words[:MOST]) + (f" och {len(words) - MOST} till" if len(words) > MOST else "")
