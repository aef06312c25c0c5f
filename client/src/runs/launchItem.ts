// The items of what was submitted to targets, in the view of runs. Independent of VS Code.
import type { Launched, LaunchesView, SubmittedRun, SubmittedState } from '../../../src-shared/protocol/targetRequests';
import { t } from '../ui/l10n';
import type { RunTreeItem } from './runTreeItem';

/** A node about what was submitted: all of it, what was submitted from a folder, one of its runs, and how many are not shown. */
export type LaunchNode =
  | { readonly kind: 'submitted'; readonly view: LaunchesView }
  | { readonly kind: 'launch'; readonly uri: string; readonly launch: Launched }
  | { readonly kind: 'submittedRun'; readonly uri: string; readonly launch: Launched; readonly run: SubmittedRun }
  | { readonly kind: 'more'; readonly launch: Launched };

/** The node at the top; none where nothing was submitted. */
export const launchNodes = (view: LaunchesView): readonly LaunchNode[] =>
  view.tooltip === '' ? [] : [{ kind: 'submitted', view }];

/** The nodes below a node. */
export function belowLaunch(node: LaunchNode): readonly LaunchNode[] {
  if (node.kind === 'submitted')
    return node.view.launches.map(launch => ({ kind: 'launch', uri: launch.folder, launch }));
  if (node.kind !== 'launch') return [];
  const { launch } = node;
  const runs = launch.runs.map((run): LaunchNode => ({ kind: 'submittedRun', uri: run.log, launch, run }));
  return launch.more === 0 ? runs : [...runs, { kind: 'more', launch }];
}

const ICONS: Readonly<Record<SubmittedState, RunTreeItem['icon']>> = {
  submitted: { name: 'clock' },
  queued: { name: 'clock' },
  running: { name: 'pulse' },
  ending: { name: 'watch' },
  done: { name: 'pass' },
  failed: { name: 'error', color: 'list.errorForeground' },
  cancelled: { name: 'circle-slash' },
  lost: { name: 'warning', color: 'list.warningForeground' },
  silent: { name: 'debug-disconnect', color: 'list.warningForeground' },
};

/** The item of a node. */
export function launchItem(node: LaunchNode): RunTreeItem {
  switch (node.kind) {
    case 'submitted':
      return topItem(node.view);
    case 'launch':
      return itemOfLaunch(node.launch);
    case 'submittedRun':
      return itemOfRun(node.run);
    case 'more':
      return moreItem(node.launch);
  }
}

// What is finished is in the list of runs too, so it need not be open.
const topItem = ({ description, tooltip, active, launches }: LaunchesView): RunTreeItem => ({
  id: ':submitted',
  label: t('Submitted'),
  description,
  tooltip,
  icon: { name: 'server-process' },
  contextValue: 'kynml.submitted',
  expansion:
    launches.length === 0 ? 'none' : active > 0 || launches.some(one => one.missing > 0) ? 'expanded' : 'collapsed',
});

function itemOfLaunch({
  id,
  label,
  description,
  tooltip,
  state,
  active,
  missing,
  command,
  runs,
}: Launched): RunTreeItem {
  const isContinued = command === 'sweep' && (active > 0 || missing > 0);
  return {
    id: `:launch:${id}`,
    label,
    description,
    tooltip,
    icon: ICONS[state],
    contextValue: `kynml.launch.${command}${active > 0 ? '.active' : ''}`,
    expansion: runs.length === 0 ? 'none' : isContinued ? 'expanded' : 'collapsed',
  };
}

/** Whether a target can still end a run. */
export const mayBeCancelled = (state: SubmittedState): boolean =>
  state === 'submitted' || state === 'queued' || state === 'running' || state === 'silent';

const itemOfRun = ({ id, label, description, tooltip, state }: SubmittedRun): RunTreeItem => ({
  id: `:submitted:${id}`,
  label,
  description,
  tooltip,
  icon: ICONS[state],
  contextValue: `kynml.submittedRun${mayBeCancelled(state) ? '.active' : ''}`,
  expansion: 'none',
});

const moreItem = ({ id, more }: Launched): RunTreeItem => ({
  id: `:more:${id}`,
  label: t('{0} more', more),
  description: '',
  tooltip: t('`kyn jobs show` lists all of them.'),
  icon: { name: 'ellipsis' },
  contextValue: 'kynml.moreSubmitted',
  expansion: 'none',
});
