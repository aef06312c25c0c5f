// `kynml/runs` and `kynml/run`: the runs of the workspace, newest first, for quick picks.
import { setImmediate } from 'node:timers/promises';
import type { Claims, Kind } from '../../../../src-shared/artifacts/kind';
import type { FingerprintItem, RunItem } from '../../../../src-shared/protocol/views';
import { fingerprintShort } from '../../../../src-shared/repro/hash/compareFingerprints';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import { type Run, readRun } from '../../../../src-shared/runs/readRun';
import { runNoun } from '../../../../src-shared/runs/runNoun';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { metricText } from '../../../../src-shared/views/metricText';
import { type OriginLookup, originLookup } from '../artifact/originLookup';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/runs`. Other requests are answered between the parts of a long list. */
export const runs = ownFeature('kynml/runs', [], async (context, { extra = [] }, { partial, cancelled }) => {
  await context.inventory.demand();
  await context.refreshHistory();
  const origins = originLookup(context);
  const kept = new Set(keptIn(context));
  const named = new Set([...kept, ...extra.flatMap(uri => pathOf(uri) ?? [])]);
  const isListed = (path: string): boolean => named.has(path) || !context.workspace.isIgnored(path);
  const all = newestFirst(context, named);
  const items: RunItem[] = [];
  for (let from = 0; from < all.length && !cancelled.aborted; from += MAX_PART) {
    const part = all
      .slice(from, from + MAX_PART)
      .flatMap(([path, run]) =>
        isListed(path)
          ? [{ ...runItem(context, path, run, origins), ...(kept.has(path) && { isKept: true as const }) }]
          : [],
      );
    if (!partial(part)) items.push(...part);
    await setImmediate();
  }
  return items;
});

/** The number of runs that are sent at once: a few milliseconds of work. */
const MAX_PART = 200;

/** Copies of overwritten manifests in the list; the history keeps all of them. */
const MAX_KEPT = 500;

const keptIn = ({ workspace: { host, folders } }: FeatureContext): string[] =>
  folders.flatMap(folder => keptManifests(host, folder, MAX_KEPT));

/** `kynml/run`. */
export const run = ownFeature('kynml/run', null, (context, { uri }) => {
  const path = pathOf(uri);
  const found =
    path === undefined ? undefined : (context.inventory.runs.get(path) ?? readRun(context.workspace.host, path));
  return path === undefined || !found ? null : runItem(context, path, found, originLookup(context));
});

// The runs of the workspace and in other files.
function newestFirst({ workspace, inventory }: FeatureContext, named: ReadonlySet<string>): [string, Run][] {
  const runs = [...inventory.runs].filter(([path]) => !named.has(path));
  for (const path of named) {
    const run = readRun(workspace.host, path);
    if (run) runs.push([path, run]);
  }
  return runs.sort(([path, a], [other, b]) => b.modified - a.modified || (path < other ? 1 : -1));
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
    kind: kind.id,
    noun: runNoun(kind),
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
