// The sweeps of a spec in the tree of runs: what is done, what failed, and what is missing.
import { entryPath } from '../../artifacts/read';
import type { RunTreeGroup, RunTreeRun } from '../../protocol/views';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { eachInSteps, type Steps } from '../../runs/steps';
import { type SweepGap, sweepGap } from '../../runs/table/sweepRows';
import { firstFew } from '../../text/firstFew';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { givenValues, type RunPlace, runNode } from './treeRun';
import { hashParts, isCurrent, type NodeRuns, versionText } from './treeTexts';

/** The sweeps of a version: one for each file. `path`: that of the spec of the node above. */
export function* sweepGroups(runs: NodeRuns, path: string | undefined, place: RunPlace): Steps<RunTreeGroup[]> {
  const shown = groupedBy(runs.shown, fileOf);
  const groups: RunTreeGroup[] = [];
  for (const [file, all] of groupedBy(runs.all, fileOf)) {
    const own = shown.get(file);
    if (own) groups.push(yield* sweepGroup({ all, shown: own }, path, place));
  }
  return groups;
}

const fileOf = ({ path }: RunRow): string => entryPath(path)?.file ?? path;

/** Whether a run is not a combination of a sweep. */
export const isSingle = ({ path }: RunRow): boolean => entryPath(path) === undefined;

interface SweepRuns extends NodeRuns {
  readonly all: readonly [RunRow, ...RunRow[]];
}

function* sweepGroup(runs: SweepRuns, path: string | undefined, place: RunPlace): Steps<RunTreeGroup> {
  const { label: labelOf, uri, textOf } = place.wording;
  const [first] = runs.all;
  const file = fileOf(first);
  const { configHash } = first.claims;
  const text = configHash === undefined ? undefined : textOf(configHash);
  const gap = sweepGap({ path: file, kind: first.kind, rows: runs.all }, text);
  const version = versionText(first, path, place);
  const folder = oneLine(labelOf(file).replace(/\/[^/]*$/, ''));
  const counts = countTexts(runs, gap);
  // A narrow view shows the start of the label.
  const label = ['Sweep', ...counts].join(' · ');
  return {
    id: `${file}#${configHash ?? ''}`,
    kind: 'sweep',
    uri: uri(file),
    label,
    description: [folder, ...(isCurrent(first) ? [] : [version])].join(' · '),
    tooltip: [`Sweep ${folder}`, ...counts, version, ...hashParts(first)].join('\n'),
    runs: [
      ...(yield* eachInSteps(runs.shown, row => runNode(row, place))),
      ...(runs.shown.length === runs.all.length ? missingNodes(gap, uri(file)) : []),
    ],
  };
}

function countTexts({ all }: NodeRuns, { count, missing }: SweepGap): string[] {
  const failed = all.filter(row => row.failure !== undefined).length;
  const done = numberText(all.length - failed);
  return [
    count === undefined ? `${done} done` : `${done} of ${numberText(count)} done`,
    ...(failed > 0 ? [`${numberText(failed)} failed`] : []),
    ...(missing > 0 ? [`${numberText(missing)} missing`] : []),
  ];
}

const MAX_MISSING = 20;
const MAX_VALUES = 6;

function missingNodes({ missing, rows }: SweepGap, uri: string): RunTreeRun[] {
  const listed = rows.slice(0, MAX_MISSING);
  const more = missing - listed.length;
  const labels = listed.map(row => `did not run · ${firstFew(givenValues(row), MAX_VALUES, { text: v => v })}`);
  return [...labels, ...(more > 0 ? [`${numberText(more)} more did not run`] : [])].map((label, i) => ({
    id: `${uri}#missing-${i}`,
    uri,
    label,
    description: '',
    tooltip: `${label}\nContinue the sweep to train it.`,
    state: 'current',
    mark: 'missing',
    isBaseline: false,
  }));
}
