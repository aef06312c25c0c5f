// The groups of runs below a spec: its versions and its sweeps.
import type { RunTreeGroup } from '../../protocol/views';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { type RunPlace, runNode } from './treeRun';
import { isSingle, sweepGroups } from './treeSweeps';
import { countText, hashParts, isCurrent, type NodeRuns, versionText } from './treeTexts';

/** The versions with their runs and sweeps; the current version first, then those with the newest runs. `path`: that of the spec of the node above. */
export function versionGroups(runs: NodeRuns, path: string | undefined, place: RunPlace): RunTreeGroup[] {
  const shown = groupedBy(runs.shown, hashOf);
  const versions = [...groupedBy(runs.all, hashOf)].sort(
    ([, a], [, b]) => Number(isCurrentVersion(b)) - Number(isCurrentVersion(a)),
  );
  return versions.flatMap(([hash, all]) => {
    const own = shown.get(hash) ?? [];
    const single = { all: all.filter(isSingle), shown: own.filter(isSingle) };
    return [
      ...(single.shown.length > 0 ? [versionGroup(single, path, place)] : []),
      ...sweepGroups({ all: all.filter(row => !isSingle(row)), shown: own }, path, place),
    ];
  });
}

const hashOf = ({ claims }: RunRow): string | undefined => claims.configHash;
const isCurrentVersion = (rows: readonly RunRow[]): boolean => rows.some(isCurrent);

function versionGroup(runs: NodeRuns, path: string | undefined, place: RunPlace): RunTreeGroup {
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
