"""The server: from the protocol to places in the text and back. The only module that knows pygls and lsprotocol."""

from __future__ import annotations

import asyncio
import functools
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from rodtrad.codes import systems
from rodtrad.finding import Finding, Severity
from rodtrad.lsp.addresses import path_of, uri_of
from rodtrad.lsp.answers import Change, Item, RefusedError, Spot, Symbol
from rodtrad.lsp.completing import complete
from rodtrad.lsp.hovering import hover
from rodtrad.lsp.mending import remedies
from rodtrad.lsp.outline import folds, outline
from rodtrad.lsp.pointing import declared, definition, pointed, uses
from rodtrad.lsp.renaming import prepare, rename
from rodtrad.lsp.session import Session
from rodtrad.lsp.written import Encoding, Written
from rodtrad.project import find_root
from rodtrad.rules import rules
from rodtrad.source import Place

if TYPE_CHECKING:
    from rodtrad.codes import CodeList

PAUSE = 0.03
"""Seconds without a keystroke after which a text is checked."""

SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.ADVICE: lsp.DiagnosticSeverity.Information,
}

ITEMS = {
    "id": lsp.CompletionItemKind.Reference,
    "document": lsp.CompletionItemKind.File,
    "code": lsp.CompletionItemKind.Constant,
    "heading": lsp.CompletionItemKind.Struct,
    "key": lsp.CompletionItemKind.Property,
    "value": lsp.CompletionItemKind.EnumMember,
    "rule": lsp.CompletionItemKind.Keyword,
}

SYMBOLS = {
    "chapter": lsp.SymbolKind.Namespace,
    "section": lsp.SymbolKind.String,
    "node": lsp.SymbolKind.Function,
    "end": lsp.SymbolKind.Event,
    "item": lsp.SymbolKind.Field,
    "entry": lsp.SymbolKind.Object,
}

F = TypeVar("F", bound=Callable[..., Any])


class Here:
    """An open document: its project, its path in that, and its address as the editor writes it."""

    def __init__(self, session: Session, path: str, uri: str, number: int | None) -> None:
        self.session, self.path, self.uri, self.number = session, path, uri, number
        self.told: list[Finding] | None = None
        """What was last said of it, and of which state."""
        self.told_of: int | None = None


class Server(LanguageServer):
    """Sessions by root, and what is open in them."""

    def __init__(self, sessions: Sequence[Session] = ()) -> None:
        super().__init__("rodtrad", version("rodtrad"), lsp.TextDocumentSyncKind.Full)
        self.sessions = {session.root: session for session in sessions}
        self.open: dict[str, Here] = {}
        self.lists: dict[str, CodeList] = {}
        self.timer: asyncio.TimerHandle | None = None
        self.latest = ""
        self.done = False

    def report_server_error(self, error: Exception, source: object) -> None:
        """Into the log: nobody who writes can do anything about it."""
        print(f"rodtrad lsp: {type(error).__name__}: {error}", file=sys.stderr)

    @property
    def encoding(self) -> Encoding:
        """How the editor counts columns."""
        found: Any = self.workspace.position_encoding
        return found.value if isinstance(found, lsp.PositionEncodingKind) else found or "utf-16"

    def session_of(self, path: Path) -> Session | None:
        """The session of the project that a file lies in."""
        root = find_root(path.parent)
        if root is None:
            return None
        if root not in self.sessions:
            # One process: others would be copies of this one, with its threads.
            self.sessions[root] = Session(root, jobs=1)
        self.sessions[root].lists = self.lists
        return self.sessions[root]

    def at(self, uri: str, position: lsp.Position) -> tuple[Here, int, int] | None:
        """An open document, and the line and column (from 1) that a position means."""
        here = self.open.get(uri)
        if here is None:
            return None
        line = position.line + 1
        return here, line, here.session.written(here.path).column(line, position.character, self.encoding)

    def range(self, written: Written, place: Place) -> lsp.Range:
        """A place in the units of the editor."""
        line, start, last, end = written.span(place, self.encoding)
        return lsp.Range(lsp.Position(line, start), lsp.Position(last, max(start, end) if line == last else end))

    def uri(self, session: Session, path: str) -> str:
        """The address of a file of a project: as the editor writes it, if it is open."""
        for here in self.open.values():
            if here.session is session and here.path == path:
                return here.uri
        return uri_of(session.root / path)

    def location(self, session: Session, spot: Spot) -> lsp.Location:
        """A place in a file of a project."""
        return lsp.Location(self.uri(session, spot.path), self.range(session.written(spot.path), spot.place))

    def edit(self, session: Session, changes: Sequence[Change]) -> lsp.WorkspaceEdit:
        """Changes in files of a project."""
        table: dict[str, list[lsp.TextEdit]] = {}
        for change in changes:
            where = self.range(session.written(change.path), change.place)
            table.setdefault(self.uri(session, change.path), []).append(lsp.TextEdit(where, change.text))
        return lsp.WorkspaceEdit(changes=table)

    def check_soon(self, uri: str) -> None:
        """Check when the author pauses: the text that was last changed first."""
        self.latest = uri
        if self.timer:
            self.timer.cancel()
        self.timer = asyncio.get_running_loop().call_later(PAUSE, self.check)

    def check(self) -> None:
        """Tell of every open document what is wrong in it, where that is not what was told last."""
        self.timer = None
        for here in sorted(self.open.values(), key=lambda here: here.uri != self.latest):
            try:
                found = here.session.findings(here.path)
            except Exception:  # noqa: BLE001,RUF100 - what is open next is checked all the same
                complain()
                continue
            if found == here.told and here.number == here.told_of:
                continue
            here.told, here.told_of = found, here.number
            diagnostics = [self.diagnostic(here, finding) for finding in found]
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(here.uri, diagnostics, here.number))

    def diagnostic(self, here: Here, finding: Finding) -> lsp.Diagnostic:
        """A finding as an editor shows it."""
        site, slug = here.session.site, finding.rule
        link = f"{site}handbok/regler/{slug}/" if site and slug in rules() else ""
        return lsp.Diagnostic(
            self.range(here.session.written(here.path), finding.place),
            f"{finding.message}\n{finding.hint}" if finding.hint else finding.message,
            severity=SEVERITIES[finding.severity],
            code=slug,
            code_description=lsp.CodeDescription(link) if link else None,
            source="rodtrad",
        )


