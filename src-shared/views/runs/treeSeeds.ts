// The runs of a spec that differ only in their seed, in the tree of runs.
import type { RunTreeGroup, RunTreeRun } from '../../protocol/views';
import type { RunRow } from '../../runs/list/runRow';
import { type SeedGroup, seedGroupSteps } from '../../runs/list/seedGroups';
import { eachInSteps, type Steps } from '../../runs/steps';
import { firstFew } from '../../text/firstFew';
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { alignedNumbers, briefNumber } from '../values';
import { type RunPlace, runNode } from './treeRun';
import { countText, hashParts, type NodeRuns, versionText } from './treeTexts';

/** The runs that differ only in their seed, as groups with mean and deviation, and the runs without such others. Both in the order of the shown runs. */
export function* seedNodes(
  runs: NodeRuns,
  path: string | undefined,
  place: RunPlace,
): Steps<{ readonly groups: RunTreeGroup[]; readonly runs: RunTreeRun[] }> {
  const order = new Map(runs.shown.map((row, i) => [row, i]));
  const shownOf = (group: SeedGroup): RunRow[] =>
    group.runs.filter(row => order.has(row)).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const all = yield* seedGroupSteps(runs.all, place.wording.textOf);
  const found = all
    .map(group => ({ group, shown: shownOf(group) }))
    .filter(({ shown }) => shown.length > 0)
    .sort((a, b) => (order.get(a.shown[0] as RunRow) ?? 0) - (order.get(b.shown[0] as RunRow) ?? 0));
  const isMany = ({ group }: { group: SeedGroup }): boolean => group.runs.length > 1;
  const groups: RunTreeGroup[] = [];
  for (const { group, shown } of found.filter(isMany)) groups.push(yield* seedGroup(group, shown, { path, place }));
  const single = found.filter(one => !isMany(one)).flatMap(({ shown }) => shown);
  return { groups, runs: yield* eachInSteps(single, row => runNode(row, place)) };
}

interface SeedPlace {
  readonly path: string | undefined;
  readonly place: RunPlace;
}

function* seedGroup(group: SeedGroup, shown: readonly RunRow[], { path, place }: SeedPlace): Steps<RunTreeGroup> {
  const { headline } = place;
  const [first] = group.runs;
  const mean = headline === undefined ? undefined : meanText(group, headline);
  const seeds = counted(group.seeds.length, 'seed');
  const label = [...(mean === undefined ? [] : [mean]), seeds].join(' · ');
  const version = first ? versionText(first, path, place) : '';
  const description = [...hashParts(first), countText({ all: group.runs, shown }), version].join(' · ');
  const listed = firstFew(group.seeds, MAX_SEEDS, { text: seed => seed ?? 'none' });
  return {
    id: `${path ?? ''}#seeds:${first?.path}`,
    kind: 'seeds',
    label,
    description,
    tooltip: `${label}\nSeeds: ${listed}\n${description}\nThe mean and the sample standard deviation over the seeds.`,
    runs: yield* eachInSteps(shown, row => runNode(row, place)),
  };
}

const MAX_SEEDS = 20;
const DIGITS = 2;

function meanText({ metrics }: SeedGroup, key: string): string | undefined {
  const found = metrics.get(key);
  if (!found) return undefined;
  const { mean, deviation, count, missing } = found;
  const value = Number.isFinite(mean) ? alignedNumbers(mean, mean).a : String(mean);
  const spread = deviation === undefined || !Number.isFinite(mean) ? '' : ` ± ${briefNumber(deviation, DIGITS)}`;
  const part = missing === 0 ? '' : ` (${count} of ${count + missing})`;
  return `${shortText(oneLine(key))} ${value}${spread}${part}`;
}
