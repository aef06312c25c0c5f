// Why the text of a spec is not a version that a lock can pin or that can be compared: it is not the spec, or two versions of it.
import { lfsPointer } from './lfsPointer';
import { anyConflicts } from './mergeConflicts';

/** `pointer`: the Git LFS pointer of the spec. `conflict`: a spec with a merge conflict. */
export type SpecFault = 'pointer' | 'conflict';

/** What is in the file instead of one version of a spec; undefined for any other text. */
export function specFault(text: string): SpecFault | undefined {
  if (lfsPointer(text)) return 'pointer';
  return anyConflicts(text).length > 0 ? 'conflict' : undefined;
}

/** The fault as the end of a sentence about the spec. */
export const specFaultText = (fault: SpecFault): string =>
  fault === 'pointer' ? 'is a Git LFS pointer' : 'contains a merge conflict';

/** What to do about it, as a sentence. */
export const specFaultFix = (fault: SpecFault): string =>
  fault === 'pointer' ? 'Run `git lfs pull` to fetch the spec.' : 'Resolve the conflict first.';
