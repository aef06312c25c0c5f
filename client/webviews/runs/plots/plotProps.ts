// What each plot gets.
import type { RunTableColumn, RunTableView } from '../../../../src-shared/protocol/runTableView';

/** The runs of a plot, and what happens to them. `hovered`: the run under the pointer, or the one that the keyboard reached. */
export interface PlotProps {
  readonly view: RunTableView;
  /** The columns of the table. */
  readonly columns: readonly RunTableColumn[];
  /** The runs of the table, in its order. */
  readonly rows: readonly number[];
  readonly selected: ReadonlySet<number>;
  readonly isNarrow: boolean;
  readonly hovered: number | undefined;
  readonly hover: (run: number | undefined) => void;
  readonly select: (runs: readonly number[]) => void;
}
