// The runs of a workspace as a tree: specs, their versions, and the runs of each version; or by tag.
import type { Combinations } from '../../kyn/compile/combinations';
import type { LockState } from '../../protocol/requests';
import type { RunTreeQuery, RunTreeRun, RunTreeSpec, RunTreeView } from '../../protocol/views';
import { shortHash } from '../../repro/hash/configHash';
import { bestRuns } from '../../runs/list/bestRuns';
import { groupedBy } from '../../runs/list/groupedBy';
import { headlineMetric } from '../../runs/list/headlineMetric';
import { type ListFilter, parseListFilter } from '../../runs/list/listFilter';
import { type RunRow, runValue } from '../../runs/list/runRow';
import { newestFirst, sortedBy } from '../../runs/list/sortRows';
import { oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import { withSweepSpecs } from './sweepSpecs';
import { countText, type NodeRuns, seedNodes, versionGroups } from './treeGroups';
import { treeMessage } from './treeMessage';
import { type RunPlace, runNode, type TreeWording } from './treeRun';

/** A spec of the workspace. `metrics`: those that it evaluates, in its order; `combinations`: of its sweep, asked for only where it has one. */
export interface TreeSpec {
  readonly path: string;
  readonly hash: string | undefined;
  readonly lock: LockState;
  readonly metrics: readonly string[];
  readonly combinations?: () => Combinations | undefined;
}

/** A file that should be a run but cannot be read; `reason` completes "it cannot be read: ". */
export interface UnreadableRun {
  readonly path: string;
  readonly reason: string;
}

/** What the tree is made of. `problems`: sentences about notes that are not used. */
export interface TreeContent {
  readonly rows: readonly RunRow[];
  readonly specs: readonly TreeSpec[];
  readonly unreadable: readonly UnreadableRun[];
  readonly problems: readonly string[];
}

/** The tree. Specs are sorted by name; the runs whose spec is not known, and the files that cannot be read, come last. */
export function runTree(content: TreeContent, query: RunTreeQuery, wording: TreeWording): RunTreeView {
  const parsed = parseListFilter(query.filter ?? '');
  const fault = typeof parsed === 'string' ? parsed : undefined;
  const filter = typeof parsed === 'string' || (query.filter ?? '').trim() === '' ? undefined : parsed;
  const all = newestFirst(withSweepSpecs(content.rows));
  const shown = filter ? all.filter(row => filter.matches(row, wording)) : all;
  const tree: Tree = { content, query, wording, filter, all, shown: new Set(shown) };
  const nodes = query.group === 'tag' ? tagNodes(tree) : specNodes(tree);
  const unverified = all.filter(row => wording.stepsOf(row) === undefined).length;
  const counts = { total: all.length, shown: shown.length, unverified };
  return {
    nodes: [...nodes, ...unreadableNodes(tree)],
    message: treeMessage({ ...counts, content, filter, text: query.filter ?? '', fault }),
    ...counts,
  };
}

interface Tree {
  readonly content: TreeContent;
  readonly query: RunTreeQuery;
  readonly wording: TreeWording;
  readonly filter: ListFilter | undefined;
  readonly all: readonly RunRow[];
  readonly shown: ReadonlySet<RunRow>;
}

function specNodes(tree: Tree): RunTreeSpec[] {
  const { content, all, filter, shown } = tree;
  const bySpec = new Map<string, RunRow[]>(content.specs.map(({ path }) => [path, []]));
  const unknown: RunRow[] = [];
  for (const row of all) (bySpec.get(row.spec.path ?? '') ?? unknown).push(row);
  const hasShown = (rows: readonly RunRow[]): boolean => rows.some(row => shown.has(row));
  const specs = content.specs.filter(({ path }) => !filter || hasShown(bySpec.get(path) ?? []));
  const nodes = specs.map(spec => specNode(spec, bySpec.get(spec.path) ?? [], tree));
  const sorted = nodes.sort((a, b) => byCodePoint(a.label, b.label));
  return hasShown(unknown) ? [...sorted, otherNode(unknown, tree)] : sorted;
}

// The runs of a node in the order of the query, and what all of them decide.
function inOrder(all: readonly RunRow[], { query, wording, shown }: Tree, evaluated: readonly string[]) {
  const headline = headlineMetric(all, { setting: wording.headline, evaluated });
  const key = query.sort?.key === 'metric' ? headline : query.sort?.key;
  const sorted =
    query.sort && key !== undefined
      ? sortedBy(all, row => runValue(row, key, wording.label), query.sort.descending)
      : all;
  return { runs: { all, shown: sorted.filter(row => shown.has(row)) }, headline };
}

function specNode(spec: TreeSpec, rows: readonly RunRow[], tree: Tree): RunTreeSpec {
  const { wording, query } = tree;
  const { path, hash, lock } = spec;
  const { runs, headline } = inOrder(rows, tree, spec.metrics);
  const best = headline === undefined ? new Set<RunRow>() : bestRuns(rows, headline, wording.measurementOf);
  const place: RunPlace = { wording, headline, best };
  const facts = [
    ...(hash === undefined ? ['not UTF-8'] : [shortHash(hash)]),
    LOCK_TEXTS[lock],
    ...(rows.length === 0 ? ['no runs'] : []),
  ];
  const name = oneLine(wording.label(path));
  return {
    id: path,
    kind: 'spec',
    uri: wording.uri(path),
    label: name,
    description: facts.join(' · '),
    tooltip: [name, ...(hash === undefined ? [] : [`CONFIG_HASH ${hash}`]), LOCK_TEXTS[lock], countText(runs)].join(
      '\n',
    ),
    lock,
    ...(query.group === 'seed' ? seedNodes(runs, path, place) : { groups: versionGroups(runs, spec, place), runs: [] }),
  };
}

const LOCK_TEXTS: Readonly<Record<LockState, string>> = {
  locked: 'locked',
  drifted: 'drifted',
  missing: 'not locked',
  invalid: 'drift unknown',
  newer: 'drift unknown',
};

// A spec of an older version may have been deleted or moved since, so its runs keep the name that they had. Each version has metrics of its own, and no best run.
function otherNode(rows: readonly RunRow[], tree: Tree): RunTreeSpec {
  const byHash = groupedBy(rows, row => row.claims.configHash);
  const groups = [...byHash.values()].flatMap(all => {
    const { runs, headline } = inOrder(all, tree, []);
    return versionGroups(runs, { path: undefined }, { wording: tree.wording, headline, best: new Set() });
  });
  return {
    id: ':unknown',
    kind: 'other',
    label: 'Other runs',
    description: countText(shownOf(rows, tree)),
    tooltip: 'Runs whose spec is not a file of this workspace now.',
    groups,
    runs: [],
  };
}

const shownOf = (all: readonly RunRow[], { shown }: Tree): NodeRuns => ({
  all,
  shown: all.filter(row => shown.has(row)),
});

// A run is below each of its tags.
function tagNodes(tree: Tree): RunTreeSpec[] {
  const { all, content, wording } = tree;
  const metrics = new Map(content.specs.map(spec => [spec.path, spec.metrics]));
  const bySpec = groupedBy(all, row => row.spec.path);
  const places = new Map(
    [...bySpec].map(([path, rows]) => {
      const headline = headlineMetric(rows, { setting: wording.headline, evaluated: metrics.get(path ?? '') ?? [] });
      const best =
        headline === undefined || path === undefined
          ? new Set<RunRow>()
          : bestRuns(rows, headline, wording.measurementOf);
      return [path, { wording, headline, best, namesSpec: true } as const];
    }),
  );
  const tags = [...new Set(all.flatMap(row => row.tags ?? []))].sort(byCodePoint);
  const node = (tag: string | undefined): RunTreeSpec[] => {
    const own = all.filter(row => (tag === undefined ? !row.tags?.length : row.tags?.includes(tag)));
    const { runs } = inOrder(own, tree, []);
    const id = `:tag:${tag ?? ''}:`;
    if (runs.shown.length === 0) return [];
    return [
      {
        id,
        kind: 'tag',
        label: tag === undefined ? 'Not tagged' : `#${oneLine(tag)}`,
        description: countText(runs),
        tooltip: tag === undefined ? 'Runs without a tag.' : `Runs with the tag ${oneLine(tag)}.`,
        groups: [],
        runs: runs.shown.flatMap((row): RunTreeRun[] => {
          const place = places.get(row.spec.path);
          return place ? [runNode(row, { ...place, parent: id })] : [];
        }),
      },
    ];
  };
  return [...tags.flatMap(node), ...node(undefined)];
}

function unreadableNodes({ content, wording, filter }: Tree): RunTreeSpec[] {
  const text = ({ path, reason }: UnreadableRun): string => `${wording.label(path)} ${reason}`;
  const isShown = (run: UnreadableRun): boolean =>
    !filter || (filter.states.every(state => state === 'unreadable') && filter.matchesText(text(run)));
  const files = content.unreadable.filter(isShown);
  if (files.length === 0) return [];
  return [
    {
      id: ':unreadable',
      kind: 'unreadable',
      label: 'Cannot be read',
      description: files.length === 1 ? '1 file' : `${files.length} files`,
      tooltip: 'Files that have the name of a run but cannot be read, so what they record is not known.',
      groups: [],
      runs: files.map(({ path, reason }) => ({
        id: `:unreadable:${path}`,
        uri: wording.uri(path),
        label: oneLine(wording.label(path)),
        description: oneLine(reason),
        tooltip: `${oneLine(wording.label(path))}\nIt cannot be read: ${oneLine(reason)}`,
        state: 'unknown',
        mark: 'unreadable',
        isBaseline: false,
      })),
    },
  ];
}
