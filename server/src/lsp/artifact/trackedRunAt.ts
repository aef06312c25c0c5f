// The run of another tracker that a file of the workspace belongs to, and a run of ours in the same form.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { specHash } from '../../../../src-shared/repro/reproduce/specsOfRuns';
import { fieldsOf } from '../../../../src-shared/runs/list/runRow';
import { specLeaves } from '../../../../src-shared/runs/table/specLeaves';
import { ownRun } from '../../../../src-shared/runs/trackers/ownRun';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { pathOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import { type RunSpecSearch, specTextOf } from './runSpec';

/** The run by the URI of the file that opens for it; undefined for any other file. Waits for the search of the workspace where only that can tell. */
export async function trackedRunAt(
  { workspace, inventory }: Pick<FeatureContext, 'workspace' | 'inventory'>,
  uri: string,
): Promise<TrackedRun | undefined> {
  const path = pathOf(uri);
  if (path === undefined) return undefined;
  if (!inventory.isFilled && !workspace.artifactAt(path)) await inventory.demand();
  return trackedRunIn(inventory, path);
}

/** The run of another tracker by the path of the file that opens for it; undefined for any other file. */
export const trackedRunIn = (
  { index }: Pick<FeatureContext['inventory'], 'index'>,
  path: string,
): TrackedRun | undefined => index.get(path)?.rows.find(({ tracked }) => tracked)?.tracked;

/** All that was read of a run, as a text that is equal only for an equal run. */
export const trackedText = (run: TrackedRun): string =>
  JSON.stringify(run, (_, value: unknown) => (value instanceof Map ? [...value] : value));

/** A run of ours in the form of those of other trackers, with the settings of its spec where that is found; undefined for an artifact that is not a run. */
export async function ownTrackedRun(
  search: RunSpecSearch,
  path: string,
  artifact: Artifact,
): Promise<TrackedRun | undefined> {
  const { root, claims } = artifact;
  const hash = specHash(artifact);
  const text = hash === undefined ? undefined : await specTextOf(search, { path, hash, places: [path] });
  const settings =
    text === undefined || !root ? undefined : specLeaves(() => text)({ claims, fields: fieldsOf(root, []) });
  return ownRun({ artifact, path, ...(settings && { settings }) });
}
