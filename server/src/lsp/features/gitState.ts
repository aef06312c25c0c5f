// `kynml/gitState`: whether the work tree of a document contains uncommitted changes. Read-only git, in trusted workspaces only.
import { dirname } from '../../../../src-shared/host/paths';
import { queryGit } from '../../../../src-shared/repro/git/gitInfo';
import { pathOf } from '../base/convert';
import { budgeted } from '../base/gitLimit';
import { ownFeature } from '../protocol/feature';

/** `kynml/gitState`. */
export const gitState = ownFeature('kynml/gitState', 'unknown', async ({ workspace: { host, trusted } }, { uri }) => {
  const path = pathOf(uri);
  if (path === undefined || !trusted) return null;
  const answer = await queryGit(budgeted(host), dirname(path));
  return answer.kind === 'complete' ? answer.state : answer.kind === 'incomplete' ? 'unknown' : null;
});
