// Imports that lead nowhere or in a circle.
import type { Fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import { wholeLines } from '../blockLines';
import { type Check, fix } from '../check';
import type { ImportProblem } from '../compose';

/** An import names a file that cannot be read, or one that leads back to where it came from. */
export const importProblem: Check = {
  code: 'import-problem',
  severity: 'error',
  stage: 'composition',
  summary: 'An import names a file that is not there or cannot be read, or imports go in a circle.',
  example: 'import "not_there.kyn"\n',
  cure: 'Correct the path (it is relative to this file), or break the circle.',
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

/** What is wrong with an import, and what to do. */
export function importProblemText({ kind, trail }: ImportProblem): string {
  const target = trail.at(-1) ?? '';
  const by = trail.length > 1 ? ` (imported by ${trail.slice(0, -1).join(', then ')})` : '';
  switch (kind) {
    case 'missing':
      return `There is no file ${target}${by}; the path is relative to the importing file.`;
    case 'unreadable':
      return `${target}${by} cannot be read; is it a file, and may you read it?`;
    case 'not-utf8':
      return `${target}${by} is not UTF-8 text, so it is no spec; save it as UTF-8.`;
    case 'cycle':
      return trail.length > 1
        ? `Imports go in a circle: this file imports ${trail.join(', which imports ')} again; remove one of the imports.`
        : `This file imports itself (${target}); remove the import.`;
  }
}
