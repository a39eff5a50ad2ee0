"""What is told about that which the author points at: a code's title, an indicator's definition and targets."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import BlockFace, Face, Role
from rodtrad.lsp.answers import Told
from rodtrad.lsp.coded import about_code
from rodtrad.lsp.pointing import Pointed, pointed
from rodtrad.lsp.session import Session
from rodtrad.lsp.writable import Slot, slot_of
from rodtrad.model import GuidelineMatter, Kind
from rodtrad.site.words import kind_words, state_words

ROLES = {
    Role.CHAPTER: "Kapitel",
    Role.SECTION: "Avsnitt",
    Role.ENTRY: "Ingång",
    Role.EXIT: "Utgång",
    Role.GROUP: "Grupp av åtgärder",
    Role.ACTION: "Åtgärd",
    Role.DECISION: "Beslut",
    Role.CHALLENGE: "Utmaning",
    Role.GOAL: "Mål",
    Role.INDICATOR: "Mått",
    Role.RECOMMENDATION: "Rekommendation",
    Role.ENTRY_OF_REGISTER: "Post i registret",
}

MOST = 10
"""Facts or rows that are shown."""


def hover(session: Session, path: str, line: int, column: int) -> Told | None:
    """Markdown about what stands at a place; None where there is nothing to tell."""
    document = session.document(path)
    there = pointed(document, session.library, line, column) if document else None
    if document is None or there is None:
        return None
    if there.kind == "key":
        text = about_key(document, there.target)
    elif there.kind == "note":
        text = _note(document, there)
    elif ":" in there.target:
        text = about_code(there.target, session)
    elif found := session.library.resolve(there.target):
        text = about(found[0], found[1], session)
    else:
        text = ""
    return Told(text, there.place) if text else None


def about_key(document: Document, path: str) -> str:
    """What a key of the front matter is for."""
    slot = slot_of(document.kind, path)
    return f"**{slot.name}** – {slot.about}" if isinstance(slot, Slot) and slot.about else ""


def _note(document: Document, there: Pointed) -> str:
    id = there.target.partition("#")[2]
    return next((block.text for block in document.body.blocks if block.id == id), "")


def about(face: Face, block: BlockFace | None, session: Session) -> str:
    """A document, or a block of one."""
    if block is None:
        lines = [f"**{face.title}**", _what(face)]
        lines += _indicator(face, session) if face.kind is Kind.INDICATOR else []
        return "\n\n".join(lines)
    title = f"{block.label}. {block.title}" if block.label else block.title
    role = ROLES.get(block.role, "Text")
    lines = [f"**{title}**", f"{role} i {face.title}" + ("" if face.kind is Kind.REGISTER else f" ({_what(face)})")]
    facts = [(name, value) for name, value in block.facts if name not in ("id", "namn")]
    lines += ["\n".join(f"- {name}: {value}" for name, value in facts[:MOST])] if facts else []
    return "\n\n".join(lines)


def _what(face: Face) -> str:
    """ "Vårdförlopp, Utkast": kind and state."""
    standing = face.matter.standing if isinstance(face.matter, GuidelineMatter) else None
    return ", ".join(word for word in (kind_words(face), state_words(face), standing) if word)


def _indicator(face: Face, session: Session) -> Iterator[str]:
    document = session.document(face.path)
    if document is None:
        return
    by_id = {block.id: block for block in document.body.chapters}
    for id in ("definition", "taljare", "namnare"):
        if chapter := by_id.get(id):
            words = " ".join(block.text for block in document.body.under(chapter))
            if words:
                yield words if id == "definition" else f"{chapter.title}: {words}"
    rows = [
        " · ".join(word for word in (t.year, _level("måttlig", t.moderate), _level("hög", t.high), t.issuer) if word)
        for t in face.targets[:MOST]
    ]
    if rows:
        yield "Målnivåer:\n\n" + "\n".join(f"- {row}" for row in rows)


def _level(word: str, value: str) -> str:
    return f"{word} {value}" if value else ""
