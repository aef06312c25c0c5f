// All diagnostics of a document in the form of LSP: KynML's findings and the messages of the official compiler.

import type { Diagnostic } from 'vscode-languageserver';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { member } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { span } from '../../../../src-shared/text/span';
import { toDiagnostics, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { compilerDiagnostics } from './compilerDiagnostics';
import { findings } from './findings';

/** The diagnostics of an open document; none for documents that KynML does not check. */
export function documentDiagnostics(context: FeatureContext, uri: string): Diagnostic[] {
  const { workspace } = context;
  const found = findings(context, uri);
  if (!found) return [];
  const ownDiagnostics = toDiagnostics(found.doc, found.diagnostics).map(d =>
    d.code === lockDrift.code ? withLockLocation(workspace, uri, d) : d,
  );
  return [...ownDiagnostics, ...compilerDiagnostics(context, uri)];
}

// Drift links to the hash in the lock.
function withLockLocation(workspace: WorkspaceView, uri: string, d: Diagnostic): Diagnostic {
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
