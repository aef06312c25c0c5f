// `kynml/sweepPlan`: where the sweep of a spec runs, and whether an earlier one can be continued or still runs.
import type { Host } from '../../../../src-shared/host/host';
import { type ClaimSystem, folderRefusal } from '../../../../src-shared/repro/history/claimFolder';
import { sweepFolders } from '../../../../src-shared/repro/training/sweepFolders';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

/** `kynml/sweepPlan`. */
export const sweepPlan = ownFeature('kynml/sweepPlan', null, ({ workspace, computer }, { uri }) => {
  const path = pathOf(uri);
  const spec = path === undefined ? undefined : workspace.specAt(path);
  if (path === undefined || spec?.hash === undefined) return null;
  const swept = { path, configHash: spec.hash, names: spec.analysis };
  const folder = workspace.workingFolder(path);
  const places = { folder, isUsed: (place: string) => isUsed(workspace.host, computer.claims, place) };
  const { total, free, unfinished } = sweepFolders(workspace.host, places, swept);
  if (total === 0) return null;
  return {
    total,
    newFolder: uriOf(free),
    ...(unfinished && {
      unfinished: { ...unfinished, folder: uriOf(unfinished.folder), label: workspace.label(unfinished.folder) },
    }),
  };
});

// A file that is not a claim is named when the sweep starts.
function isUsed(host: Host, claims: ClaimSystem, folder: string): boolean {
  const refusal = folderRefusal(host, claims, folder);
  return refusal !== undefined && refusal.kind !== 'unusable';
}
