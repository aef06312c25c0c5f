// `kynml/gitState`: whether the work tree of a document holds uncommitted changes. Read-only git, in trusted workspaces only.
import type { Host } from '../../../../src-shared/host/host';
import { dirname } from '../../../../src-shared/host/paths';
import { gitState as stateOf } from '../../../../src-shared/repro/gitInfo';
import { pathOf } from '../convert';
import { ownFeature } from '../feature';

/** `kynml/gitState`. */
export const gitState = ownFeature('kynml/gitState', 'unknown', async ({ workspace: { host, trusted } }, { uri }) => {
  const path = pathOf(uri);
  if (path === undefined || !trusted) return null;
  return (await stateOf(host, dirname(path))) ?? (hasRepository(host, dirname(path)) ? 'unknown' : null);
});

// Before its first commit, without git and where git does not answer, a repository is there all the same.
function hasRepository(host: Host, folder: string): boolean {
  if (host.stat(`${folder}/.git`)) return true;
  return dirname(folder) !== folder && hasRepository(host, dirname(folder));
}
