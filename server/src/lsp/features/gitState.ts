// `kynml/gitState`: whether the work tree of a document holds uncommitted changes. Read-only git, in trusted workspaces only.
import { dirname } from '../../../../src-shared/host/paths';
import { gitState as stateOf } from '../../../../src-shared/repro/experiment';
import { pathOf } from '../convert';
import { ownFeature } from '../feature';

/** `kynml/gitState`. */
export const gitState = ownFeature('kynml/gitState', null, async ({ workspace }, { uri }) => {
  const path = pathOf(uri);
  if (path === undefined || !workspace.trusted) return null;
  return (await stateOf(workspace.host, dirname(path))) ?? null;
});
