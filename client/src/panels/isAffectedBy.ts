// When a comparison has to be asked for again: only when it is made of what changed. Knows nothing of VS Code.
import { namesEnding, namesOneOf, type SameUri } from '../base/changedUris';
import type { Sides } from './diffSession';

/** Whether a change names one of the two files, or a spec: the comparison says which spec each run was made from. */
export function isAffectedBy(changed: readonly string[], { a, b }: Sides, same: SameUri): boolean {
  return namesOneOf(changed, [fileOf(a), fileOf(b)], same) || namesEnding(changed, '.kyn');
}

// An entry of a file (`sweep_results.json#3`) changes with its file.
const fileOf = (uri: string): string => uri.replace(/#.*$/, '');
