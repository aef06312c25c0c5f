// A run of ours in the form of those of other trackers, so that both can be compared.
import type { Artifact } from '../../artifacts/read';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { jsonNumber } from '../../text/makeJson';
import type { Leaves, TrackedMetric, TrackedRun } from './trackedRun';
import { leavesOf } from './values/leaves';
import { packageName } from './values/requirements';
import { summaryMetric } from './values/series';

/** What identifies the run. `settings`: those of its spec, where that was found. */
export interface OwnRun {
  readonly artifact: Artifact;
  readonly path: string;
  readonly settings?: Leaves | undefined;
}

/** The run; undefined for an artifact that is not a run or cannot be read. */
export function ownRun({ artifact, path, settings }: OwnRun): TrackedRun | undefined {
  const { kind, root, claims } = artifact;
  if (!root || !kind.isRun) return undefined;
  const config = configOf(root, claims.seed, settings);
  const environment = environmentOf(root);
  const failure = kind.failure?.of(root);
  const hash = typeof claims.dataHash === 'string' ? claims.dataHash : undefined;
  const commit = stringMember(member(root, 'git'), 'sha') ?? stringMember(claims.fingerprint, 'git_sha');
  const dirty = member(member(root, 'git'), 'dirty') ?? member(claims.fingerprint, 'git_dirty');
  const metrics = new Map<string, TrackedMetric>(
    [...(claims.metrics ?? [])].map(([name, { node }]) => [name, summaryMetric(node)]),
  );
  return {
    tracker: kind.id,
    path,
    id: claims.configHash ?? '',
    config: config.size === 0 ? undefined : config,
    data: hash === undefined ? [] : [{ name: 'data', kind: 'sha256', value: hash }],
    code: {
      ...(commit !== undefined && commit !== 'unknown' && { commit }),
      ...(dirty?.kind === 'bool' && { isDirty: dirty.value }),
      files: [],
    },
    environment,
    metrics,
    status: failure === undefined ? { state: 'finished', text: 'finished' } : { state: 'failed', text: failure },
    outputs: [],
    absent: {
      ...(!settings && { config: 'Its spec was not found, and a manifest records only the hash of it.' }),
      ...(hash === undefined && { data: 'It recorded no hash of its data.' }),
      ...(commit === undefined && { code: 'A run manifest records no commit. Its script is made from its spec.' }),
      ...(environment.size === 0 && { environment: 'It recorded no versions.' }),
      ...(metrics.size === 0 && { metrics: 'It has no metrics.' }),
    },
    notes: [],
  };
}

// A value that was given replaces the one in the spec; the seed of the manifest is the one that was used.
function configOf(root: JsonNode, seed: string | null | undefined, settings: Leaves = new Map()): Leaves {
  const params = member(root, 'params') ?? member(root, 'combo');
  const given = params?.kind === 'object' ? [...leavesOf(params)] : [];
  const own = [...settings].filter(([path]) => path !== SEED);
  return new Map([...own, ...given, ...(typeof seed === 'string' ? [[SEED, jsonNumber(seed)] as const] : [])]);
}

const SEED = 'train.seed';

function environmentOf(root: JsonNode): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const [name, { value }] of members(member(root, 'env')))
    if (value.kind === 'string') found.set(name === 'platform' ? 'os' : packageName(name), value.text);
  return found;
}
