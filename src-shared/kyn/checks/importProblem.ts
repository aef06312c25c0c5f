// Imports that lead nowhere or in a circle.
import { type Fix, fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Check } from '../check';
import { type ImportProblem, importProblemText } from '../names/compose';
import { wholeLines } from '../syntax/blockLines';

/** An import names a file that cannot be read, or one that leads back to where it came from. */
export const importProblem: Check = {
  code: 'import-problem',
  severity: 'error',
  stage: 'composition',
  summary: 'An import names a file that is not there or cannot be read, or imports go in a circle.',
  example: 'import "not_there.kyn"\n',
  fix: 'Correct the path (it is relative to this file), or break the circle.',
  *file({ composition }) {
    for (const problem of composition.problems) {
      const { item, at } = problem.via;
      const span = shift(item.path?.span ?? item.keyword.span, at);
      yield { message: importProblemText(problem), span, fixes: cures(problem) };
    }
  },
};

// A spec that imports itself gets nothing by it; what other imports would have brought only the author knows.
function cures({ kind, trail, via: { item, at } }: ImportProblem): Fix[] {
  if (kind !== 'cycle' || trail.length > 1) return [];
  return [fix('Remove this import', shift(wholeLines(item, item.path?.span ?? item.keyword.span), at), '', false)];
}
