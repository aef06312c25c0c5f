// Finds every place of the spec that has a CONFIG_HASH: the working tree, the texts that runs kept, and git.

import { repositoriesOf } from '../git/searchedRepositories';
import type { SpecSearch } from '../reproduce/findSpec';
import { commitsWithHash } from './inGit';
import { keptMatches } from './inHistory';
import { filesWithHash } from './inWorkingTree';
import { newestFirst, type SpecTrace } from './specMatch';

/** Searches everywhere, also where the text was already found. */
export async function traceSpec(search: SpecSearch, hash: string): Promise<SpecTrace> {
  const files = filesWithHash(search, hash);
  const kept = keptMatches(search, hash);
  // A submodule, or another repository in the working tree, has a history of its own.
  const tops = repositoriesOf(search.host, [...search.folders, ...files.folders]);
  const git = await commitsWithHash(search.host, tops, hash);
  return {
    matches: newestFirst([...files.matches, ...kept.matches, ...git.matches]),
    gaps: [...files.gaps, ...kept.gaps, ...git.gaps],
    isInRepository: tops.length > 0,
  };
}
