// Why an import could not be loaded, as the composition of a spec records it.
import { isAbsent } from '../../host/linkFailure';
import { isEncodingFault, type TextResult } from '../../host/readText';
import type { FindNear, LoadProblem } from '../../kyn/names/compose';

/** The problem of an import that was not loaded. `near` is kept for a file that does not exist. */
export function importProblem(
  read: TextResult,
  near: FindNear,
): { readonly problem: LoadProblem; readonly near?: FindNear } {
  const reason = read.ok ? 'unreadable' : read.reason;
  return {
    problem: isAbsent(reason) || isEncodingFault(reason) || reason === 'untrusted' ? reason : 'unreadable',
    ...(reason === 'missing' && { near }),
  };
}
