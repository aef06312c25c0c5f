// Why an import could not be loaded, as the composition of a spec records it.
import { isAbsent } from '../../host/linkFailure';
import { isEncodingFault, type TextResult } from '../../host/readText';
import type { LoadProblem, NearImport } from '../../kyn/names/compose';

/** The problem of an import that was not loaded. `near` is called for a file that does not exist. */
export function importProblem(
  read: TextResult,
  near: () => NearImport | undefined,
): { readonly problem: LoadProblem; readonly near?: NearImport } {
  const reason = read.ok ? 'unreadable' : read.reason;
  const found = reason === 'missing' ? near() : undefined;
  return {
    problem: isAbsent(reason) || isEncodingFault(reason) || reason === 'untrusted' ? reason : 'unreadable',
    ...(found && { near: found }),
  };
}
