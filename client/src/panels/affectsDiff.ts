// Determines whether a change affects a comparison. Independent of VS Code.
import { includesAny, includesSpec, type SameUri } from '../base/changedUris';
import type { Sides } from './diffSession';

/** Whether a change names one of the two files, or a spec: the comparison shows the spec of each run. */
export function affectsDiff(changed: readonly string[], { a, b }: Sides, same: SameUri): boolean {
  return includesAny(changed, [fileOf(a), fileOf(b)], same) || includesSpec(changed);
}

// An entry (`sweep_results.json#3`) changes with its file.
const fileOf = (uri: string): string => uri.replace(/#.*$/, '');
