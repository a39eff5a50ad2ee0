"""The server: from the protocol to places in the text and back. The only module that knows pygls and lsprotocol."""

from __future__ import annotations

import asyncio
import functools
import io
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from rodtrad.codelists import FOLDER
from rodtrad.counting import without_flood
from rodtrad.finding import Finding, Severity
from rodtrad.lsp.answers import Change, Item, RefusedError, Spot, Symbol
from rodtrad.lsp.completing import complete
from rodtrad.lsp.desk import Desk, Sheet
from rodtrad.lsp.hovering import hover
from rodtrad.lsp.incoming import Input
from rodtrad.lsp.mending import remedies
from rodtrad.lsp.outline import folds, outline
from rodtrad.lsp.renaming import prepare, rename
from rodtrad.lsp.session import Session
from rodtrad.lsp.uses import definition, uses
from rodtrad.lsp.written import Encoding, Written
from rodtrad.project import KNOWN
from rodtrad.source import Place

PAUSE = 0.05
"""Seconds. After a keystroke that came sooner than this after another, the text is checked when there is a pause."""

REST = 0.25
"""Seconds without a keystroke after which the rules on all documents are run."""

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


class Protocol(LanguageServerProtocol):
    """The protocol, in which a request that cannot be read is answered: who asks would wait for ever."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and "id" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise


class Server(LanguageServer):
    """What lies open, and what of it is still to be checked."""

    def __init__(self, sessions: Sequence[Session] = ()) -> None:
        super().__init__("rodtrad", version("rodtrad"), lsp.TextDocumentSyncKind.Full, protocol_cls=Protocol)
        self.desk = Desk(sessions)
        self.done = False
        self._timer: asyncio.Handle | None = None
        self._waiting: list[Sheet] = []
        self._changed = 0.0

    def report_server_error(self, error: Exception, source: object) -> None:
        """Into the log: nobody who writes can do anything about it. What was refused has been answered."""
        if source is not FeatureRequestError:
            print(f"rodtrad lsp: {type(error).__name__}: {error}", file=sys.stderr)

    @property
    def encoding(self) -> Encoding:
        """How the editor counts columns."""
        found: Any = self.workspace.position_encoding
        return found.value if isinstance(found, lsp.PositionEncodingKind) else found or "utf-16"

    def at(self, params: Any) -> tuple[Sheet, int, int] | None:
        """An open document, and the line and column (from 1) that is meant."""
        sheet, position = self.desk.sheets.get(params.text_document.uri), params.position
        if sheet is None:
            return None
        line = position.line + 1
        return sheet, line, sheet.written.column(line, position.character, self.encoding)

    def range(self, written: Written, place: Place) -> lsp.Range:
        """A place in the units of the editor."""
        line, start, last, end = written.span(place, self.encoding)
        return lsp.Range(lsp.Position(line, start), lsp.Position(last, max(start, end) if line == last else end))

    def location(self, session: Session, spot: Spot) -> lsp.Location:
        """A place in a file of a project."""
        return lsp.Location(self.desk.uri(session, spot.path), self.range(session.written(spot.path), spot.place))

    def edit(self, session: Session, changes: Sequence[Change]) -> lsp.WorkspaceEdit:
        """Changes in files of a project."""
        table: dict[str, list[lsp.TextEdit]] = {}
        for change in changes:
            where = self.range(session.written(change.path), change.place)
            table.setdefault(self.desk.uri(session, change.path), []).append(lsp.TextEdit(where, change.text))
        return lsp.WorkspaceEdit(changes=table)

    def check_soon(self, first: Sheet | None = None) -> None:
        """Check everything that is open when the author pauses, and `first` first."""
        if self._timer:
            self._timer.cancel()
        self._waiting = sorted(self.desk.sheets.values(), key=lambda sheet: sheet is first)
        loop = asyncio.get_running_loop()
        now, last, self._changed = loop.time(), self._changed, loop.time()
        self._timer = loop.call_later(PAUSE, self._check) if now - last < PAUSE else loop.call_soon(self._check)

    def _check(self) -> None:
        """Tell what is wrong in one document; then, unless there is something else to answer, in the next."""
        sheet = self._waiting.pop() if self._waiting else None
        loop = asyncio.get_running_loop()
        self._timer = loop.call_soon(self._check) if self._waiting else loop.call_later(REST, self._settle)
        if sheet:
            self._tell(sheet)

    def _settle(self) -> None:
        """When the author rests, tell what comes of comparing all documents."""
        self._timer = None
        for sheet in self.desk.sheets.values():
            try:
                sheet.session.settle()
            except Exception:  # noqa: BLE001,RUF100 - as below
                complain()
            self._tell(sheet)

    def _tell(self, sheet: Sheet) -> None:
        for trouble in sheet.session.untold():
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, trouble))
        try:
            found = sheet.news()
        except Exception:  # noqa: BLE001,RUF100 - what is open next is checked all the same
            complain()
            return
        if found is not None:
            said = [self.diagnostic(sheet, finding) for finding in without_flood(found)]
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(sheet.uri, said, sheet.number))

    def diagnostic(self, sheet: Sheet, finding: Finding) -> lsp.Diagnostic:
        """A finding as an editor shows it."""
        page = sheet.page(finding.rule)
        return lsp.Diagnostic(
            self.range(sheet.written, finding.place),
            f"{finding.message}\n{finding.hint}" if finding.hint else finding.message,
            severity=SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=lsp.CodeDescription(page) if page else None,
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
        ls.desk.use(params.initialization_options)

    @feature(lsp.INITIALIZED)
    def initialized(ls: Server, params: lsp.InitializedParams) -> None:
        watching = getattr(ls.client_capabilities.workspace, "did_change_watched_files", None)
        if watching and watching.dynamic_registration:
            patterns = ("**/content/**/*.{md,yaml}", f"**/{FOLDER}/*.tsv", f"**/{KNOWN}")
            watchers = [lsp.FileSystemWatcher(pattern) for pattern in patterns]
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
        if sheet := ls.desk.open(text.uri, text.text, text.version):
            ls.check_soon(sheet)

    @feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        text = params.text_document
        if params.content_changes and (
            sheet := ls.desk.change(text.uri, params.content_changes[-1].text, text.version)
        ):
            ls.check_soon(sheet)

    @feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        if sheet := ls.desk.close(params.text_document.uri):
            ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(sheet.uri, []))
            ls.check_soon()

    @feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        ls.desk.refresh()
        ls.check_soon(ls.desk.sheets.get(params.text_document.uri))

    @feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
        ls.desk.refresh()
        ls.check_soon()

    @feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=list("(#/:-[ ")))
    def completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        if (there := ls.at(params)) is None:
            return None
        sheet, line, column = there
        found = complete(sheet.session, sheet.path, line, column)
        before = sheet.written.line(line)[: column - 1]
        shown = [item(ls, sheet.written, before, one, number) for number, one in enumerate(found.items)]
        # An editor that compares what is typed next only with the address or the id would lose what we found by title.
        by_title = any(one.filter_text != one.text_edit.new_text for one in shown if one.text_edit)
        return lsp.CompletionList(by_title or not found.whole, shown)

    @feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovering(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        if (there := ls.at(params)) is None:
            return None
        sheet, line, column = there
        told = hover(sheet.session, sheet.path, line, column)
        if told is None:
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told.text), ls.range(sheet.written, told.place))

    @feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def going(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
        if (there := ls.at(params)) is None:
            return None
        sheet, line, column = there
        spot = definition(sheet.session, sheet.path, line, column)
        return ls.location(sheet.session, spot) if spot else None

    @feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(ls: Server, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        if (there := ls.at(params)) is None:
            return None
        sheet, line, column = there
        spots = uses(sheet.session, sheet.path, line, column, declaration=params.context.include_declaration)
        return [ls.location(sheet.session, spot) for spot in spots]

    @feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def preparing(ls: Server, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        if (there := ls.at(params)) is None:
            return None
        sheet, line, column = there
        place, id = prepare(sheet.session, sheet.path, line, column)
        return lsp.PrepareRenamePlaceholder(ls.range(sheet.written, place), id)

    @feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def renaming(ls: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        if (there := ls.at(params)) is None:
            return None
        sheet, line, column = there
        return ls.edit(sheet.session, rename(sheet.session, sheet.path, line, column, params.new_name))

    @feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))
    def mending(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        sheet, only = ls.desk.sheets.get(params.text_document.uri), params.context.only
        if sheet is None or (only and not any(kind in ("", lsp.CodeActionKind.QuickFix) for kind in only)):
            return None
        found = remedies(sheet.session, sheet.path, params.range.start.line + 1, params.range.end.line + 1)
        return [
            lsp.CodeAction(
                one.title,
                lsp.CodeActionKind.QuickFix,
                [ls.diagnostic(sheet, one.finding)],
                is_preferred=one.preferred or None,
                edit=ls.edit(sheet.session, one.changes),
            )
            for one in found
        ]

    @feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(ls: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        sheet = ls.desk.sheets.get(params.text_document.uri)
        document = sheet.session.document(sheet.path) if sheet else None
        return [symbol(ls, sheet.written, one) for one in outline(document)] if sheet and document else None

    @feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(ls: Server, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange] | None:
        sheet = ls.desk.sheets.get(params.text_document.uri)
        document = sheet.session.document(sheet.path) if sheet else None
        return [
            lsp.FoldingRange(fold.first - 1, fold.last - 1, kind=lsp.FoldingRangeKind.Comment if fold.comment else None)
            for fold in (folds(document) if document else ())
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


def serve(root: Path | None) -> None:
    """Answer on standard input and output until the editor says that it is done, or is gone."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a stray word would garble the answers
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # it tells at length what the server tells in a line
    sessions = []
    try:
        sessions += [Session(root)] if root else []  # before there are threads: several processes may share the work
    except Exception:  # noqa: BLE001,RUF100 - it is tried again when something is opened
        complain()
    make(sessions).start_io(Input(io.FileIO(0, closefd=False)), out)
