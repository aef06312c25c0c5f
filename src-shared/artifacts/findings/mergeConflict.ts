// A merge conflict that git left in a file. Specs, locks and other artifacts share this finding.
import { defineFinding } from '../../text/defineFinding';
import type { Fix } from '../../text/diagnostic';
import { type ConflictSide, keepSide, type MergeConflict } from '../../text/mergeConflicts';

/** The fixes that keep one side of all conflicts of a file; none where only a part of one is left. */
export const sideFixes = (conflicts: readonly MergeConflict[]): Fix[] =>
  hasLeftover(conflicts)
    ? []
    : [keep(conflicts, 'ours', 'Keep the current side'), keep(conflicts, 'theirs', 'Keep the incoming side')];

// Of a conflict with one marker the sides are not known.
const hasLeftover = (conflicts: readonly MergeConflict[]): boolean => conflicts.some(c => c.isLeftover);

/** The facts of the finding. */
export const conflictFacts = (conflicts: readonly MergeConflict[]): ConflictFacts => ({
  count: conflicts.length,
  hasLeftover: hasLeftover(conflicts),
});

interface ConflictFacts {
  readonly count: number;
  readonly hasLeftover: boolean;
}

const keep = (conflicts: readonly MergeConflict[], side: ConflictSide, title: string): Fix => ({
  title: conflicts.length === 1 ? title : `${title} of all ${conflicts.length} conflicts`,
  edits: keepSide(conflicts, side),
  safe: false,
  deletes: true,
});

/** A file has merge conflicts. It is reported once, at the first conflict, in place of the syntax errors that the markers cause. */
export const mergeConflict = defineFinding({
  code: 'merge-conflict',
  severity: 'error',
  group: 'artifacts',
  summary:
    'A spec, a lock or another artifact contains a merge conflict or a part of one, so neither version of it is used.',
  fix: 'Keep one side, or combine both by hand. A lock can also be regenerated after the spec is correct.',
  example:
    '{\n<<<<<<< HEAD\n  "config_hash": "1111111111111111111111111111111111111111111111111111111111111111",\n=======\n  "config_hash": "2222222222222222222222222222222222222222222222222222222222222222",\n>>>>>>> feature\n  "kynml_version": "0.9",\n  "schema_version": "1",\n  "source_path": "spec.kyn"\n}\n',
  exampleFile: 'kynml.lock',
  message: ({ count, hasLeftover }: ConflictFacts) =>
    hasLeftover
      ? 'This line looks like a leftover of a merge conflict, so the file cannot be used. Remove it, and check the lines around it.'
      : `The file contains ${count === 1 ? 'a merge conflict' : `${count} merge conflicts`}, so it cannot be used. Keep one side, or combine both.`,
  *find(conflicts: readonly MergeConflict[]) {
    const [first] = conflicts;
    if (first) yield { facts: conflictFacts(conflicts), span: first.marker, fixes: sideFixes(conflicts) };
  },
});
