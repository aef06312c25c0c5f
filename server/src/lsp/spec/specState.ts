// The state of one spec: hash, lock and errors, as lenses, hover, status bar and commands show it.

import { countOf } from '../../../../src-shared/kyn/analyze';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { closureHash } from '../../../../src-shared/repro/hash/configHash';
import { pathOf, uriOf } from '../base/convert';
import type { SpecFacts, WorkspaceView } from '../workspace/workspaceView';
import { diskDifference } from './diskDifference';

/** The state of a spec by its URI; null when the document is not a spec. */
export function specStateOf(workspace: WorkspaceView, uri: string): SpecState | null {
  const spec = factsAt(workspace, uri);
  if (!spec) return null;
  const report = spec.path === undefined ? undefined : workspace.lock(spec.path);
  return {
    uri,
    configHash: spec.hash ?? null,
    closureHash: closureOf(workspace, spec) ?? null,
    unsaved: spec.unsaved,
    lock: {
      state: report?.state ?? 'missing',
      uri: report?.path === undefined ? null : uriOf(report.path),
      lockedHash: report?.lock?.configHash ?? null,
    },
    imports: spec.analysis.composition.files.map(f => workspace.documentAt(f.id)?.doc.uri ?? uriOf(f.id)),
    errors: countOf(spec.analysis.diagnostics, 'error'),
    message:
      spec.hash === undefined
        ? 'The file is not UTF-8, so it has no CONFIG_HASH.'
        : report
          ? `${report.message}${lockNote(workspace, report.path)}`
          : 'Save the spec to lock it.',
  };
}

// An open lock is compared as it is in the editor.
function lockNote(workspace: WorkspaceView, path: string | undefined): string {
  const difference = path === undefined ? undefined : diskDifference(workspace, path);
  return path === undefined || difference === undefined
    ? ''
    : ` ${workspace.label(path)} is ${difference}; its text in the editor was used.`;
}

function factsAt(workspace: WorkspaceView, uri: string): SpecFacts | undefined {
  const open = workspace.spec(uri)?.open;
  if (open) return workspace.specFacts(open);
  const path = pathOf(uri);
  return path !== undefined && isSpecPath(path) ? workspace.specAt(path) : undefined;
}

/** Closure hash of a spec; undefined when it imports nothing or an import cannot be read. */
function closureOf(workspace: WorkspaceView, { hash, analysis }: SpecFacts): string | undefined {
  const { files, problems } = analysis.composition;
  if (files.length === 0 || problems.length > 0) return undefined;
  const hashes = [hash, ...files.map(f => workspace.hashAt(f.id))];
  return hashes.every(h => h !== undefined) ? closureHash(hashes, workspace.host.sha256) : undefined;
}
