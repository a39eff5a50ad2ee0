// Connects VS Code to `rodtrad lsp`. Plain JavaScript without packages, so that there is nothing to install or build.
"use strict";

const { spawn } = require("child_process");
const vscode = require("vscode");

const SELECTOR = { scheme: "file", pattern: "**/content/**/*.{md,yaml}" };
const SEVERITY = [undefined, 0, 1, 2, 3]; // the protocol counts from 1, VS Code from 0

class Server {
  constructor(command, cwd, heard, ended) {
    this.heard = heard;
    this.waiting = new Map();
    this.number = 0;
    this.left = Buffer.alloc(0);
    this.process = spawn(command[0], command.slice(1), { cwd });
    this.said = "";
    this.leaving = false;
    this.ended = false;
    this.process.on("error", (error) => {
      this.end();
      ended(error.message);
    });
    this.process.on("close", (code) => {
      this.end();
      if (code > 0 && !this.leaving) ended(this.said.trim().split("\n").pop());
    });
    this.process.stderr.on("data", (data) => (this.said = (this.said + data).slice(-2000)));
    this.process.stdin.on("error", () => {});
    this.process.stdout.on("data", (data) => this.read(data));
  }

  end() {
    this.ended = true;
    for (const { resolve } of this.waiting.values()) resolve(null);
    this.waiting.clear();
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    if (this.process.stdin.writable) this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    if (this.process.stdin.writable) this.process.stdin.write(body);
  }

  tell(method, params) {
    this.send({ method, params });
  }

  ask(method, params) {
    if (this.ended) return Promise.resolve(null);
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ id, method, params });
    });
  }

  read(data) {
    this.left = Buffer.concat([this.left, data]);
    for (;;) {
      const head = this.left.indexOf("\r\n\r\n");
      const length = head < 0 ? null : /content-length: *(\d+)/i.exec(this.left.toString("ascii", 0, head));
      if (!length || this.left.length < head + 4 + Number(length[1])) return;
      const end = head + 4 + Number(length[1]);
      const message = JSON.parse(this.left.toString("utf8", head + 4, end));
      this.left = this.left.subarray(end);
      this.take(message);
    }
  }

  take(message) {
    if (message.method) {
      this.heard(message);
      if (message.id !== undefined) this.send({ id: message.id, result: null });
      return;
    }
    const asked = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (!asked) return;
    if (message.error) asked.reject(new Error(message.error.message));
    else asked.resolve(message.result);
  }
}

const position = (p) => new vscode.Position(p.line, p.character);
const range = (r) => new vscode.Range(position(r.start), position(r.end));
const location = (l) => new vscode.Location(vscode.Uri.parse(l.uri), range(l.range));
const plain = (p) => ({ line: p.line, character: p.character });
const markdown = (m) => (m ? new vscode.MarkdownString(m.value) : undefined);
const at = (document, p) => ({ textDocument: { uri: document.uri.toString() }, position: plain(p) });

function edit(change) {
  const made = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries((change && change.changes) || {})) {
    for (const one of edits) made.replace(vscode.Uri.parse(uri), range(one.range), one.newText);
  }
  return made;
}

function diagnostic(d) {
  const made = new vscode.Diagnostic(range(d.range), d.message, SEVERITY[d.severity]);
  made.source = d.source;
  made.code = d.codeDescription ? { value: d.code, target: vscode.Uri.parse(d.codeDescription.href) } : d.code;
  return made;
}

function completion(item) {
  const made = new vscode.CompletionItem(item.label, item.kind - 1);
  made.detail = item.detail;
  made.documentation = markdown(item.documentation);
  made.sortText = item.sortText;
  made.filterText = item.filterText;
  made.insertText = item.textEdit.newText;
  made.range = range(item.textEdit.range);
  return made;
}

function symbol(s) {
  const made = new vscode.DocumentSymbol(s.name, s.detail || "", s.kind - 1, range(s.range), range(s.selectionRange));
  made.children = (s.children || []).map(symbol);
  return made;
}

function action(a) {
  const made = new vscode.CodeAction(a.title, vscode.CodeActionKind.QuickFix);
  made.edit = edit(a.edit);
  made.isPreferred = a.isPreferred || false;
  made.diagnostics = (a.diagnostics || []).map(diagnostic);
  return made;
}

