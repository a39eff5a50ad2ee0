"""What lies open in an editor: each document by its address, in the session of its project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rodtrad.codes import systems
from rodtrad.finding import Finding
from rodtrad.lsp.addresses import path_of, uri_of
from rodtrad.lsp.session import Session
from rodtrad.lsp.written import Written
from rodtrad.project import find_root
from rodtrad.rules import rules


class Sheet:
    """An open document: its project, its path in that, its address as the editor writes it, and its state there."""

    def __init__(self, session: Session, path: str, uri: str, number: int | None) -> None:
        self.session, self.path, self.uri, self.number = session, path, uri, number
        self._told: tuple[int | None, list[Finding]] | None = None

    @property
    def written(self) -> Written:
        """Its lines."""
        return self.session.written(self.path)

    def news(self) -> list[Finding] | None:
        """What is wrong in it; None where that is what was told last, of the same state."""
        found = self.session.findings(self.path)
        if self._told == (self.number, found):
            return None
        self._told = self.number, found
        return found

    def page(self, slug: str) -> str:
        """The address of a rule's page on the project's site, or ""."""
        site = self.session.site
        return f"{site}handbok/regler/{slug}/" if site and slug in rules() else ""


class Desk:
    """Sessions by root, and what is open in them."""

    def __init__(self, sessions: Sequence[Session] = ()) -> None:
        self.sessions = {session.root: session for session in sessions}
        self.sheets: dict[str, Sheet] = {}
        self.lists: dict[str, Path] = {}
        self.national = ""

    def use(self, options: object) -> None:
        """What the editor says when it begins.

        `{"codeLists": {"icd-10-se": "/path/to/list.tsv"}, "national": "path/to/copy"}`: the author's own lists of
        codes, and the national texts to check additions against.
        """
        said = options if isinstance(options, Mapping) else {}
        lists, national = said.get("codeLists"), said.get("national")
        named = lists.items() if isinstance(lists, Mapping) else ()
        self.lists = {s: Path(path) for s, path in named if s in systems() and isinstance(path, str)}
        self.national = national if isinstance(national, str) else ""
        for session in self.sessions.values():
            session.use(self.lists, self.national)

    def open(self, uri: str, text: str, number: int | None) -> Sheet | None:
        """Take up a document; None for one that lies in no project."""
        path = path_of(uri)
        root = find_root(path.parent) if path else None
        if path is None or root is None:
            return None
        if root not in self.sessions:
            # In one process: others would be copies of this one, with its threads.
            self.sessions[root] = Session(root, jobs=1)
            self.sessions[root].use(self.lists, self.national)
        session = self.sessions[root]
        sheet = Sheet(session, path.relative_to(root).as_posix(), uri, number)
        session.write(sheet.path, text)
        session.refresh()
        self.sheets[uri] = sheet
        return sheet

    def change(self, uri: str, text: str, number: int | None) -> Sheet | None:
        """A document's text is now this."""
        if sheet := self.sheets.get(uri):
            sheet.session.write(sheet.path, text)
            sheet.number = number
        return sheet

    def close(self, uri: str) -> Sheet | None:
        """Put a document away."""
        if sheet := self.sheets.pop(uri, None):
            sheet.session.close(sheet.path)
        return sheet

    def refresh(self) -> None:
        """See what has changed on disk."""
        for session in self.sessions.values():
            session.refresh()

    def uri(self, session: Session, path: str) -> str:
        """The address of a file of a project: as the editor writes it, if it is open."""
        for sheet in self.sheets.values():
            if sheet.session is session and sheet.path == path:
                return sheet.uri
        return uri_of(session.root / path)
