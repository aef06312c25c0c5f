// All diagnostics of a document or file in the form of LSP: KynML's findings and the messages of the official compiler.

import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isEncodingFault } from '../../../../src-shared/host/readText';
import { encodingFinding } from '../../../../src-shared/repro/diagnostics/findings';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import type { LockReport } from '../../../../src-shared/repro/lock/findLock';
import { member } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { span } from '../../../../src-shared/text/span';
import { toDiagnostics, uriOf } from '../base/convert';
import { isProse } from '../base/isProse';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { compilerDiagnostics } from './compilerDiagnostics';
import { type DocumentFindings, fileFindings, findings } from './findings';

/** The diagnostics of an open document; none for documents that KynML does not check. */
export function documentDiagnostics(context: FeatureContext, uri: string): Diagnostic[] {
  const found = findings(context, uri);
  if (!found) return [];
  const path = context.workspace.document(uri)?.path;
  if (path !== undefined && !isProse(found.doc)) context.check.track(path);
  return [...withLockLocations(context.workspace, found), ...compilerDiagnostics(context, uri)];
}

/** The diagnostics of a file, open or not; none for files that KynML does not check. */
export function fileDiagnostics(context: FileContext, path: string): Diagnostic[] {
  const { workspace } = context;
  const open = workspace.documentAt(path)?.doc.uri;
  const found = fileFindings(context, path);
  if (!found) return undecodable(workspace, path);
  return [...withLockLocations(workspace, found), ...(open ? compilerDiagnostics(context, open) : [])];
}

/** What the diagnostics of a file depend on. */
type FileContext = Omit<FeatureContext, 'check'>;

function undecodable(workspace: WorkspaceView, path: string): Diagnostic[] {
  const read = workspace.read(path);
  if (!isSpecPath(path) || read.ok || !isEncodingFault(read.reason)) return [];
  return toDiagnostics(TextDocument.create(uriOf(path), 'kynml', 0, ''), [encodingFinding(read.reason)]);
}

function withLockLocations(workspace: WorkspaceView, { doc, diagnostics, lock }: DocumentFindings): Diagnostic[] {
  const all = toDiagnostics(doc, diagnostics);
  return lock ? all.map(d => (d.code === lockDrift.code ? withLockLocation(workspace, lock, d) : d)) : all;
}

// Drift links to the hash in the lock.
function withLockLocation(workspace: WorkspaceView, lock: LockReport, d: Diagnostic): Diagnostic {
  if (!lock.path || !lock.lock) return d;
  const text = workspace.readLock(lock.path);
  const at = member(lock.lock.root, 'config_hash')?.span ?? span(0, 0);
  const index = lineIndex(text.ok ? text.text : '');
  const location = {
    uri: uriOf(lock.path),
    range: { start: positionAt(index, at.start), end: positionAt(index, at.end) },
  };
  return { ...d, relatedInformation: [{ location, message: 'The hash that the lock pins.' }] };
}
