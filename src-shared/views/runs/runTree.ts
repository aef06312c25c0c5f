// The runs of a workspace as a tree: specs, their versions, and the runs of each version; or by tag.
import type { LockState } from '../../protocol/requests';
import type { RunTreeGroup, RunTreeQuery, RunTreeSpec, RunTreeView } from '../../protocol/views';
import { bestRuns } from '../../runs/list/bestRuns';
import { groupedBy } from '../../runs/list/groupedBy';
import { parseListFilter } from '../../runs/list/listFilter';
import type { RunRow } from '../../runs/list/runRow';
import { newestFirst } from '../../runs/list/sortRows';
import { eachInSteps, type Steps } from '../../runs/steps';
import { shortHash } from '../../text/hashForm';
import { oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import { withSweepSpecs } from './sweepSpecs';
import { inOrder, type Tree, type TreeContent, type TreeSpec } from './treeContent';
import { fileNodes, isListedByKind } from './treeFiles';
import { versionGroups } from './treeGroups';
import { treeMessage } from './treeMessage';
import type { RunPlace, TreeWording } from './treeRun';
import { seedNodes } from './treeSeeds';
import { tagNodes } from './treeTags';
import { countText, type NodeRuns } from './treeTexts';
import { unreadableNodes } from './treeUnreadable';

/** The tree, in steps of a hundred runs. Specs are sorted by name; then come the runs whose spec is not known, other artifacts by kind, and the files that cannot be read. */
export function* runTree(content: TreeContent, query: RunTreeQuery, wording: TreeWording): Steps<RunTreeView> {
  const parsed = parseListFilter(query.filter ?? '');
  const fault = typeof parsed === 'string' ? parsed : undefined;
  const filter = typeof parsed === 'string' || (query.filter ?? '').trim() === '' ? undefined : parsed;
  const all = newestFirst(withSweepSpecs(content.rows));
  const matches = filter && (yield* eachInSteps(all, row => filter.matches(row, wording)));
  const shown = matches ? all.filter((_, i) => matches[i]) : all;
  const tree: Tree = { content, query, wording, filter, all, shown: new Set(shown) };
  const nodes = yield* query.group === 'tag' ? tagNodes(tree) : specNodes(tree);
  const unverified = all.filter(row => wording.stepsOf(row) === undefined).length;
  const counts = { total: all.length, shown: shown.length, unverified };
  return {
    nodes: [...nodes, ...fileNodes(tree), ...unreadableNodes(tree)],
    message: treeMessage({ ...counts, content, filter, text: query.filter ?? '', fault }),
    ...counts,
  };
}

function* specNodes(tree: Tree): Steps<RunTreeSpec[]> {
  const { content, all, filter, shown } = tree;
  const bySpec = new Map<string, RunRow[]>(content.specs.map(({ path }) => [path, []]));
  const unknown: RunRow[] = [];
  for (const row of all.filter(one => !isListedByKind(one))) (bySpec.get(row.spec.path ?? '') ?? unknown).push(row);
  const hasShown = (rows: readonly RunRow[]): boolean => rows.some(row => shown.has(row));
  const specs = content.specs.filter(({ path }) => !filter || hasShown(bySpec.get(path) ?? []));
  const nodes: RunTreeSpec[] = [];
  for (const spec of specs) nodes.push(yield* specNode(spec, bySpec.get(spec.path) ?? [], tree));
  const sorted = nodes.sort((a, b) => byCodePoint(a.label, b.label));
  return hasShown(unknown) ? [...sorted, yield* otherNode(unknown, tree)] : sorted;
}

function* specNode(spec: TreeSpec, rows: readonly RunRow[], tree: Tree): Steps<RunTreeSpec> {
  const { wording, query } = tree;
  const { path, hash, lock, repeatability } = spec;
  const { runs, headline } = inOrder(rows, tree, spec.metrics);
  const best = headline === undefined ? new Set<RunRow>() : bestRuns(rows, headline, wording);
  const place: RunPlace = { wording, headline, best };
  const facts = [
    ...(hash === undefined ? ['not UTF-8'] : [shortHash(hash)]),
    LOCK_TEXTS[lock],
    ...(repeatability ? [repeatability.tier] : []),
    ...(rows.length === 0 ? ['no runs'] : []),
  ];
  const name = oneLine(wording.label(path));
  return {
    id: path,
    kind: 'spec',
    uri: wording.uri(path),
    label: name,
    description: facts.join(' · '),
    tooltip: [
      name,
      ...(hash === undefined ? [] : [`CONFIG_HASH ${hash}`]),
      LOCK_TEXTS[lock],
      ...tierLines(repeatability),
      countText(runs),
    ].join('\n'),
    lock,
    ...(query.group === 'seed'
      ? yield* seedNodes(runs, path, place)
      : { groups: yield* versionGroups(runs, path, place), runs: [] }),
  };
}

const tierLines = (repeatability: TreeSpec['repeatability']): string[] =>
  repeatability
    ? [
        `Repeatability: ${repeatability.tier}`,
        ...repeatability.reasons.map(reason => oneLine(reason).replaceAll('`', '')),
      ]
    : [];

const LOCK_TEXTS: Readonly<Record<LockState, string>> = {
  locked: 'locked',
  drifted: 'drifted',
  missing: 'not locked',
  invalid: 'drift unknown',
  newer: 'drift unknown',
};

// A spec of an older version may have been deleted or moved since, so its runs keep the name that they had. Each version has metrics of its own, and no best run.
function* otherNode(rows: readonly RunRow[], tree: Tree): Steps<RunTreeSpec> {
  const byHash = groupedBy(rows, row => row.claims.configHash);
  const groups: RunTreeGroup[] = [];
  for (const all of byHash.values()) {
    const { runs, headline } = inOrder(all, tree, []);
    groups.push(...(yield* versionGroups(runs, undefined, { wording: tree.wording, headline, best: new Set() })));
  }
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