def complain() -> None:
    """What went wrong, to where editors keep the server's log."""
    traceback.print_exc(file=sys.stderr)


def guarded(handler: F) -> F:
    """A fault of ours loses one answer, never the server; what is refused is told to the author."""

    @functools.wraps(handler)
    def answer(*args: Any) -> Any:
        try:
            return handler(*args)
        except RefusedError as error:
            raise JsonRpcException(str(error), code=lsp.LSPErrorCodes.RequestFailed.value) from None
        except Exception:  # noqa: BLE001,RUF100 - the last line of defence
            complain()
            return None

    return answer  # type: ignore[return-value]


def make(sessions: Sequence[Session] = ()) -> Server:
    """A server with all that it answers."""
    server = Server(sessions)

    def feature(name: str, options: Any = None) -> Callable[[F], F]:
        def register(handler: F) -> F:
            server.feature(name, options)(guarded(handler))
            return handler

        return register

    @feature(lsp.INITIALIZE)
    def initialize(ls: Server, params: lsp.InitializeParams) -> None:
        options = params.initialization_options
        lists = options.get("codeLists") if isinstance(options, Mapping) else None
        for scheme, path in (lists if isinstance(lists, Mapping) else {}).items():
            if system := systems().get(scheme):
                ls.lists[scheme] = system.load(Path(path))

    @feature(lsp.INITIALIZED)
    def initialized(ls: Server, params: lsp.InitializedParams) -> None:
        watching = getattr(ls.client_capabilities.workspace, "did_change_watched_files", None)
        if watching and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher("**/content/**/*.{md,yaml}")]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = lsp.Registration("watch", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(lsp.RegistrationParams([wanted]))

    @feature(lsp.SHUTDOWN)
    def shutdown(ls: Server, params: None) -> None:
        ls.done = True

    @feature(lsp.EXIT)
    def leave(ls: Server, params: None) -> None:
        os._exit(0 if ls.done else 1)  # nothing is left to keep; the thread that reads may wait for more for ever

    @feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        text = params.text_document
        path = path_of(text.uri)
        session = ls.session_of(path) if path else None
        if path is None or session is None:
            return
        inside = path.relative_to(session.root).as_posix()
        session.write(inside, text.text)
        session.refresh()
        ls.open[text.uri] = Here(session, inside, text.uri, text.version)
        ls.check_soon(text.uri)

    @feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        here = ls.open.get(params.text_document.uri)
        if here and params.content_changes:
            here.session.write(here.path, params.content_changes[-1].text)
            here.number = params.text_document.version
            ls.check_soon(here.uri)

    @feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        here = ls.open.pop(params.text_document.uri, None)
        if here:
            here.session.close(here.path)
            ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(here.uri, []))
            ls.check_soon("")

    @feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        if here := ls.open.get(params.text_document.uri):
            here.session.refresh()
            ls.check_soon(here.uri)

    @feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
        for session in ls.sessions.values():
            session.refresh()
        ls.check_soon(ls.latest)

    @feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=list("(#/:-[ ")))
    def completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        there = ls.at(params.text_document.uri, params.position)
        if there is None:
            return None
        here, line, column = there
        found = complete(here.session, here.path, line, column)
        written = here.session.written(here.path)
        before = written.line(line)[: column - 1]
        shown = [item(ls, written, before, one, n) for n, one in enumerate(found.items)]
        return lsp.CompletionList(not found.whole, shown)

    @feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovering(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        there = ls.at(params.text_document.uri, params.position)
        told = hover(there[0].session, there[0].path, *there[1:]) if there else None
        if there is None or told is None:
            return None
        text = lsp.MarkupContent(lsp.MarkupKind.Markdown, told.text)
        return lsp.Hover(text, ls.range(there[0].session.written(there[0].path), told.place))

    @feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def going(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
        there = ls.at(params.text_document.uri, params.position)
        if there is None:
            return None
        session, path = there[0].session, there[0].path
        document = session.document(path)
        target = pointed(document, session.library, *there[1:]) if document else None
        spot = definition(target, session, path) if target else None
        return ls.location(session, spot) if spot else None

    @feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(ls: Server, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        there = ls.at(params.text_document.uri, params.position)
        document = there[0].session.document(there[0].path) if there else None
        target = pointed(document, there[0].session.library, *there[1:]) if there and document else None
        if there is None or target is None or target.kind == "key":
            return None
        session = there[0].session
        found = list(uses(target.target, session))
        own = declared(target.target, session) if params.context.include_declaration else None
        return [ls.location(session, spot) for spot in ([own] if own else []) + found]

    @feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def preparing(ls: Server, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        there = ls.at(params.text_document.uri, params.position)
        if there is None:
            return None
        session, path = there[0].session, there[0].path
        place, id = prepare(session, path, *there[1:])
        return lsp.PrepareRenamePlaceholder(ls.range(session.written(path), place), id)

    @feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def renaming(ls: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        there = ls.at(params.text_document.uri, params.position)
        if there is None:
            return None
        session = there[0].session
        return ls.edit(session, rename(session, there[0].path, *there[1:], params.new_name))

    @feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))
    def mending(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        here = ls.open.get(params.text_document.uri)
        only = params.context.only
        if here is None or (only and not any(k in ("", lsp.CodeActionKind.QuickFix) for k in only)):
            return None
        session, path = here.session, here.path
        first, last = params.range.start.line + 1, params.range.end.line + 1
        findings = session.findings(path)
        return [
            lsp.CodeAction(
                one.title,
                lsp.CodeActionKind.QuickFix,
                [ls.diagnostic(here, findings[one.finding])],
                is_preferred=one.preferred or None,
                edit=ls.edit(session, one.changes),
            )
            for one in remedies(session, path, first, last)
        ]

    @feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(ls: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        here = ls.open.get(params.text_document.uri)
        document = here.session.document(here.path) if here else None
        if here is None or document is None:
            return None
        written = here.session.written(here.path)
        return [symbol(ls, written, one) for one in outline(document)]

    @feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(ls: Server, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange] | None:
        here = ls.open.get(params.text_document.uri)
        document = here.session.document(here.path) if here else None
        if document is None:
            return None
        return [
            lsp.FoldingRange(f.first - 1, f.last - 1, kind=lsp.FoldingRangeKind.Comment if f.comment else None)
            for f in folds(document)
        ]

    return server


def item(ls: Server, written: Written, before: str, one: Item, number: int) -> lsp.CompletionItem:
    """Something to write; it is shown in our order, and found by its words and by what would be written."""
    typed = before[one.place.column - 1 :]
    begins = one.text.casefold().startswith(typed.casefold())
    return lsp.CompletionItem(
        one.label,
        kind=ITEMS[one.kind],
        detail=one.detail or None,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, one.about) if one.about else None,
        sort_text=f"{number:04}",
        filter_text=one.text if begins else f"{typed} {one.text}",
        text_edit=lsp.TextEdit(ls.range(written, one.place), one.text),
    )


def symbol(ls: Server, written: Written, one: Symbol) -> lsp.DocumentSymbol:
    """A part of the outline, with what is below it."""
    below = [symbol(ls, written, child) for child in one.children]
    whole, head = ls.range(written, one.whole), ls.range(written, one.head)
    return lsp.DocumentSymbol(one.name, SYMBOLS[one.kind], whole, head, one.detail or None, children=below)


def serve(sessions: Sequence[Session] = ()) -> None:
    """Answer on standard input and output until the editor says that it is done, or is gone."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a stray word would garble the answers
    make(sessions).start_io(stdout=out)
