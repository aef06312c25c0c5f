// Reports imports of files that cannot be read, and import cycles.
import { type Fix, fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Check } from '../check';
import { isWritable } from '../data/columnText';
import { type ImportProblem, importProblemText, isUnread, reportedProblems } from '../names/compose';
import { wholeLines } from '../syntax/blockLines';

/** An import names a file that cannot be read, or is part of a cycle. */
export const importProblem: Check = {
  code: 'import-problem',
  severity: 'error',
  stage: 'composition',
  summary: 'An import names a file that does not exist or cannot be read, or the imports form a cycle or are too many.',
  example: 'import "not_there.kyn"\n',
  fix: 'Correct the path (it is relative to this file), or break the cycle.',
  *file({ composition }) {
    for (const problem of reportedProblems(composition)) {
      const { item, at } = problem.via;
      const span = shift(item.path?.span ?? item.keyword.span, at);
      // The import may be correct: the file was not read.
      const severity = isUnread(problem) ? 'warning' : 'error';
      yield { message: importProblemText(problem), span, severity, fixes: fixesFor(problem) };
    }
  },
};

// Only an import of the file itself can be removed safely; other imports may be needed.
function fixesFor({ kind, trail, near, via: { item, at } }: ImportProblem): Fix[] {
  if (near && trail.length === 1 && item.path && isWritable(near.path))
    return [fix(`Change to \`"${near.path}"\``, shift(item.path.span, at), `"${near.path}"`, false)];
  if (kind !== 'cycle' || trail.length > 1) return [];
  return [fix('Remove this import', shift(wholeLines(item, item.path?.span ?? item.keyword.span), at), '', false)];
}
