// Which comments belong to the line above them: those that stand directly below it and have a blank line, or the end of the block, behind them.
// So a line that was commented out stays with the key that took its place. All others belong to the line below.

/** A line between two statements. A comment in column 1 behind the last statement leads the next block. */
export type Between = 'gap' | 'column' | 'indented';

/** How many of the lines below a statement, all of them comments, belong to it. `isLast`: no other statement of the block follows. */
export function ownComments(below: readonly Between[], isLast: boolean): number {
  const gap = below.indexOf('gap');
  if (!isLast) return Math.max(gap, 0);
  return Math.min(gap < 0 ? below.length : gap, below.lastIndexOf('indented') + 1);
}
