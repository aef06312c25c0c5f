// The groups of runs below a spec: its versions and its sweeps.
import type { RunTreeGroup } from '../../protocol/views';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { eachInSteps, type Steps } from '../../runs/steps';
import { type RunPlace, runNode } from './treeRun';
import { isSingle, sweepGroups } from './treeSweeps';
import { countText, hashParts, isCurrent, type NodeRuns, versionText } from './treeTexts';

/** The versions with their runs and sweeps; the current version first, then those with the newest runs. `path`: that of the spec of the node above. */
export function* versionGroups(runs: NodeRuns, path: string | undefined, place: RunPlace): Steps<RunTreeGroup[]> {
  const shown = groupedBy(runs.shown, hashOf);
  const versions = [...groupedBy(runs.all, hashOf)].sort(
    ([, a], [, b]) => Number(isCurrentVersion(b)) - Number(isCurrentVersion(a)),
  );
  const groups: RunTreeGroup[] = [];
  for (const [hash, all] of versions) {
    const own = shown.get(hash) ?? [];
    const single = { all: all.filter(isSingle), shown: own.filter(isSingle) };
    if (single.shown.length > 0) groups.push(yield* versionGroup(single, path, place));
    groups.push(...(yield* sweepGroups({ all: all.filter(row => !isSingle(row)), shown: own }, path, place)));
  }
  return groups;
}

const hashOf = ({ claims }: RunRow): string | undefined => claims.configHash;
const isCurrentVersion = (rows: readonly RunRow[]): boolean => rows.some(isCurrent);

function* versionGroup(runs: NodeRuns, path: string | undefined, place: RunPlace): Steps<RunTreeGroup> {
  const [first] = runs.all;
  const label = first ? versionText(first, path, place) : '';
  const description = [...hashParts(first), countText(runs)].join(' · ');
  return {
    id: `${path ?? ''}#${first?.claims.configHash ?? ''}`,
    kind: 'version',
    label,
    description,
    tooltip: `${label}\n${description}`,
    runs: yield* eachInSteps(runs.shown, row => runNode(row, place)),
  };
}
