// When the files of the workspace were made, by the same clock for all views.
import type { Claims } from '../../../../src-shared/artifacts/kind';
import { isInside } from '../../../../src-shared/host/paths';
import type { IndexedArtifact } from '../../../../src-shared/runs/index/indexedArtifact';
import { timeOfRun } from '../../../../src-shared/runs/list/listedRuns';
import { endOf } from '../../../../src-shared/runs/list/recordedRuns';
import { type RunTime, runTime } from '../../../../src-shared/runs/time/runTime';
import type { FeatureContext } from '../protocol/featureContext';
import { withFolder } from './workspaceRuns';

/** When an artifact that is not a run was made; undefined where nothing says it. */
export function artifactTime(
  { workspace, commitTimes }: Pick<FeatureContext, 'workspace' | 'commitTimes'>,
  { path, claims, modified }: IndexedArtifact,
): RunTime | undefined {
  const { relative } = withFolder(workspace, { path });
  return runTime({
    path: relative,
    recorded: undefined,
    written: claims.time,
    committed: commitTimes.at(path),
    modified,
  });
}

/** What decides when the runs of a file were. */
export type TimeContext = Pick<FeatureContext, 'workspace' | 'inventory' | 'kept' | 'commitTimes'>;

/** When the run in a file was, with what it claims; undefined where nothing says it. */
export function fileTime(context: TimeContext, path: string, claims: Claims): RunTime | undefined {
  const { workspace, inventory, kept, commitTimes } = context;
  const known = inventory.index.get(path);
  const modified = known?.modified ?? workspace.host.stat(path)?.modified;
  const place = { ...withFolder(workspace, { path }), committed: commitTimes.at(path), modified };
  return timeOfRun({ claims }, place, known && endOf(kept.recorded, { ...place, hash: known.hash }));
}

/** Whether only the time of its file, or else git, says when a file in a folder was made. */
export function needsCommitTimes(
  context: Pick<FeatureContext, 'workspace' | 'inventory' | 'kept'>,
  folder: string,
): boolean {
  const { workspace, inventory, kept } = context;
  for (const file of inventory.index.all()) {
    if (!isInside(folder, file.path)) continue;
    const end = endOf(kept.recorded, file);
    const place = withFolder(workspace, file);
    if (file.rows.some(row => timeOfRun(row, place, end)?.source === 'file')) return true;
  }
  const commitTimes = { at: () => undefined, revision: 0 };
  return [...inventory.listed.values()].some(
    file => isInside(folder, file.path) && artifactTime({ workspace, commitTimes }, file)?.source === 'file',
  );
}
