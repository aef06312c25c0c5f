// The items of the view of runs. Independent of VS Code.
import type { RunTreeRun, RunTreeSpec, RunTreeVersion } from '../../../src-shared/protocol/views';

/** A node of the view. Commands of its menus work on `uri`. */
export type RunNode =
  | { readonly kind: 'spec'; readonly uri: string | undefined; readonly spec: RunTreeSpec }
  | { readonly kind: 'version'; readonly version: RunTreeVersion; readonly isFirst: boolean }
  | { readonly kind: 'run'; readonly uri: string; readonly run: RunTreeRun };

/** The nodes of the specs. */
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

/** The item of a node. */
export function runTreeItem(node: RunNode): RunTreeItem {
  switch (node.kind) {
    case 'spec':
      return specItem(node.spec);
    case 'version':
      return versionItem(node.version, node.isFirst);
    case 'run':
      return runItem(node.run);
  }
}

/** The nodes below a node. */
export function childNodes(node: RunNode): readonly RunNode[] {
  switch (node.kind) {
    case 'spec':
      return node.spec.versions.map((version, i) => ({ kind: 'version', version, isFirst: i === 0 }));
    case 'version':
      return node.version.runs.map(run => ({ kind: 'run', uri: run.uri, run }));
    case 'run':
      return [];
  }
}

const LOCK_ICONS = {
  locked: { name: 'lock' },
  drifted: { name: 'warning', color: 'list.warningForeground' },
  missing: { name: 'unlock' },
  invalid: { name: 'question' },
  newer: { name: 'question' },
} as const;

function specItem({ id, uri, label, description, tooltip, lock, versions }: RunTreeSpec): RunTreeItem {
  return {
    id,
    label,
    description,
    tooltip,
    icon: lock ? LOCK_ICONS[lock] : { name: 'question' },
    contextValue: uri === undefined ? 'kynml.otherRuns' : 'kynml.spec',
    expansion: versions.length === 0 ? 'none' : uri === undefined ? 'collapsed' : 'expanded',
    ...(uri !== undefined && { uri }),
  };
}

const versionItem = ({ id, label, description }: RunTreeVersion, isFirst: boolean): RunTreeItem => ({
  id,
  label,
  description,
  tooltip: `${label}\n${description}`,
  icon: { name: 'git-commit' },
  contextValue: 'kynml.version',
  expansion: isFirst ? 'expanded' : 'collapsed',
});

const MARK_ICONS = {
  best: { name: 'star-full', color: 'charts.yellow' },
  failed: { name: 'error', color: 'list.errorForeground' },
  'not-finite': { name: 'warning', color: 'list.warningForeground' },
} as const;

const STATE_ICONS = {
  current: { name: 'circle-filled' },
  stale: { name: 'circle-outline' },
  unknown: { name: 'question' },
} as const;

const runItem = ({ id, uri, label, description, tooltip, state, mark, isEntry }: RunTreeRun): RunTreeItem => ({
  id,
  uri,
  label,
  description,
  tooltip,
  icon: mark ? MARK_ICONS[mark] : STATE_ICONS[state],
  contextValue: isEntry ? 'kynml.sweepEntry' : 'kynml.run',
  expansion: 'none',
});
