// The screen of the table: receives messages, keeps what the user chose, and renders the page from both.
import { render, type VNode } from 'preact';
import type {
  FromRunsWebview,
  LossCurve,
  RunsWebviewState,
  RunTableColumn,
  RunTableView,
  ToRunsWebview,
} from '../../../src-shared/protocol/runTableView';
import { t } from '../shared/l10n';
import type { WebviewHost } from '../shared/vscodeApi';
import { NAME, type ShownColumns, shownColumns, shownRows, TRUSTED } from './arrange';
import { comparedRuns } from './baselines';
import { chosenColumns, columnChoices, withHidden, withMoved } from './chosenColumns';
import { FEW_RUNS } from './gridItems';
import { type GridPorts, GridView, NARROW } from './gridView';
import { EmptyPage, FailurePage, Page } from './page';
import { PlotArea } from './plots/plotArea';
import { Selection } from './selection';
import { readState, type TableState } from './tableState';
import type { TableActions } from './toolbar';
import { runCount, sortWords } from './words';

/** The elements of the page and its connection to the panel. `live` is an ARIA live region. */
export interface ScreenOptions {
  readonly root: HTMLElement;
  readonly live: HTMLElement;
  readonly host: WebviewHost<FromRunsWebview, RunsWebviewState>;
}

/** Starts the screen and asks for the table. Returns the receiver of messages. */
export function startRunsScreen(options: ScreenOptions): (message: ToRunsWebview) => void {
  const state = options.host.getState();
  const saved = readState(state);
  const screen = new RunsScreen(options, saved);
  // A new page has no state, so the table is the one that it was opened for.
  options.host.postMessage({ type: 'ready', ...(state ? { saved: saved.query } : {}) });
  return message => screen.receive(message);
}

class RunsScreen {
  private view: RunTableView | undefined;
  private failure: string | undefined;
  private columns: ShownColumns = { columns: [], total: 0, equal: 0, repeats: 0, byUser: 0 };
  private rows: readonly number[] = [];
  private problem: string | undefined;
  private curves: readonly LossCurve[] = [];
  /** The plot as it was drawn last; undefined when it must be drawn again, null where none is shown. */
  private plot: VNode | null | undefined;
  private readonly selection = new Selection();
  private readonly grid: GridView;

  constructor(
    private readonly options: ScreenOptions,
    private state: TableState,
  ) {
    this.grid = new GridView(options.root, {
      draw: () => this.render(),
      resized: () => this.draw(),
      act: (action, place) => this.act(action, place),
    });
  }

  receive(message: ToRunsWebview): void {
    if (message.type === 'columns') this.change(chosenColumns(this.view, this.state, message.keys));
    else if (message.type === 'curves') {
      this.curves = message.curves;
      this.draw();
    } else this.receiveTable(message);
  }

  private receiveTable(message: Extract<ToRunsWebview, { type: 'table' | 'failure' }>): void {
    // The text while the table was pending is in the document of the panel.
    if (!this.view && this.failure === undefined) this.options.root.replaceChildren();
    this.failure = message.type === 'failure' ? message.message : undefined;
    if (message.type === 'table') this.show(message.view);
    this.change({ query: message.query });
    this.announce(this.failure ?? this.countWords());
  }

  private show(view: RunTableView): void {
    this.view = view;
    this.selection.show(view, this.state.selected);
  }

  /** Changes what the user chose, and renders the page from it. */
  private change(changes: Partial<TableState>): void {
    this.state = { ...this.state, ...changes };
    this.arrange();
    this.draw();
    this.save();
    if ('selected' in changes || 'plot' in changes || 'query' in changes) this.requestCurves();
  }

  private arrange(): void {
    const { view, state } = this;
    if (!view) return;
    this.columns = shownColumns(view, state);
    const { rows, baselines, problem } = shownRows(view, state);
    this.rows = rows;
    this.problem = problem;
    this.grid.show({ view, columns: this.columns.columns, rows, baselines, transposed: this.isTransposed(view) });
  }

  private isTransposed({ runs }: RunTableView): boolean {
    return this.state.transposed ?? runs.length <= FEW_RUNS;
  }

  private draw(): void {
    this.plot = undefined;
    this.render();
  }

  // While the grid is scrolled, the plot is not drawn again: it may have thousands of marks.
  private render(): void {
    const { root, host } = this.options;
    const send = (message: FromRunsWebview): void => host.postMessage(message);
    const { view, failure } = this;
    if (failure !== undefined) render(<FailurePage message={failure} send={send} />, root);
    else if (view?.runs.length === 0) render(<EmptyPage view={view} send={send} />, root);
    else if (view) render(this.page(view), root);
    this.grid.drawn();
  }

  private page(view: RunTableView): VNode {
    const { state, columns, rows, problem, actions, selection } = this;
    const selected = selection.runs;
    if (this.plot === undefined) this.plot = this.plotOf(view);
    return (
      <Page
        toolbar={{ view, state, selected, transposed: this.isTransposed(view), problem, actions }}
        grid={this.grid.props(view, { sort: state.sort, selected })}
        footer={{
          shown: rows.length,
          total: view.runs.length,
          grouped: view.counts?.reduce((sum, count) => sum + count, 0),
          selected: selected.size,
          columns,
        }}
        plot={this.plot}
      />
    );
  }

