// The runs by their tags.
import type { RunTreeSpec } from '../../protocol/views';
import { bestRuns } from '../../runs/list/bestRuns';
import { groupedBy } from '../../runs/list/groupedBy';
import { headlineMetric } from '../../runs/list/headlineMetric';
import type { RunRow } from '../../runs/list/runRow';
import { eachInSteps, type Steps } from '../../runs/steps';
import { oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import { inOrder, type Tree } from './treeContent';
import { type RunPlace, runNode } from './treeRun';
import { countText } from './treeTexts';

/** A node for each tag, and one for the runs without a tag. A run is below each of its tags. */
export function* tagNodes(tree: Tree): Steps<RunTreeSpec[]> {
  const placeOf = places(tree);
  const tagged = tree.all.flatMap(row => (row.tags ?? []).map(tag => ({ tag, row })));
  const groups = [...groupedBy(tagged, ({ tag }) => tag)].sort(([a], [b]) => byCodePoint(a, b));
  const without = tree.all.filter(row => !row.tags?.length);
  const nodes: RunTreeSpec[] = [];
  for (const [tag, all] of groups)
    nodes.push(...(yield* tagNode(tree, { tag, rows: all.map(({ row }) => row) }, placeOf)));
  return [...nodes, ...(yield* tagNode(tree, { tag: undefined, rows: without }, placeOf))];
}

function* tagNode(
  tree: Tree,
  { tag, rows }: { readonly tag: string | undefined; readonly rows: readonly RunRow[] },
  placeOf: (row: RunRow) => RunPlace,
): Steps<RunTreeSpec[]> {
  const { runs } = inOrder(rows, tree, []);
  const id = `:tag:${tag ?? ''}:`;
  if (runs.shown.length === 0) return [];
  const name = tag === undefined ? 'Not tagged' : `#${oneLine(tag)}`;
  return [
    {
      id,
      kind: 'tag',
      label: name,
      description: countText(runs),
      tooltip: `${name}\n${countText(runs)}`,
      groups: [],
      runs: yield* eachInSteps(runs.shown, row => runNode(row, { ...placeOf(row), parent: id })),
    },
  ];
}

// The first metric and the best run are those of the spec of a run, whatever its tags.
function places({ all, content, wording }: Tree): (row: RunRow) => RunPlace {
  const metrics = new Map(content.specs.map(spec => [spec.path, spec.metrics]));
  const placeIn = (path: string | undefined, rows: readonly RunRow[]): RunPlace => {
    const evaluated = metrics.get(path ?? '') ?? [];
    const headline = headlineMetric(rows, {
      setting: wording.headline(rows),
      evaluated,
      directions: wording.directions,
    });
    const isKnown = headline !== undefined && path !== undefined;
    const best = isKnown ? bestRuns(rows, headline, wording) : new Set<RunRow>();
    return { wording, headline, best, namesSpec: true };
  };
  const ofSpec = new Map([...groupedBy(all, row => row.spec.path)].map(([path, rows]) => [path, placeIn(path, rows)]));
  return row => ofSpec.get(row.spec.path) ?? placeIn(undefined, []);
}
