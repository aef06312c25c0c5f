// A run of another tracker as JSON: what it recorded, and what it did not.
import type { Leaves, Point, TrackedRun } from '../../runs/trackers/trackedRun';
import { seedsOf } from '../../runs/trackers/values/seeds';
import { artifactValue, type JsonValue } from '../../text/outputJson';

/** What other programs ask of each run of another tracker; null where it was not recorded. */
export const recordedJson = ({ config, data, code, status }: TrackedRun) => ({
  config: config ? leavesJson(config) : null,
  dirty: code.isDirty ?? null,
  data: data.length === 0 ? null : data.map(({ name, kind, value, size }) => ({ name, kind, value, size })),
  status: status.state === 'unknown' ? null : status.state,
});

/** The rest of what was recorded. Times are UTC. `notRecorded`: for each aspect that is not known, why, as a sentence. */
export function trackedJson(run: TrackedRun): JsonValue {
  const { config, code, environment, metrics, time, status } = run;
  return {
    tracker: run.tracker,
    version: run.version,
    id: run.id,
    name: run.name,
    group: run.group,
    parent: run.parent,
    deleted: run.isDeleted,
    statusText: status.text,
    start: timeJson(time?.start),
    end: timeJson(time?.end),
    seeds: leavesJson(seedsOf(config)),
    code: {
      commit: code.commit,
      patch: code.patch,
      files: code.files.map(({ name, kind, value }) => ({ name, kind, value })),
    },
    environment: Object.fromEntries([...environment].map(([name, version]) => [name, version ?? null])),
    metrics: Object.fromEntries(
      [...metrics].map(([name, { last, least, greatest, count, basis, isWhole, error, isHigherBetter, doubt }]) => [
        name,
        {
          last: pointJson(last),
          least: least && pointJson(least),
          greatest: greatest && pointJson(greatest),
          count,
          basis,
          whole: isWhole,
          standardError: error !== undefined && Number.isFinite(error) ? error : undefined,
          higherIsBetter: isHigherBetter,
          doubt,
        },
      ]),
    ),
    partial: run.partial,
    notRecorded: run.absent,
    notes: run.notes,
  };
}

const leavesJson = (leaves: Leaves): JsonValue =>
  Object.fromEntries([...leaves].map(([path, node]) => [path, artifactValue(node)]));

const timeJson = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

const pointJson = ({ value, step }: Point): JsonValue => ({ value: artifactValue(value), step });
