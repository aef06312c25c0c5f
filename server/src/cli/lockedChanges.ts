// The settings that changed since a spec was locked. The locked text comes from git, which is asked only for a drifted spec, once for each repository.
import type { Host } from '../../../src-shared/host/host';
import { memoized } from '../../../src-shared/host/memoized';
import { dirname } from '../../../src-shared/host/paths';
import { repositoryOf } from '../../../src-shared/host/repositoryOf';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { changesSince } from '../../../src-shared/kyn/training/specChanges';
import { specHistory, versionText } from '../../../src-shared/repro/git/git';
import { configHash, withoutBom } from '../../../src-shared/repro/hash/configHash';
import type { ChangesSince } from '../../../src-shared/repro/lock/findLock';

/** A spec with its text. */
export interface DriftedSpec {
  readonly path: string;
  readonly text: string;
}

/** Compares a spec with the version that has a locked hash; undefined where that version is not in git, or git does not answer. */
export type LockedChanges = (spec: DriftedSpec, locked: string | undefined) => Promise<ChangesSince | undefined>;

/** For one command, during which files count as unchanged. */
export function createLockedChanges(host: Host): LockedChanges {
  const historyOf = memoized((folder: string) => specHistory(host, folder));
  return async ({ path, text }, locked) => {
    const folder = repositoryOf(host, dirname(path));
    if (folder === undefined || locked === undefined || configHash(text, host.sha256) === locked) return undefined;
    const history = await historyOf(folder);
    const version = history.ok ? history.versions.get(locked)?.[0] : undefined;
    const older = version && (await versionText(host, folder, version));
    return older?.ok ? () => changesSince(parse(withoutBom(older.text)), parse(withoutBom(text))) : undefined;
  };
}
