// Findings by pull. Nothing is sent unasked but to clients that cannot pull (server.ts).
import {
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { member } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { span } from '../../../../src-shared/text/span';
import { findings } from '../artifact/findings';
import { toDiagnostics, uriOf } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { compilerDiagnostics } from '../spec/compilerDiagnostics';
import type { Workspace } from '../workspace/workspace';

/** `textDocument/diagnostic`. */
export const diagnostics = lspFeature<DocumentDiagnosticParams, DocumentDiagnosticReport>({
  method: 'textDocument/diagnostic',
  capabilities: {
    diagnosticProvider: { identifier: 'kynml', interFileDependencies: true, workspaceDiagnostics: false },
  },
  fallback: { kind: DocumentDiagnosticReportKind.Full, items: [] },
  answer: (context, { textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnosticsOf(context, textDocument.uri),
  }),
});

/** The findings of a document as LSP has them, and beside them those of the official compiler. */
export function diagnosticsOf(context: FeatureContext, uri: string): Diagnostic[] {
  const { workspace } = context;
  const found = findings(workspace, uri);
  if (!found) return [];
  const own = toDiagnostics(found.doc, found.diagnostics).map(d =>
    d.code === lockDrift.code ? withLock(workspace, uri, d) : d,
  );
  return [...own, ...compilerDiagnostics(context, uri)];
}

// Drift names the place in the lock, so that one gesture leads there.
function withLock(workspace: Workspace, uri: string, d: Diagnostic): Diagnostic {
  const path = workspace.spec(uri)?.open.path;
  const lock = path === undefined ? undefined : workspace.lock(path);
  if (!lock?.path || !lock.lock) return d;
  const text = workspace.read(lock.path);
  const at = member(lock.lock.root, 'config_hash')?.span ?? span(0, 0);
  const index = lineIndex(text.ok ? text.text : '');
  const location = {
    uri: uriOf(lock.path),
    range: { start: positionAt(index, at.start), end: positionAt(index, at.end) },
  };
  return { ...d, relatedInformation: [{ location, message: 'The hash that the lock pins.' }] };
}
