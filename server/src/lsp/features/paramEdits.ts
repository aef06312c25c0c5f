// `kynml/specsOfRun` and `kynml/paramEdits`: the values that a run was given, as edits of the params of its spec. Writes nothing.
import { type Artifact, entryPath, readEntries } from '../../../../src-shared/artifacts/read';
import type { ParamEditsAnswer } from '../../../../src-shared/protocol/runRequests';
import { givenValues, useParams } from '../../../../src-shared/repro/training/useParams';
import { specsOf } from '../artifact/originLookup';
import { pathOf, toTextEdits, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/specsOfRun`. */
export const specsOfRun = ownFeature('kynml/specsOfRun', [], async (context, { uri }) => {
  await context.inventory.demand();
  await context.refreshHistory();
  const run = runAt(context, uri);
  const paths = run?.configHash === undefined ? [] : specsOf(run.configHash, context);
  return paths.map(path => ({ uri: uriOf(path), label: context.workspace.label(path) }));
});

/** `kynml/paramEdits`. */
export const paramEdits = ownFeature(
  'kynml/paramEdits',
  failure('The params could not be read.'),
  (context, { uri, spec }) => {
    const run = runAt(context, uri);
    const path = pathOf(spec);
    const file = path === undefined ? undefined : context.workspace.specFile(path);
    const values = run && givenValues(run.artifact.root);
    if (!values || values.size === 0)
      return failure('This run was not given any values, so there is nothing to write.');
    if (!file) return failure('The spec cannot be read.');
    const result = useParams(file.analysis, values);
    return result.ok ? { ok: true, edits: toTextEdits(file.doc, result.edits) } : result;
  },
);

function failure(message: string): ParamEditsAnswer {
  return { ok: false, message };
}

interface GivenRun {
  readonly artifact: Artifact;
  readonly configHash: string | undefined;
}

// A failed combination does not record the hash, but the others of its sweep do.
function runAt({ workspace }: FeatureContext, uri: string): GivenRun | undefined {
  const entry = entryPath(uri);
  const path = pathOf(entry?.file ?? uri);
  const whole = path === undefined ? undefined : workspace.artifactAt(path);
  const artifact = entry && whole ? readEntries(whole)[entry.index]?.artifact : whole;
  return artifact && { artifact, configHash: artifact.claims.configHash ?? whole?.claims.configHash };
}