  private plotOf(view: RunTableView): VNode | null {
    const { state, columns, rows, selection, curves } = this;
    if (state.plot === 'none') return null;
    return (
      <PlotArea
        kind={state.plot}
        view={view}
        columns={columns.columns}
        rows={rows}
        selected={selection.runs}
        curves={curves}
        axes={state.axes ?? {}}
        isNarrow={window.innerWidth < NARROW}
        setAxes={axes => this.change({ axes: { ...state.axes, ...axes } })}
        select={runs => this.select(runs)}
        send={message => this.options.host.postMessage(message)}
      />
    );
  }

  private readonly actions: TableActions = {
    setFilter: filter => {
      this.change({ filter });
      this.announce(this.problem ?? this.countWords());
    },
    compare: () => {
      const pair = this.view && comparedRuns(this.view, this.selection.runs, this.rows);
      if (pair) this.options.host.postMessage({ type: 'compare', ...pair });
    },
    setBaseline: isBaseline => {
      const [run] = this.selection.uris();
      if (run === undefined) return;
      if (this.state.query.baseline !== undefined) this.compareWith(undefined);
      this.options.host.postMessage({ type: 'setBaseline', run, isBaseline });
    },
    compareAll: () => this.compareWith(this.selection.uris()[0]),
    chooseBaseline: () => this.options.host.postMessage({ type: 'chooseBaseline' }),
    toggleBaselines: () => this.compareWith(this.state.query.baseline === null ? undefined : null),
    toggleBySeed: () => {
      const { bySeed, ...query } = this.state.query;
      this.ask(bySeed ? query : { ...query, bySeed: true });
    },
    toggleTrusted: () => {
      const isOn = this.state.filter.trim() === TRUSTED;
      this.actions.setFilter(isOn ? '' : TRUSTED);
      if (!isOn) this.options.host.postMessage({ type: 'verifyAll' });
    },
    toggleTransposed: () => this.view && this.change({ transposed: !this.isTransposed(this.view) }),
    showPlot: plot => this.change({ plot }),
    chooseColumns: () =>
      this.view &&
      this.options.host.postMessage({ type: 'chooseColumns', columns: columnChoices(this.view, this.columns.columns) }),
    exportRuns: () =>
      this.view &&
      this.options.host.postMessage({
        type: 'export',
        runs: this.rows.flatMap(run => this.view?.runs[run] ?? []),
        columns: this.columns.columns.flatMap(({ key, isLocal }) => (isLocal ? [] : [key])),
      }),
    openText: () => this.options.host.postMessage({ type: 'openText' }),
  };

  private compareWith(chosen: string | null | undefined): void {
    const { baseline: _, ...query } = this.state.query;
    this.ask(chosen === undefined ? query : { ...query, baseline: chosen });
  }

  private ask(query: TableState['query']): void {
    this.options.host.postMessage({ type: 'query', query });
  }

  private act(...[action, { run, column }]: Parameters<GridPorts['act']>): void {
    if (action.type === 'sort') this.sort(column?.key ?? NAME);
    else if (action.type === 'hide') this.hide(column);
    else if (action.type === 'move') this.move(column, action.to);
    else if (action.type === 'open') this.open(run);
    else if (action.type === 'selectAll') this.select(this.rows);
    else if (action.type === 'clear') this.select([]);
    else if (action.type === 'select' && run !== undefined)
      this.select(this.selection.after(run, action.how, this.rows));
  }

  private open(run: number | undefined): void {
    const uri = run === undefined ? undefined : this.view?.runs[run];
    if (uri) this.options.host.postMessage({ type: 'open', run: uri });
  }

  private move(column: RunTableColumn | undefined, to: string): void {
    if (column) this.change({ order: withMoved(this.columns.columns, column.key, to) });
  }

  private sort(key: string): void {
    const { sort } = this.state;
    // The third time it is the order of the view again.
    const next =
      sort?.key !== key ? { key, descending: false } : sort.descending ? undefined : { key, descending: true };
    const { sort: _, ...rest } = this.state;
    this.state = rest;
    this.change(next ? { sort: next } : {});
    this.announce(
      sortWords(
        this.view?.columns.find(c => c.key === key),
        next,
      ),
    );
  }

  private hide(column: RunTableColumn | undefined): void {
    if (!column) return;
    this.change(withHidden(this.state, column.key));
    this.announce(t('{0} is hidden. Columns… shows it again.', column.title));
  }

  private select(runs: Iterable<number>): void {
    this.selection.set(runs);
    this.change({ selected: this.selection.uris() });
    this.announce(t('{0} selected', this.selection.runs.size));
  }

  private requestCurves(): void {
    if (this.state.plot === 'loss') this.options.host.postMessage({ type: 'curves', runs: this.selection.uris() });
  }

  private countWords(): string {
    const total = this.view?.runs.length ?? 0;
    return this.rows.length === total ? runCount(total) : t('{0} of {1} shown', this.rows.length, runCount(total));
  }

  private announce(words: string): void {
    if (this.options.live.textContent !== words) this.options.live.textContent = words;
  }

  private save(): void {
    this.options.host.setState(this.state);
  }
}
