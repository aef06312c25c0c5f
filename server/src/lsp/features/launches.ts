// `kynml/launches`: what was submitted from the workspace, as `.kynml/launches` has it. No target is asked: `kyn jobs show` does that.
import { comboName } from '../../../../src-shared/artifacts/comboName';
import { join } from '../../../../src-shared/host/paths';
import { combinations } from '../../../../src-shared/kyn/compile/combinations';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { launchFolder, newestLaunches } from '../../../../src-shared/launch/launchFile';
import { HISTORY_FOLDER, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { type LaunchGaps, launchesView, type PlacedLaunch } from '../../../../src-shared/views/launches/launchesView';
import { uriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The newest launches of a workspace folder that are shown. */
const MAX_LAUNCHES = 50;

/** `kynml/launches`. */
export const launches = ownFeature(
  'kynml/launches',
  { launches: [], description: '', tooltip: '', active: 0 },
  context => {
    const { workspace } = context;
    const { host, folders } = workspace;
    const histories = [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))];
    const read = histories
      .filter(folder => !workspace.isRefused(`${folder}/${HISTORY_FOLDER}/launches`))
      .map(folder => launchesOf(context, folder));
    const wording = { label: (path: string) => workspace.label(path), uri: uriOf, clock: systemClock };
    const gaps = {
      problems: read.flatMap(({ problems }) => problems),
      omitted: read.reduce((sum, { omitted }) => sum + omitted, 0),
    };
    return launchesView(
      read.flatMap(({ placed }) => placed),
      gaps,
      wording,
    );
  },
);

function launchesOf(
  { workspace, inventory }: FeatureContext,
  folder: string,
): LaunchGaps & { readonly placed: readonly PlacedLaunch[] } {
  const { host } = workspace;
  const { launches: found, ...gaps } = newestLaunches(host, historyOf(host, folder), MAX_LAUNCHES);
  const placed = found.map(({ launch }): PlacedLaunch => {
    const spec = specOf(inventory.specs, { ...launch, path: join(folder, launch.spec) });
    const place = { launch, workspace: folder, folder: launchFolder(folder, launch) };
    return spec === undefined ? place : { ...place, spec, valuesOf: valuesIn(workspace, spec, launch.configHash) };
  });
  return { placed, ...gaps };
}

// The values of the combinations of a spec. What it imports may have changed since it was submitted, and nothing is said about such values.
function valuesIn(workspace: WorkspaceView, path: string, configHash: string): (index: number) => string | undefined {
  const spec = workspace.specAt(path);
  if (spec?.hash !== configHash || importsOf(spec.analysis.tree).length > 0) return () => undefined;
  const { count, at } = combinations(spec.analysis);
  return index => (index < count ? comboName(at(index).combo, index) : undefined);
}

// A spec is named as it was on a command line, so the CONFIG_HASH decides.
function specOf(
  specs: ReadonlyMap<string, string | undefined>,
  { path, configHash }: { readonly path: string; readonly configHash: string },
): string | undefined {
  if (specs.get(path) === configHash) return path;
  return [...specs].find(([, hash]) => hash === configHash)?.[0];
}
