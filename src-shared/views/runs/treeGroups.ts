// The groups of runs below a spec: its versions and its sweeps.
import type { RunTreeGroup } from '../../protocol/views';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { type RunPlace, runNode } from './treeRun';
import { type GroupSpec, isSingle, sweepGroups } from './treeSweeps';
import { countText, hashParts, isCurrent, type NodeRuns, versionText } from './treeTexts';

/** The versions with their runs and sweeps; the current version first, then those with the newest runs. */
export function versionGroups(runs: NodeRuns, spec: GroupSpec, place: RunPlace): RunTreeGroup[] {
  const shown = groupedBy(runs.shown, hashOf);
  const versions = [...groupedBy(runs.all, hashOf)].sort(
    ([, [a]], [, [b]]) => Number(isCurrent(b)) - Number(isCurrent(a)),
  );
  return versions.flatMap(([hash, all]) => {
    const own = shown.get(hash) ?? [];
    const single = { all: all.filter(isSingle), shown: own.filter(isSingle) };
    return [
      ...(single.shown.length > 0 ? [versionGroup(single, spec, place)] : []),
      ...sweepGroups({ all: all.filter(row => !isSingle(row)), shown: own }, spec, place),
    ];
  });
}

const hashOf = ({ claims }: RunRow): string | undefined => claims.configHash;

function versionGroup(runs: NodeRuns, { path }: GroupSpec, place: RunPlace): RunTreeGroup {
  const [first] = runs.all;
  const label = first ? versionText(first, path, place) : '';
  const description = [...hashParts(first), countText(runs)].join(' · ');
  return {
    id: `${path ?? ''}#${first?.claims.configHash ?? ''}`,
    kind: 'version',
    label,
    description,
    tooltip: `${label}\n${description}`,
    runs: runs.shown.map(row => runNode(row, place)),
  };
}