function providers(server) {
  const text = (document) => ({ textDocument: { uri: document.uri.toString() } });
  const list = (made) => (found) => (found || []).map(made);
  const l = vscode.languages;
  return [
    l.registerCompletionItemProvider(
      SELECTOR,
      {
        provideCompletionItems: async (document, p) => {
          const found = await server.ask("textDocument/completion", at(document, p));
          return found ? new vscode.CompletionList(found.items.map(completion), found.isIncomplete) : undefined;
        },
      },
      ..."(#/:-[ "
    ),
    l.registerHoverProvider(SELECTOR, {
      provideHover: async (document, p) => {
        const found = await server.ask("textDocument/hover", at(document, p));
        return found ? new vscode.Hover(markdown(found.contents), range(found.range)) : undefined;
      },
    }),
    l.registerDefinitionProvider(SELECTOR, {
      provideDefinition: async (document, p) => {
        const found = await server.ask("textDocument/definition", at(document, p));
        return found ? location(found) : undefined;
      },
    }),
    l.registerReferenceProvider(SELECTOR, {
      provideReferences: (document, p, context) =>
        server.ask("textDocument/references", { ...at(document, p), context }).then(list(location)),
    }),
    l.registerRenameProvider(SELECTOR, {
      prepareRename: async (document, p) => {
        const found = await server.ask("textDocument/prepareRename", at(document, p));
        return found ? { range: range(found.range), placeholder: found.placeholder } : undefined;
      },
      provideRenameEdits: async (document, p, newName) =>
        edit(await server.ask("textDocument/rename", { ...at(document, p), newName })),
    }),
    l.registerCodeActionsProvider(SELECTOR, {
      provideCodeActions: (document, where) => {
        const lines = { start: plain(where.start), end: plain(where.end) };
        const asked = { ...text(document), range: lines, context: { diagnostics: [] } };
        return server.ask("textDocument/codeAction", asked).then(list(action));
      },
    }),
    l.registerDocumentSymbolProvider(SELECTOR, {
      provideDocumentSymbols: (document) => server.ask("textDocument/documentSymbol", text(document)).then(list(symbol)),
    }),
    l.registerFoldingRangeProvider(SELECTOR, {
      provideFoldingRanges: (document) =>
        server.ask("textDocument/foldingRange", text(document)).then(
          list((f) => new vscode.FoldingRange(f.startLine, f.endLine))
        ),
    }),
  ];
}

let server;

async function activate(context) {
  const folder = (vscode.workspace.workspaceFolders || [])[0];
  const settings = vscode.workspace.getConfiguration("rodtrad");
  const collection = vscode.languages.createDiagnosticCollection("rodtrad");
  const heard = ({ method, params }) => {
    if (method === "textDocument/publishDiagnostics") {
      collection.set(vscode.Uri.parse(params.uri), params.diagnostics.map(diagnostic));
    }
    if (method === "window/showMessage") vscode.window.showWarningMessage(`Rödtråd: ${params.message}`);
  };
  const ended = (error) => vscode.window.showErrorMessage(`Rödtråd svarar inte: ${error}`);
  server = new Server(settings.get("command"), folder ? folder.uri.fsPath : undefined, heard, ended);
  await server.ask("initialize", {
    processId: process.pid,
    rootUri: folder ? folder.uri.toString() : null,
    capabilities: { textDocument: { rename: { prepareSupport: true } } },
    initializationOptions: { codeLists: settings.get("codeLists"), national: settings.get("national") },
  });
  server.tell("initialized", {});

  const ours = (document) => vscode.languages.match(SELECTOR, document) > 0;
  const id = (document) => ({ uri: document.uri.toString(), version: document.version });
  const open = (document) => {
    if (!ours(document)) return;
    const item = { ...id(document), languageId: document.languageId, text: document.getText() };
    server.tell("textDocument/didOpen", { textDocument: item });
  };
  vscode.workspace.textDocuments.forEach(open);
  const watchers = [SELECTOR.pattern, "**/kodlistor/*.tsv", "**/kanda-anmarkningar.jsonl"].map((pattern) =>
    vscode.workspace.createFileSystemWatcher(pattern)
  );
  const changed = (uri) =>
    server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: uri.toString(), type: 2 }] });
  context.subscriptions.push(
    collection,
    ...watchers.flatMap((one) => [
      one,
      one.onDidChange(changed),
      one.onDidCreate(changed),
      one.onDidDelete(changed),
    ]),
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!ours(document)) return;
      const change = { textDocument: id(document), contentChanges: [{ text: document.getText() }] };
      server.tell("textDocument/didChange", change);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (ours(document)) server.tell("textDocument/didSave", { textDocument: id(document) });
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (ours(document)) server.tell("textDocument/didClose", { textDocument: id(document) });
    }),
    ...providers(server)
  );
}

async function deactivate() {
  if (!server) return;
  server.leaving = true;
  await server.ask("shutdown", null);
  server.tell("exit", null);
}

module.exports = { activate, deactivate };
