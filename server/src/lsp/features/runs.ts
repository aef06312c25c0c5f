// `kynml/runs` and `kynml/run`: the runs of the workspace, newest first, for quick picks.
import type { Claims, Kind } from '../../../../src-shared/artifacts/kind';
import type { FingerprintItem, RunItem } from '../../../../src-shared/protocol/views';
import { fingerprintShort } from '../../../../src-shared/repro/hash/compareFingerprints';
import { type Run, readRun } from '../../../../src-shared/runs/readRun';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { metricText } from '../../../../src-shared/views/metricText';
import { type OriginLookup, originLookup } from '../artifact/originLookup';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/runs`. */
export const runs = ownFeature('kynml/runs', [], async (context, { extra = [] }) => {
  await context.inventory.demand();
  await context.refreshHistory();
  return runItems(
    context,
    extra.flatMap(uri => pathOf(uri) ?? []),
  );
});

/** `kynml/run`. */
export const run = ownFeature('kynml/run', null, (context, { uri }) => {
  const path = pathOf(uri);
  const found =
    path === undefined ? undefined : (context.inventory.runs.get(path) ?? readRun(context.workspace.host, path));
  return path === undefined || !found ? null : runItem(context, path, found, originLookup(context));
});

/** The runs of the workspace and in `extra` files. */
function runItems(context: FeatureContext, extra: readonly string[] = []): RunItem[] {
  const origins = originLookup(context);
  const others = extra.flatMap(path => {
    const run = readRun(context.workspace.host, path);
    return run ? [[path, run] as const] : [];
  });
  const inWorkspace = [...context.inventory.runs].filter(([path]) => !context.workspace.isIgnored(path));
  const items = [...new Map([...inWorkspace, ...others])].map(([path, run]) => runItem(context, path, run, origins));
  return items.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : a.label < b.label ? 1 : -1));
}

function runItem(
  context: FeatureContext,
  path: string,
  { kind, claims, modified }: Run,
  origins: OriginLookup,
): RunItem {
  const { workspace } = context;
  const origin = origins.find(claims.configHash);
  return {
    uri: uriOf(path),
    label: workspace.label(path),
    time: new Date(modified).toISOString(),
    configHash: claims.configHash ?? null,
    metric: metricText(claims),
    state: origin.state,
    ...(kind.hashField === undefined && { fingerprint: fingerprintItem(kind, claims) }),
    ...(origin.state === 'current' && { spec: workspace.label(origin.path) }),
    ...(origin.state === 'stale' && { spec: origin.path }),
  };
}

const fingerprintItem = ({ title }: Kind, { fingerprint }: Claims): FingerprintItem => ({
  title,
  short: fingerprint ? oneLine(fingerprintShort(fingerprint)) : null,
});
