// The version of a spec in git that has the locked hash, for "Show what changed" and for what a new lock accepts.
import type { GitFailure } from '../../../../src-shared/host/host';
import { dirname } from '../../../../src-shared/host/paths';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import {
  changesSince,
  changesText,
  changeText,
  NOT_SETTINGS,
  notLockedText,
} from '../../../../src-shared/kyn/training/specChanges';
import type { LockedVersion } from '../../../../src-shared/protocol/requests';
import { specHistory, versionText } from '../../../../src-shared/repro/git/git';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { budgeted } from '../base/gitLimit';
import type { WorkspaceView } from '../workspace/workspaceView';

const NEEDS_TRUST = 'The locked version is read from git, which runs only in a trusted workspace.';
const missing = (message: string): LockedVersion => ({ found: false, message });

/** The locked version, or why there is none. Runs git, so only in a trusted workspace. */
export async function lockedSpec(workspace: WorkspaceView, path: string | undefined): Promise<LockedVersion> {
  const locked = path === undefined ? undefined : workspace.lock(path).lock?.configHash;
  if (path === undefined || locked === undefined)
    return missing('No readable lock records a hash for this spec, so there is no locked version to show.');
  if (!workspace.trusted) return { found: false, message: NEEDS_TRUST, needsTrust: true };
  return findVersion(workspace, path, locked);
}

async function findVersion(workspace: WorkspaceView, spec: string, locked: string): Promise<LockedVersion> {
  const host = budgeted(workspace.host);
  const folder = dirname(spec);
  const history = await specHistory(host, folder);
  if (!history.ok) return unknown(history);
  const version = history.versions.get(locked)?.[0];
  if (!version)
    return history.gap
      ? unknown(history.gap)
      : missing(
          `No version of a spec in git has the locked hash ${shortHash(locked)}. The spec was probably locked before it was committed.`,
        );
  const read = await versionText(host, folder, version);
  if (!read.ok) return unknown(read);
  const { text } = read;
  const { commit, date, path } = version;
  const dated = { commit, ...(date !== undefined && { date }) };
  return { found: true, ...dated, path, text, changes: meaningOf(text, workspace.treeAt(spec)) };
}

const unknown = (failure: GitFailure): LockedVersion =>
  missing(`The locked version is unknown, because ${failureText(failure)}.`);

const MAX_CHANGES = 20;

// Both sides of the text diff, compared by meaning.
function meaningOf(locked: string, current: SyntaxTree | undefined): string {
  const changes = current && changesSince(parse(withoutBom(locked)), current);
  if (!changes || changes === 'broken')
    return 'It is not known which settings differ, because one of the versions has syntax errors.';
  const { settings } = changes;
  const differing =
    settings.length === 0
      ? `Every setting of the file is equal: only ${NOT_SETTINGS} changed.`
      : `${changesText(settings, { text: changeText, max: MAX_CHANGES })}.`;
  return differing + notLockedText(changes);
}
