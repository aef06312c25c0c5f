// Which comments belong to the statement above them: those directly below it that are followed by a blank line or the
// end of the block. So a commented-out line stays with the key that replaced it. All other comments belong to the
// statement below. A comment in column 1 never belongs to the statement above, because at the end of a block it leads
// the next item.

/** A line between two statements: a blank line, a comment in column 1 or an indented comment. */
export type GapLine = 'blank' | 'column' | 'indented';

/**
 * The number of comment lines below a statement that belong to it. `isLast`: no other statement of the block follows.
 */
export function countTrailingComments(below: readonly GapLine[], isLast: boolean): number {
  const end = below.findIndex(line => line !== 'indented');
  const run = end < 0 ? below.length : end;
  return isLast || below[run] === 'blank' ? run : 0;
}
