// The settings and versions that another tracker recorded of a run, so that each has a column as those of our runs.
import type { JsonNode } from '../../text/jsonText';
import { jsonString } from '../../text/makeJson';
import { isRunColumn } from '../list/runRow';
import type { TrackedRun } from '../trackers/trackedRun';

/** The most settings, and the most versions, of a run that have columns. */
const MAX_LEAVES = 300;

/** A longer path does not fit the name of a column. */
const MAX_PATH = 200;

/** The settings by path, after `config.` where another column has that name, and the versions after `env.`. `metrics`: the names of the metrics of the table. */
export function trackedLeaves(
  { config, environment }: Pick<TrackedRun, 'config' | 'environment'>,
  metrics: ReadonlySet<string>,
): Map<string, JsonNode> {
  const isTaken = (path: string): boolean => isRunColumn(path) || metrics.has(path) || path.startsWith(ENVIRONMENT);
  const settings = first([...(config ?? [])]).map(
    ([path, node]) => [isTaken(path) ? `config.${path}` : path, node] as const,
  );
  const versions = first([...environment]).flatMap(([name, version]) =>
    version === undefined ? [] : [[`${ENVIRONMENT}${name}`, jsonString(version)] as const],
  );
  return new Map<string, JsonNode>([...settings, ...versions]);
}

const ENVIRONMENT = 'env.';

const first = <T>(all: readonly (readonly [string, T])[]): (readonly [string, T])[] =>
  all.filter(([path]) => path.length <= MAX_PATH).slice(0, MAX_LEAVES);
