// A run of another tracker -> a file of a list with one row, so that lists, filters and tables treat it like ours.
import type { Host } from '../../host/host';
import { isInteger, type JsonNode } from '../../text/jsonText';
import { jsonString } from '../../text/makeJson';
import type { FileRuns } from '../list/distinctRuns';
import type { ReadRow } from '../list/readRows';
import { isRunColumn, type RunComparison } from '../list/runRow';
import { metricsOfRun } from './trackedMetrics';
import type { TrackedRun } from './trackedRun';
import { trackerKind } from './trackerKind';
import { numberToken } from './values/numberToken';
import { seedsOf } from './values/seeds';

/** The file of a run. Its hash is that of its identity, so that notes stay with a run that grows or is moved. `reading`: see TrackedReading. */
export function trackedFile(host: Pick<Host, 'sha256'>, run: TrackedRun, reading: TrackedReading): FileRuns {
  const { path, tracker, id, behind } = run;
  const hash = host.sha256(JSON.stringify([tracker, id]));
  return { path, hash, rows: [rowOf(run, reading)], ...(behind !== undefined && { behind }) };
}

/** `keys`: the fields that are needed; `judge`: compares with a baseline. */
export interface TrackedReading {
  readonly keys: readonly string[];
  readonly judge?: (run: TrackedRun) => RunComparison;
}

function rowOf(run: TrackedRun, { keys, judge }: TrackedReading): ReadRow {
  const seed = seedToken(run);
  const { status, time } = run;
  const hasFailed = status.state === 'failed' || status.state === 'stopped';
  return {
    path: run.path,
    kind: trackerKind(run.tracker),
    claims: {
      metrics: metricsOfRun(run),
      ...(seed !== undefined && { seed }),
      ...(time?.start !== undefined && { time: new Date(time.start).toISOString() }),
    },
    fields: new Map(
      keys.flatMap(key => {
        const node = isRunColumn(key) ? undefined : fieldOf(run, key);
        return node ? [[key, node] as const] : [];
      }),
    ),
    tracked: run,
    ...(judge && { comparison: judge(run) }),
    ...(hasFailed && { failure: status.state === 'stopped' ? `was ${status.text}` : status.text }),
    ...(run.name !== undefined && { title: run.name }),
  };
}

const [CONFIG, ENVIRONMENT] = ['config.', 'env.'];

// A setting by its path, also after `config.`, or a version after `env.`.
function fieldOf({ config, environment }: TrackedRun, key: string): JsonNode | undefined {
  const version = key.startsWith(ENVIRONMENT) ? environment.get(key.slice(ENVIRONMENT.length)) : undefined;
  const bare = key.startsWith(CONFIG) ? key.slice(CONFIG.length) : key;
  return config?.get(key) ?? config?.get(bare) ?? (version === undefined ? undefined : jsonString(version));
}

// Several seeds have no place in one column, unless they are the same.
function seedToken({ config }: TrackedRun): string | undefined {
  const tokens = new Set(
    [...seedsOf(config).values()].map(node => ('text' in node && !node.secret ? numberToken(node.text) : undefined)),
  );
  const [only] = tokens;
  return tokens.size === 1 && only !== undefined && isInteger(only) ? only : undefined;
}
