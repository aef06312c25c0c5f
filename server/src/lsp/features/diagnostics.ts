// Diagnostics of one document, by pull. For clients that cannot pull, refreshNotifier.ts publishes them.
import type { DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { reportFor } from '../adapt/findings';
import { DocumentDiagnosticReportKind } from '../base/languageServer';
import { documentDiagnostics } from '../diagnostics/documentDiagnostics';
import { lspFeature } from '../protocol/feature';

/** `textDocument/diagnostic`. */
export const diagnostics = lspFeature<DocumentDiagnosticParams, DocumentDiagnosticReport>({
  method: 'textDocument/diagnostic',
  capabilities: ({ pullDiagnostics }) =>
    pullDiagnostics
      ? { diagnosticProvider: { identifier: 'kynml', interFileDependencies: true, workspaceDiagnostics: true } }
      : {},
  fallback: { kind: DocumentDiagnosticReportKind.Full, items: [] },
  adapt: reportFor,
  answer: (context, { textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: documentDiagnostics(context, textDocument.uri),
  }),
});
