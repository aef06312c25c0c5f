// The commits that introduced the text of a CONFIG_HASH.

import type { Host } from '../../host/host';
import { join } from '../../host/paths';
import { type StoredVersion, specHistory } from '../git/git';
import { failureText } from '../git/gitFailure';
import { gitGap } from '../git/searchedRepositories';
import type { CommitMatch } from './specMatch';

/** The matches in git, and why it was not searched completely, as sentences. */
export interface GitSearch {
  readonly matches: readonly CommitMatch[];
  readonly gaps: readonly string[];
}

/** The commits of any branch that gave a spec the text with a CONFIG_HASH, newest first for each repository. `tops`: their top folders. */
export async function commitsWithHash(host: Host, tops: readonly string[], hash: string): Promise<GitSearch> {
  const matches: CommitMatch[] = [];
  const gaps: string[] = [];
  for (const top of tops) {
    const history = await specHistory(host, top);
    const failure = history.ok ? history.gap : history;
    if (failure) gaps.push(gitGap(failureText(failure)));
    const versions = history.ok ? (history.versions.get(hash) ?? []) : [];
    for (const version of versions) matches.push(commitMatch(top, version));
  }
  return { matches, gaps };
}

/** A version in the repository with the top folder `top`. */
export function commitMatch(top: string, version: StoredVersion): CommitMatch {
  const { commit, date, author, path } = version;
  return { place: 'commit', path: join(top, path), commit, ...(date !== undefined && { date }), author, top, version };
}
