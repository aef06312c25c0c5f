// A table of runs that was sent in parts.
import type { RunTableView } from './runTableView';

/** The whole table: `last` is the answer, and the parts came before it, each with some of the runs or columns. */
export const joinedTable = (parts: readonly RunTableView[], last: RunTableView): RunTableView => ({
  ...last,
  runs: [...parts, last].flatMap(({ runs }) => runs),
  columns: [...parts, last].flatMap(({ columns }) => columns),
});
