// A run of another tracker as JSON: what it recorded, and what it did not.
import type { Leaves, Point, TrackedRun } from '../../runs/trackers/trackedRun';
import { seedsOf } from '../../runs/trackers/values/seeds';
import { artifactValue, type JsonValue } from '../../text/outputJson';

/** The JSON of the contract. Times are UTC. `notRecorded`: for each aspect that is not known, why, as a sentence. */
export function trackedJson(run: TrackedRun): JsonValue {
  const { config, data, code, environment, metrics, time, status } = run;
  return {
    tracker: run.tracker,
    version: run.version,
    id: run.id,
    name: run.name,
    group: run.group,
    parent: run.parent,
    deleted: run.isDeleted,
    status: status.state,
    statusText: status.text,
    start: timeJson(time?.start),
    end: timeJson(time?.end),
    config: config ? leavesJson(config) : null,
    seeds: leavesJson(seedsOf(config)),
    data: data.map(({ name, kind, value, size }) => ({ name, kind, value, size })),
    code: {
      commit: code.commit,
      dirty: code.isDirty,
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
