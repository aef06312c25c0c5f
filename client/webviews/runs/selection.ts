// The selected runs. They are known by URI, so that they stay selected when the table changes.
import type { RunTableView } from '../../../src-shared/protocol/runTableView';

/** How a run is added: alone, in addition, or with all between it and the last one. */
export type SelectHow = 'only' | 'toggle' | 'range';

/** The selected runs of a table. */
export class Selection {
  runs: ReadonlySet<number> = new Set();
  private view: RunTableView | undefined;
  private anchor: number | undefined;

  /** Another view: the runs with these URIs are selected. */
  show(view: RunTableView, uris: readonly string[]): void {
    const anchor = this.anchor === undefined ? undefined : this.view?.runs[this.anchor];
    this.view = view;
    this.anchor = typeof anchor === 'string' ? view.runs.indexOf(anchor) : undefined;
    const wanted = new Set(uris);
    this.set(view.runs.flatMap((uri, run) => (uri !== null && wanted.has(uri) ? [run] : [])));
  }

  /** Selects these runs and no others; those that have no file cannot be selected. */
  set(runs: Iterable<number>): void {
    this.runs = new Set([...runs].filter(run => typeof this.view?.runs[run] === 'string'));
  }

  /** The selected runs after one was added. */
  after(run: number, how: SelectHow, rows: readonly number[]): Set<number> {
    const start = this.anchor === undefined ? -1 : rows.indexOf(this.anchor);
    // A filter may have removed the last run.
    if (how === 'range' && start >= 0) {
      const end = rows.indexOf(run);
      return new Set([...this.runs, ...rows.slice(Math.min(start, end), Math.max(start, end) + 1)]);
    }
    this.anchor = run;
    if (how === 'only') return new Set([run]);
    const selected = new Set(this.runs);
    if (!selected.delete(run)) selected.add(run);
    return selected;
  }

  /** The URIs of the selected runs. */
  uris(): string[] {
    return [...this.runs].flatMap(run => this.view?.runs[run] ?? []);
  }
}
