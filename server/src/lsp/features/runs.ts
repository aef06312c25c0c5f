// `kynml/runs`: all runs known in the workspace, newest first, for picks.

import type { Claims } from '../../../../src-shared/artifacts/kind';
import type { RunItem } from '../../../../src-shared/protocol/views';
import { directionOf, numberOf } from '../../../../src-shared/repro/metrics';
import type { Context } from '../context';
import { pathOf, uriOf } from '../convert';
import { ownFeature } from '../feature';
import { originOf, specsByHash } from '../origin';

/** `kynml/runs`. */
export const runs = ownFeature('kynml/runs', [], async (context, { extra = [] }) => {
  const { workspace, inventory, history } = context;
  await inventory.ready;
  if (workspace.trusted) await history.refresh(workspace.folders);
  return runItems(
    context,
    extra.flatMap(uri => pathOf(uri) ?? []),
  );
});

/** The runs among the artifacts and some other files. */
export function runItems(context: Context, extra: readonly string[] = []): RunItem[] {
  const specs = specsByHash(context);
  const paths = new Set([...context.inventory.artifacts, ...extra]);
  return [...paths]
    .flatMap(path => runItem(context, path, specs) ?? [])
    .sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : a.label < b.label ? 1 : -1));
}

function runItem(context: Context, path: string, specs: ReadonlyMap<string, string>): RunItem | undefined {
  const { workspace } = context;
  const artifact = workspace.artifactAt(path);
  const stat = workspace.host.stat(path);
  if (!artifact?.kind.isRun || !stat) return undefined;
  const origin = originOf(artifact.claims.configHash, specs, context);
  return {
    uri: uriOf(path),
    label: workspace.label(path),
    time: new Date(stat.modified).toISOString(),
    configHash: artifact.claims.configHash ?? null,
    metric: metricText(artifact.claims),
    state: origin.state,
    ...(origin.state === 'current' && { spec: workspace.label(origin.path) }),
    ...(origin.state === 'stale' && { spec: origin.path }),
  };
}

/** The metric that tells most in one glance: the first whose direction is known, else the first; with four significant digits. */
export function metricText({ metrics }: Claims): string {
  const names = [...(metrics?.keys() ?? [])].sort();
  const name = names.find(n => directionOf(n) !== 'unknown') ?? names[0];
  const value = name === undefined ? undefined : numberOf(metrics?.get(name));
  if (name === undefined || value === undefined) return '';
  return `${name} ${Number.isFinite(value) ? value.toPrecision(4) : value}`;
}
