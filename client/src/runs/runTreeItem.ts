// The items of the view of runs. Independent of VS Code.
import type { RunTreeGroup, RunTreeRun, RunTreeSpec } from '../../../src-shared/protocol/views';

/** A node of the view. Commands of its menus work on `uri`; that of an entry of a sweep has its number as fragment, and that of a version is one of its runs. */
export type RunNode =
  | { readonly kind: 'spec'; readonly uri: string | undefined; readonly spec: RunTreeSpec }
  | {
      readonly kind: 'group';
      readonly uri: string | undefined;
      readonly group: RunTreeGroup;
      readonly isFirst: boolean;
    }
  | { readonly kind: 'run'; readonly uri: string; readonly run: RunTreeRun };

/** The nodes at the top. */
export const specNodes = (specs: readonly RunTreeSpec[]): RunNode[] =>
  specs.map(spec => ({ kind: 'spec', uri: spec.uri, spec }));

/** An item: its texts, a codicon with an optional theme colour, and a context for the menus. `uri` is opened by a click. */
export interface RunTreeItem {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: { readonly name: string; readonly color?: string };
  readonly contextValue: string;
  readonly expansion: 'none' | 'collapsed' | 'expanded';
  readonly uri?: string;
}

/** The item of a node. With `isFiltered`, all nodes are expanded, so that what was found is seen. */
export function runTreeItem(node: RunNode, isFiltered: boolean): RunTreeItem {
  const item = itemOf(node);
  // The editor remembers by the id what a person collapsed, so a filtered item has its own.
  return isFiltered && item.expansion !== 'none' ? { ...item, id: `filtered:${item.id}`, expansion: 'expanded' } : item;
}

function itemOf(node: RunNode): RunTreeItem {
  switch (node.kind) {
    case 'spec':
      return specItem(node.spec);
    case 'group':
      return groupItem(node.group, node.isFirst);
    case 'run':
      return runItem(node.run);
  }
}

/** The nodes below a node. */
export function childNodes(node: RunNode): readonly RunNode[] {
  switch (node.kind) {
    case 'spec':
      return [
        ...node.spec.groups.map((group, i): RunNode => ({ kind: 'group', uri: uriOf(group), group, isFirst: i === 0 })),
        ...node.spec.runs.map(runNodeOf),
      ];
    case 'group':
      return node.group.runs.map(runNodeOf);
    case 'run':
      return [];
  }
}

// The text of a version is found by one of its runs.
const uriOf = ({ kind, uri, runs }: RunTreeGroup): string | undefined =>
  kind === 'version' ? runs[0] && uriOfRun(runs[0]) : uri;

const uriOfRun = ({ uri, entry }: RunTreeRun): string => (entry === undefined ? uri : `${uri}#${entry}`);

const runNodeOf = (run: RunTreeRun): RunNode => ({
  kind: 'run',
  uri: uriOfRun(run),
  run,
});

const LOCK_ICONS = {
  locked: { name: 'lock' },
  drifted: { name: 'warning', color: 'list.warningForeground' },
  missing: { name: 'unlock' },
  invalid: { name: 'question' },
  newer: { name: 'question' },
} as const;

const TOP_ICONS = {
  spec: { name: 'question' },
  other: { name: 'question' },
  tag: { name: 'tag' },
  artifacts: { name: 'files' },
  unreadable: { name: 'warning', color: 'list.warningForeground' },
} as const;

const TOP_CONTEXTS = {
  spec: 'kynml.spec',
  other: 'kynml.otherRuns',
  tag: 'kynml.tag',
  artifacts: 'kynml.artifacts',
  unreadable: 'kynml.unreadableRuns',
} as const;

function specItem(spec: RunTreeSpec): RunTreeItem {
  const { id, kind, uri, label, description, tooltip, lock, groups, runs } = spec;
  const isOpen = kind === 'spec' || kind === 'tag';
  return {
    id,
    label,
    description,
    tooltip,
    icon: lock ? LOCK_ICONS[lock] : TOP_ICONS[kind],
    contextValue: TOP_CONTEXTS[kind],
    expansion: groups.length + runs.length === 0 ? 'none' : isOpen ? 'expanded' : 'collapsed',
    ...(uri !== undefined && { uri }),
  };
}

const GROUP_ICONS = { version: 'git-commit', sweep: 'layers', seeds: 'combine' } as const;
const GROUP_CONTEXTS = { version: 'kynml.version', sweep: 'kynml.sweepFile', seeds: 'kynml.seeds' } as const;

const groupItem = ({ id, kind, label, description, tooltip }: RunTreeGroup, isFirst: boolean): RunTreeItem => ({
  id,
  label,
  description,
  tooltip,
  icon: { name: GROUP_ICONS[kind] },
  contextValue: GROUP_CONTEXTS[kind],
  expansion: isFirst && kind !== 'seeds' ? 'expanded' : 'collapsed',
});

const MARK_ICONS = {
  best: { name: 'star-full', color: 'charts.yellow' },
  baseline: { name: 'pinned' },
  failed: { name: 'error', color: 'list.errorForeground' },
  untrusted: { name: 'warning', color: 'list.warningForeground' },
  missing: { name: 'circle-slash' },
  unreadable: { name: 'error', color: 'list.errorForeground' },
} as const;

const STATE_ICONS = {
  current: { name: 'circle-filled' },
  stale: { name: 'circle-outline' },
  unknown: { name: 'question' },
} as const;

const runItem = (run: RunTreeRun): RunTreeItem => ({
  id: run.id,
  uri: run.uri,
  label: run.label,
  description: run.description,
  tooltip: run.tooltip,
  icon: iconOf(run),
  contextValue: runContext(run),
  expansion: 'none',
});

const ARTIFACT_ICONS: ReadonlyMap<string, string> = new Map([
  ['eval-report', 'beaker'],
  ['experiment-manifest', 'note'],
  ['session-log', 'comment-discussion'],
  ['dlm-document', 'package'],
  ['dlm-lock', 'lock'],
  ['kynml-lock', 'lock'],
]);

function iconOf({ mark, state, artifact }: RunTreeRun): RunTreeItem['icon'] {
  if (mark) return MARK_ICONS[mark];
  return artifact === undefined ? STATE_ICONS[state] : { name: ARTIFACT_ICONS.get(artifact) ?? 'file' };
}

function runContext({ mark, entry, artifact, isBaseline }: RunTreeRun): string {
  if (mark === 'missing') return 'kynml.missingEntry';
  if (mark === 'unreadable') return 'kynml.unreadableRun';
  if (artifact !== undefined) return `kynml.artifact.${artifact}`;
  if (entry !== undefined) return isBaseline ? 'kynml.baselineEntry' : 'kynml.sweepEntry';
  return isBaseline ? 'kynml.baselineRun' : 'kynml.run';
}
