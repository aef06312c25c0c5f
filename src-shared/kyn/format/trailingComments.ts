// Which comments belong to the line above them: those that stand directly below it and have a blank line, or the end of the block, behind them.
// So a line that was commented out stays with the key that took its place. All others belong to the line below; one in column 1 is never a line's own,
// for at the end of a block it leads what comes next, and a key may be moved there.

/** A line between two statements. A comment in column 1 behind the last statement leads the next block. */
export type GapLine = 'gap' | 'column' | 'indented';

/** How many of the lines below a statement, all of them comments, belong to it. `isLast`: no other statement of the block follows. */
export function countTrailingComments(below: readonly GapLine[], isLast: boolean): number {
  const end = below.findIndex(line => line !== 'indented');
  const run = end < 0 ? below.length : end;
  return isLast || below[run] === 'gap' ? run : 0;
}
