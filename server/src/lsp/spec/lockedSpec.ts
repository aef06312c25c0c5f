// The version of a spec in git that has the locked hash, for "Show what changed" and for what a new lock accepts.
import { dirname } from '../../../../src-shared/host/paths';
import type { LockedVersion } from '../../../../src-shared/protocol/requests';
import { specHistory, versionText } from '../../../../src-shared/repro/git/git';
import { shortHash } from '../../../../src-shared/repro/hash/configHash';
import type { WorkspaceView } from '../workspace/workspaceView';

const NEEDS_TRUST = 'The locked version is read from git, which runs only in a trusted workspace.';
const missing = (message: string): LockedVersion => ({ found: false, message });

/** The locked version, or why there is none. Runs git, so only in a trusted workspace. */
export async function lockedSpec(workspace: WorkspaceView, path: string | undefined): Promise<LockedVersion> {
  const locked = path === undefined ? undefined : workspace.lock(path).lock?.configHash;
  if (path === undefined || locked === undefined)
    return missing('No readable lock records a hash for this spec, so there is no locked version to show.');
  if (!workspace.trusted) return { found: false, message: NEEDS_TRUST, needsTrust: true };
  return findVersion(workspace, dirname(path), locked);
}

async function findVersion({ host }: WorkspaceView, folder: string, locked: string): Promise<LockedVersion> {
  const history = await specHistory(host, folder);
  if (!history)
    return missing(
      'Git could not read this folder: it is not in a git work tree, or git is not installed or did not answer in time.',
    );
  const version = history.get(locked);
  const text = version && (await versionText(host, folder, version));
  if (!version || text === undefined)
    return missing(
      `No version of a spec in git has the locked hash ${shortHash(locked)}. The spec was probably locked before it was committed.`,
    );
  return { found: true, commit: version.commit, date: version.date, path: version.path, text };
}
