// `kynml/lockedVersion`: the version of a spec in git whose hash is the locked one, for "Show what changed".
import { dirname } from '../../../../src-shared/host/paths';
import type { LockedVersion } from '../../../../src-shared/protocol/requests';
import { specHistory, versionText } from '../../../../src-shared/repro/git/git';
import { shortHash } from '../../../../src-shared/repro/hash/configHash';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

const missing = (message: string): LockedVersion => ({ found: false, message });

/** `kynml/lockedVersion`. */
export const lockedVersion = ownFeature(
  'kynml/lockedVersion',
  missing('Git could not be read.'),
  async ({ workspace }, { uri }) => {
    const path = pathOf(uri);
    const locked = path === undefined ? undefined : workspace.lock(path).lock?.configHash;
    if (path === undefined || locked === undefined)
      return missing('No lock with a hash pins this spec, so there is no locked version to show.');
    if (!workspace.trusted)
      return missing('Git is read in trusted workspaces only. Trust this workspace to see what changed.');
    return findVersion(workspace, dirname(path), locked);
  },
);

async function findVersion(
  { host }: FeatureContext['workspace'],
  folder: string,
  locked: string,
): Promise<LockedVersion> {
  const history = await specHistory(host, folder);
  if (!history)
    return missing(
      'Git has nothing to say about this folder: it is no git work tree, or git is not installed or did not answer in time.',
    );
  const version = history.get(locked);
  const text = version && (await versionText(host, folder, version));
  if (!version || text === undefined)
    return missing(
      `No version of a spec in git has the locked hash ${shortHash(locked)}; it was probably locked before it was committed.`,
    );
  return { found: true, commit: version.commit, date: version.date, path: version.path, text };
}
