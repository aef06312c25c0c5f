// A language server that only keeps the text and reports its SHA-256: the least that a server with a live CONFIG_HASH does after a keystroke.
import { createHash } from 'node:crypto';
import { createConnection, DiagnosticSeverity, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.languages.diagnostics.on(({ textDocument }) => {
  const text = documents.get(textDocument.uri)?.getText() ?? '';
  const message = createHash('sha256').update(text).digest('hex');
  const start = { line: 0, character: 0 };
  return {
    kind: 'full',
    items: [{ code: 'hash', message, severity: DiagnosticSeverity.Information, range: { start, end: start } }],
  };
});
documents.listen(connection);
connection.listen();
