// Finds every place of the spec that has a CONFIG_HASH: the working tree, the texts that runs kept, and git.

import { shortHash } from '../hash/configHash';
import type { SpecSearch } from '../reproduce/findSpec';
import { commitsWithHash, repositoriesOf } from './inGit';
import { keptMatches } from './inHistory';
import { filesWithHash } from './inWorkingTree';
import { newestFirst, type SpecTrace } from './specMatch';

/** Searches everywhere, also where the text was already found. */
export async function traceSpec(search: SpecSearch, hash: string): Promise<SpecTrace> {
  const files = filesWithHash(search, hash);
  const kept = keptMatches(search, hash);
  const git = await commitsWithHash(search, hash);
  return {
    matches: newestFirst([...files.matches, ...kept.matches, ...git.matches]),
    gaps: [...files.gaps, ...kept.gaps, ...git.gaps],
  };
}

/** What a search did not find, as sentences for people. `advice`: what to do. */
export function notFoundText(
  hash: string,
  {
    isInRepository,
    gaps,
    advice,
  }: { readonly isInRepository: boolean; readonly gaps: readonly string[]; readonly advice: string },
): string {
  const where = isInRepository
    ? 'the working tree, in what runs kept in .kynml or in git'
    : 'the folder or in .kynml, and it is not in a git repository';
  return [`No spec with CONFIG_HASH ${shortHash(hash)} was found in ${where}.`, ...gaps, advice].join(' ');
}

/** Whether a folder of a search is in a git repository. */
export const isInRepository = (search: SpecSearch): boolean => repositoriesOf(search).length > 0;
