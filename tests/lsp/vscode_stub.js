// Stands in for VS Code: runs the extension against the real server and prints what an author would have seen.
"use strict";
const fs = require("fs");
const Module = require("module");
const [extension, root, path, python] = process.argv.slice(2);

class Box {
  constructor(...values) {
    Object.assign(this, values);
  }
}
class Edit {
  constructor() {
    this.edits = [];
  }
  replace(uri, range, text) {
    this.edits.push([uri.toString(), text]);
  }
}
const uri = (text) => ({ toString: () => text, fsPath: decodeURI(new URL(text).pathname) });
const given = {};
const complaints = [];
const warnings = [];
const watched = [];
const events = {};
const event = (name) => (handler) => (events[name] = handler);
const document = {
  uri: uri(`file://${path}`),
  version: 1,
  languageId: "markdown",
  text: fs.readFileSync(path, "utf8"),
  getText() {
    return this.text;
  },
};
let command = [python, "-m", "rodtrad", "lsp"];
let told;
const vscode = {
  Position: Box, Range: Box, Location: Box, MarkdownString: Box, Diagnostic: Box, CompletionItem: Box,
  CompletionList: Box, DocumentSymbol: Box, CodeAction: Box, Hover: Box, FoldingRange: Box, WorkspaceEdit: Edit,
  CodeActionKind: { QuickFix: "quickfix" },
  Uri: { parse: uri },
  window: {
    showErrorMessage: (text) => complaints.push(text),
    showWarningMessage: (text) => warnings.push(text),
  },
  languages: new Proxy(
    {
      createDiagnosticCollection: () => ({ set: (where, found) => told && told(found) }),
      match: (selector, one) => (one === document ? 10 : 0),
    },
    { get: (own, name) => own[name] || ((selector, provider) => (given[name] = provider)) }
  ),
  workspace: {
    workspaceFolders: [{ uri: uri(`file://${root}`) }],
    textDocuments: [document],
    getConfiguration: () => ({ get: (name) => (name === "command" ? command : {}) }),
    createFileSystemWatcher: (pattern) => watched.push(pattern) && ({
      onDidChange: event("changed"), onDidCreate: event("created"), onDidDelete: event("deleted"),
    }),
    onDidOpenTextDocument: event("open"), onDidChangeTextDocument: event("change"),
    onDidSaveTextDocument: event("save"), onDidCloseTextDocument: event("close"),
  },
};
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const said = () => new Promise((resolve) => (told = resolve));

(async () => {
  const { activate, deactivate } = require(extension);
  const first = said();
  await activate({ subscriptions: [] });
  const seen = { before: (await first).length };
  const second = said();
  document.text = document.text.replace("](#samtal)", "](#borta)");
  document.version = 2;
  events.change({ document });
  seen.found = (await second).map((d) => [d.code.value, d[1].split("\n")[0], d[2]]);
  const line = document.text.slice(0, document.text.indexOf("{#samtal}")).split("\n").length - 1;
  const place = { line, character: document.text.split("\n")[line].indexOf("{#samtal}") + 3 };
  const only = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  seen.hover = (await given.registerHoverProvider.provideHover(document, place))[0][0];
  seen.definition = (await given.registerDefinitionProvider.provideDefinition(document, place))[0].toString();
  const context = { includeDeclaration: false };
  seen.references = (await given.registerReferenceProvider.provideReferences(document, place, context)).length;
  const rename = given.registerRenameProvider;
  seen.old = (await rename.prepareRename(document, place)).placeholder;
  seen.renamed = (await rename.provideRenameEdits(document, place, "besok")).edits.length;
  seen.refused = await rename.provideRenameEdits(document, place, "Å").catch((error) => error.message);
  seen.actions = (await given.registerCodeActionsProvider.provideCodeActions(document, only)).map((a) => a[0]);
  seen.symbols = (await given.registerDocumentSymbolProvider.provideDocumentSymbols(document)).map((s) => s[0]);
  seen.folds = (await given.registerFoldingRangeProvider.provideFoldingRanges(document))[0];
  const keys = await given.registerCompletionItemProvider.provideCompletionItems(document, { line: 1, character: 0 });
  seen.keys = keys[0].map((item) => item[0]);
  events.save(document);
  events.close(document);
  await deactivate();
  seen.calm = [...complaints];
  for (command of [["/no/such/program"], [python, "-m", "rodtrad", "nonsense"]]) {
    await activate({ subscriptions: [] });
  }
  seen.complaints = complaints;
  seen.warnings = warnings;
  seen.watched = watched;
  console.log(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
