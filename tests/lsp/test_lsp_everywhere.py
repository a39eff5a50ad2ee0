"""Wherever the author points, and however much of the text is written, there is an answer."""

from __future__ import annotations

from contextlib import suppress

import pytest
from lsp_project import FILES

from rodtrad.lsp.answers import RefusedError
from rodtrad.lsp.completing import complete
from rodtrad.lsp.hovering import hover
from rodtrad.lsp.mending import remedies
from rodtrad.lsp.outline import folds, outline
from rodtrad.lsp.renaming import prepare, rename
from rodtrad.lsp.session import Session
from rodtrad.lsp.uses import definition, uses

DOCUMENTS = [path for path in FILES if path.startswith("content/")]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_at_every_place(session: Session, path: str) -> None:
    for line, text in enumerate(FILES[path].split("\n"), 1):
        for column in range(1, len(text) + 3, 3):
            ask(session, path, line, column)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_while_it_is_being_written(session: Session, path: str) -> None:
    """Cut off anywhere, what is written is completed; the documents that rest on it are checked."""
    text = FILES[path]
    for end in range(0, len(text), 23):
        for tail in ("", "[x](", "\n- ", "\n    ", "\n\n## ", "{#"):
            session.write(path, text[:end] + tail)
            lines = session.written(path).lines
            complete(session, path, len(lines), len(lines[-1]) + 1)
        ask(session, path, len(lines), len(lines[-1]) + 1)
        for other in session.opened:
            assert not [f for f in session.findings(other) if f.rule == "internal-error"]
        list(remedies(session, path, 1, len(lines)))


def ask(session: Session, path: str, line: int, column: int) -> None:
    complete(session, path, line, column)
    hover(session, path, line, column)
    definition(session, path, line, column)
    uses(session, path, line, column, declaration=True)
    with suppress(RefusedError):
        prepare(session, path, line, column)
    with suppress(RefusedError):
        rename(session, path, line, column, "nytt-namn")
    if document := session.document(path):
        outline(document)
        folds(document)
