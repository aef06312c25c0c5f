// `kynml/specHistory` and `kynml/restoreVersion`: the versions of a spec with their runs, and the edits that restore one.
import { evaluatedMetrics } from '../../../../src-shared/kyn/training/evaluatedMetrics';
import type { SpecHistoryAnswer } from '../../../../src-shared/protocol/explainRequests';
import { measurements } from '../../../../src-shared/runs/list/measurement';
import { specVersions } from '../../../../src-shared/runs/versions/specVersions';
import { specHistoryView } from '../../../../src-shared/views/runs/specHistoryView';
import { directionsFor } from '../artifact/policyFor';
import { workspaceRuns } from '../artifact/workspaceRuns';
import { pathOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import { otherVersion } from '../versions/otherVersion';
import { replaceText } from '../versions/replaceText';
import { commitsOf, keptSpecs } from '../versions/specFileHistory';

const FAILED: SpecHistoryAnswer = {
  ok: false,
  message: 'The history could not be read. See the output channel KynML for the reason.',
};

/** `kynml/specHistory`. */
export const specHistory = ownFeature('kynml/specHistory', FAILED, async (context, { uri }, { cancelled }) => {
  const { workspace } = context;
  const path = pathOf(uri);
  const tree = path === undefined ? undefined : workspace.treeAt(path);
  if (path === undefined || !tree) return { ok: false, message: 'The spec cannot be read. Save it in a file first.' };
  const runs = await workspaceRuns(context);
  if (cancelled.aborted) return { ok: false, message: 'The search for runs was cancelled.' };
  const { commits, gaps } = await commitsOf(workspace, path);
  const kept = keptSpecs(context.kept.records, new Set([path, ...commits.map(commit => commit.path)]));
  const versions = specVersions({ current: workspace.hashAt(path), commits, kept, rows: runs.rows });
  const view = specHistoryView(
    { path, versions, metrics: evaluatedMetrics(tree), gaps },
    {
      label: file => workspace.label(file),
      clock: systemClock,
      measurementOf: measurements(runs.textOf),
      headline: workspace.settingsFor(path).runs.headlineMetric,
      directions: directionsFor(
        workspace,
        versions.flatMap(version => version.runs.map(run => run.path)),
      ),
    },
  );
  return { ok: true, view };
});

/** `kynml/restoreVersion`. */
export const restoreVersion = ownFeature(
  'kynml/restoreVersion',
  { ok: false, message: 'The version could not be read. See the output channel KynML for the reason.' },
  async (context, { uri, configHash }) => {
    const path = context.workspace.spec(uri)?.open.path;
    if (path === undefined) return { ok: false, message: 'The spec is not open, or not saved in a file.' };
    const found = await otherVersion(context, path, { kind: 'hash', configHash });
    // The user may have typed in the meantime.
    const doc = context.workspace.spec(uri)?.doc;
    if (!('text' in found)) return { ok: false, ...found };
    return doc
      ? { ok: true, version: doc.version, edits: replaceText(doc, found.text) }
      : { ok: false, message: 'The spec was closed.' };
  },
);
