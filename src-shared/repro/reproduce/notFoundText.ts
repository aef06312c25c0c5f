// What is said where no spec with a CONFIG_HASH was found.

import { shortHash } from '../../text/hashForm';
import { numberText } from '../../text/numberText';

/** A search without a result. `gaps`: what could not be searched, as sentences; `isInRepository`: whether there was a repository to search. */
export interface EmptySearch {
  readonly isInRepository: boolean;
  readonly gaps: readonly string[];
}

const MAX_NAMED = 3;

/** That a search found nothing, as sentences for people. `advice`: what to do, as the last one. */
export function notFoundText(hash: string, { isInRepository, gaps }: EmptySearch, advice: string): string {
  const where = isInRepository
    ? 'the working tree, in what runs kept in .kynml or in git'
    : 'the folder or in .kynml, and it is not in a git repository';
  return [`No spec with CONFIG_HASH ${shortHash(hash)} was found in ${where}.`, ...firstGaps(gaps), advice].join(' ');
}

function firstGaps(gaps: readonly string[]): readonly string[] {
  const more = gaps.length - MAX_NAMED;
  if (more <= 0) return gaps;
  const rest = more === 1 ? 'Another place was' : `${numberText(more)} other places were`;
  return [...gaps.slice(0, MAX_NAMED), `${rest} not searched completely.`];
}
