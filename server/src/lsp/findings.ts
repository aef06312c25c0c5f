// The findings of an open document: from its text, its bytes on disk, its lock, or the spec that it pins.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { artifactFindings, specFindings } from '../../../src-shared/repro/findings';
import { pinnedSpec as pinnedBy } from '../../../src-shared/repro/findLock';
import type { Diagnostic } from '../../../src-shared/text/diagnostic';
import type { Workspace } from './workspace';

/** Findings of a document, sorted by place; undefined when it is nothing of ours. */
export function findings(
  workspace: Workspace,
  uri: string,
): { doc: TextDocument; diagnostics: Diagnostic[] } | undefined {
  const spec = workspace.spec(uri);
  if (spec) {
    const { path, disk } = spec.open;
    const lock = path === undefined ? { state: 'missing' as const, message: '' } : workspace.lock(path);
    return {
      doc: spec.doc,
      diagnostics: specFindings(spec.analysis, { utf8: disk.utf8, hiddenBom: spec.open.hiddenBom, lock }),
    };
  }
  const found = workspace.artifact(uri);
  if (!found) return undefined;
  return { doc: found.open.doc, diagnostics: artifactFindings(found.artifact, pinnedHash(workspace, uri)) };
}

/** The path of the spec that an open lock pins; null when it is not there, undefined when the document pins none. */
export function pinnedSpec(workspace: Workspace, uri: string): string | null | undefined {
  const found = workspace.artifact(uri);
  const path = found?.open.path;
  if (path === undefined || found?.artifact.claims.sourcePath === undefined) return undefined;
  return pinnedBy(found.open.doc.getText(), { path, folder: workspace.folderOf(path) }, workspace.read);
}

function pinnedHash(workspace: Workspace, uri: string): string | null | undefined {
  const spec = pinnedSpec(workspace, uri);
  return spec ? workspace.hashAt(spec) : spec;
}
