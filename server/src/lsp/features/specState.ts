// `kynml/specState`: hash, lock and errors of one spec, for the status bar and the commands.

import { countOf } from '../../../../src-shared/kyn/analyze';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { closureHash } from '../../../../src-shared/repro/configHash';
import { uriOf } from '../convert';
import { ownFeature } from '../feature';
import type { Spec, Workspace } from '../workspace';

/** State of an open spec, or of a spec on disk by its URI. */
export const specState = ownFeature('kynml/specState', null, ({ workspace }, { uri }) => stateOf(workspace, uri));

/** The state; null when the document is no open spec. */
export function stateOf(workspace: Workspace, uri: string): SpecState | null {
  const spec = workspace.spec(uri);
  if (!spec) return null;
  const { open, analysis } = spec;
  const report = open.path === undefined ? undefined : workspace.lock(open.path);
  return {
    uri,
    configHash: open.hash() ?? null,
    closureHash: closureOf(workspace, spec) ?? null,
    unsaved: open.unsaved(),
    lock: {
      state: report?.state ?? 'missing',
      uri: report?.path === undefined ? null : uriOf(report.path),
      lockedHash: report?.lock?.configHash ?? null,
    },
    errors: countOf(analysis.diagnostics, 'error'),
    message: open.disk.utf8
      ? (report?.message ?? 'Save the spec to lock it.')
      : 'The file is not UTF-8, so it has no CONFIG_HASH.',
  };
}

/** Closure hash of a spec; undefined where it imports nothing or an import cannot be read. */
export function closureOf(workspace: Workspace, { open, analysis }: Spec): string | undefined {
  const { files, problems } = analysis.composition;
  if (files.length === 0 || problems.length > 0) return undefined;
  const hashes = [open.hash(), ...files.map(f => workspace.hashAt(f.id))];
  return hashes.every(h => h !== undefined) ? closureHash(hashes, workspace.host.sha256) : undefined;
}
