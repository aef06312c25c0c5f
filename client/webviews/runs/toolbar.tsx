// The title, the actions and the filter of the table.
import type { VNode } from 'preact';
import type { PlotKind, RunTableView } from '../../../src-shared/protocol/runTableView';
import { ActionButton } from '../shared/actionButton';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { TRUSTED } from './arrange';
import { otherBaseline } from './baselines';
import type { TableState } from './tableState';

/** What the actions do. */
export interface TableActions {
  readonly setFilter: (text: string) => void;
  readonly compare: () => void;
  /** Keeps the selected run as the baseline of its spec, or removes that baseline. */
  readonly setBaseline: (isBaseline: boolean) => void;
  /** Compares all runs with the selected one, in this table only. */
  readonly compareAll: () => void;
  /** Asks for the run that all are compared with, which need not be in this table. */
  readonly chooseBaseline: () => void;
  /** Compares the runs with no baseline, or each with that of its spec again. */
  readonly toggleBaselines: () => void;
  readonly toggleBySeed: () => void;
  /** Verifies all runs and shows those that can be trusted, or all again. */
  readonly toggleTrusted: () => void;
  readonly toggleTransposed: () => void;
  readonly showPlot: (plot: PlotKind) => void;
  readonly chooseColumns: () => void;
  readonly exportRuns: () => void;
  readonly openText: () => void;
}

/** What the top shows. `selected`: the selected runs. */
export interface ToolbarProps {
  readonly view: RunTableView;
  readonly state: TableState;
  readonly selected: ReadonlySet<number>;
  readonly transposed: boolean;
  readonly problem: string | undefined;
  readonly actions: TableActions;
}

/** The top of the page. */
export function Toolbar(props: ToolbarProps): VNode {
  const { view, state, problem, actions } = props;
  return (
    <header class="top">
      <div class="titleRow">
        <h1>{view.title ?? t('Runs')}</h1>
        <div class="toolbar" role="group" aria-label={t('Actions')}>
          <RunActions {...props} />
          <ViewActions {...props} />
          <ActionButton
            id="columns"
            icon="list-selection"
            label={t('Columns…')}
            title={t('Choose which columns are shown')}
            onClick={actions.chooseColumns}
          />
          <ActionButton
            id="export"
            icon="export"
            label={t('Export…')}
            title={t('Copy or save the runs and columns that are shown')}
            onClick={actions.exportRuns}
          />
          {view.title !== undefined && (
            <ActionButton id="text" icon="json" label={t('Open as text')} onClick={actions.openText} />
          )}
        </div>
      </div>
      <div class="filterRow">
        <span class="filterBox">
          <Icon name="filter" />
          <input
            type="text"
            data-key="filter"
            value={state.filter}
            placeholder={t('Filter: words, or conditions such as mae < 14 and seed = 3')}
            aria-label={t('Filter of runs')}
            aria-invalid={problem !== undefined}
            aria-describedby="problem"
            spellcheck={false}
            onInput={event => actions.setFilter(event.currentTarget.value)}
          />
        </span>
        <PlotChoice plot={state.plot} showPlot={actions.showPlot} />
      </div>
      <p id="problem" class="problem" role="status">
        {problem}
      </p>
      {view.remarks.map(remark => (
        <p key={remark} class="remark">
          <bdi>{remark}</bdi>
        </p>
      ))}
    </header>
  );
}

function RunActions(props: ToolbarProps): VNode {
  const { view, selected, actions } = props;
  const [only] = selected;
  const isCompared = selected.size === 1 && only !== undefined && otherBaseline(view, only) !== undefined;
  return (
    <>
      {(selected.size === 2 || isCompared) && (
        <ActionButton
          id="compare"
          icon="diff"
          label={t('Compare')}
          title={isCompared ? t('Compare the selected run with its baseline') : t('Compare the two selected runs')}
          onClick={actions.compare}
        />
      )}
      {selected.size === 1 ? <BaselineActions {...props} /> : <BaselineSwitch {...props} />}
      {view.title !== undefined && (
        <ActionButton
          id="chooseBaseline"
          icon="target"
          label={t('Compare with…')}
          title={t(
            'Compare all runs of this table with a run of the workspace, which need not be in this file. It is not kept',
          )}
          onClick={actions.chooseBaseline}
        />
      )}
    </>
  );
}

function BaselineActions({ view, state, selected, actions }: ToolbarProps): VNode {
  const [run = -1] = selected;
  const isStored = state.query.baseline === undefined && view.baselines?.includes(run) === true;
  return (
    <>
      <ActionButton
        id="baseline"
        icon={isStored ? 'pinned' : 'pin'}
        label={isStored ? t('Remove baseline') : t('Set as baseline')}
        title={
          isStored
            ? t('The selected run is the baseline of its spec. Compare the runs of the spec with none')
            : t('Compare the runs of its spec with the selected one, here and elsewhere. It is kept in .kynml')
        }
        onClick={() => actions.setBaseline(!isStored)}
      />
      <ActionButton
        id="compareAll"
        icon="target"
        label={t('Compare all with it')}
        title={t('Compare all runs of this table with the selected one, whatever their spec is. It is not kept')}
        onClick={actions.compareAll}
      />
    </>
  );
}

function BaselineSwitch({ view, state, actions }: ToolbarProps): VNode | null {
  const isOff = state.query.baseline === null;
  if (!isOff && !view.baselines) return null;
  return (
    <ActionButton
      id="baselines"
      icon={isOff ? 'pin' : 'pinned'}
      label={isOff ? t('Show baselines') : t('Clear baseline')}
      title={
        isOff
          ? t('Compare each run with the baseline of its spec again')
          : t('Compare the runs of this table with no baseline. Those of the specs are kept')
      }
      onClick={actions.toggleBaselines}
    />
  );
}

function ViewActions({ state, transposed, actions }: ToolbarProps): VNode {
  return (
    <>
      <ActionButton
        id="bySeed"
        icon="group-by-ref-type"
        label={t('By seed')}
        title={t('One row for the runs that differ only in their seed, with mean and standard deviation')}
        pressed={state.query.bySeed === true}
        onClick={actions.toggleBySeed}
      />
      <ActionButton
        id="trusted"
        icon="verified"
        label={t('Trusted only')}
        title={t('Verify all runs, and show those that were confirmed and have nothing against them')}
        pressed={state.filter.trim() === TRUSTED}
        onClick={actions.toggleTrusted}
      />
      <ActionButton
        id="transposed"
        icon="arrow-swap"
        label={t('Runs as columns')}
        title={t('Show a column for each run')}
        pressed={transposed}
        onClick={actions.toggleTransposed}
      />
    </>
  );
}

function PlotChoice({
  plot,
  showPlot,
}: {
  readonly plot: PlotKind;
  readonly showPlot: (plot: PlotKind) => void;
}): VNode {
  const kinds: readonly (readonly [PlotKind, string, string])[] = [
    ['scatter', 'graph-scatter', t('Scatter')],
    ['parallel', 'graph-line', t('Parallel')],
    ['time', 'history', t('Over time')],
    ['loss', 'pulse', t('Loss')],
  ];
  return (
    <div class="toolbar" role="group" aria-label={t('Plot')}>
      {kinds.map(([kind, icon, label]) => (
        <ActionButton
          key={kind}
          id={`plot:${kind}`}
          icon={icon}
          label={label}
          pressed={plot === kind}
          onClick={() => showPlot(plot === kind ? 'none' : kind)}
        />
      ))}
    </div>
  );
}
