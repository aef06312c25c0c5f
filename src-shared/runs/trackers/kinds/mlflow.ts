// MLflow's file store: a folder for each experiment, in it one for each run, and in that a file for each param, metric and tag.
import { basename, dirname } from '../../../host/paths';
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { jsonString } from '../../../text/makeJson';
import { namesText } from '../compare/identityResult';
import { usedDatasets } from '../mlflow/datasets';
import { modelEnvironment } from '../mlflow/environment';
import { metricOfLines, pointsOfLines } from '../mlflow/metricLines';
import { namedFiles } from '../mlflow/namedFiles';
import type { Place } from '../place';
import type { TrackedMetric, TrackedRun, TrackedStatus, TrackedTime } from '../trackedRun';
import type { Tracker } from '../tracker';
import { leavesOfTexts } from '../values/leaves';
import { programName } from '../values/programName';
import { scalarText } from '../values/scalars';

const META = 'meta.yaml';

/** Runs of MLflow in its file store. */
export const mlflow: Tracker = {
  id: 'mlflow-run',
  title: 'MLflow run',
  mayHave: place => place.hasFile(META) && HEX32.test(place.name),
  read(place) {
    const meta = place.yaml(META);
    const experiment = meta && experimentOf(place, meta);
    return meta && experiment ? { runs: [runOf(place, meta, experiment)], isClosed: true } : undefined;
  },
  readsAround: () => [META],
  series: (place, isWanted) =>
    new Map(
      namedFiles(place, METRICS)
        .names.filter(isWanted)
        .map(name => [name, pointsOfLines(place.lines(`${METRICS}/${name}`))]),
    ),
};

const METRICS = 'metrics';
const HEX32 = /^[0-9a-f]{32}$/;
const COMMIT = /^[0-9a-f]{7,64}$/;

interface Experiment {
  readonly place: Place;
  readonly name: string;
}

// The folder of the run has its id as its name, and the folder around it is that of its experiment.
function experimentOf(place: Place, meta: JsonNode): Experiment | undefined {
  const id = stringMember(meta, 'run_id') ?? stringMember(meta, 'run_uuid');
  const parent = place.parent();
  if (id !== place.name || scalarText(member(meta, 'experiment_id')) !== parent.name) return undefined;
  const outer = parent.yaml(META);
  const name = scalarText(member(outer, 'name'));
  if (name === undefined || stringMember(outer, 'artifact_location') === undefined) return undefined;
  return { place: parent, name };
}

function runOf(place: Place, meta: JsonNode, { place: outer, name: group }: Experiment): TrackedRun {
  const tag = (key: string): string | undefined => place.text(`tags/${key}`)?.trim();
  const settings = settingsOf(place);
  const data = usedDatasets(place, outer);
  const model = modelEnvironment(place, outer);
  const commit = tag('mlflow.source.git.commit');
  const hasCommit = commit !== undefined && COMMIT.test(commit);
  const name = stringMember(meta, 'run_name') ?? tag('mlflow.runName');
  const parent = tag('mlflow.parentRunId');
  const time = timeOf(meta);
  const metrics = metricsOf(place);
  const source = tag('mlflow.source.name');
  const isDeleted = stringMember(meta, 'lifecycle_stage') === 'deleted' || basename(dirname(outer.path)) === '.trash';
  return {
    tracker: mlflow.id,
    path: place.path,
    id: place.name,
    group,
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parent }),
    ...(model.version !== undefined && { version: model.version }),
    ...(isDeleted && { isDeleted }),
    ...settings.read,
    data,
    code: { ...(hasCommit && { commit }), files: [] },
    environment: model.versions,
    metrics: metrics.found,
    ...(time && { time }),
    status: statusOf(meta),
    outputs: [],
    unread: [...settings.unread.map(name => `params/${name}`), ...metrics.unread.map(name => `${METRICS}/${name}`)].map(
      file => `${file} cannot be read`,
    ),
    absent: {
      ...(!settings.read.config && { config: 'The run has no params.' }),
      ...(data.length === 0 && { data: 'The run has no dataset inputs, so MLflow recorded no digest of its data.' }),
      ...(!hasCommit && {
        code: 'MLflow recorded no commit: the script was outside of git, ignored by git, or a notebook.',
      }),
      ...(hasCommit && { code: 'MLflow records the commit but not whether there were uncommitted changes.' }),
      ...(model.versions.size === 0 && {
        environment: 'MLflow records an environment only with a model, and this run has none.',
      }),
      ...(metrics.found.size === 0 && { metrics: 'The run has no metrics.' }),
    },
    notes: [
      ...(source === undefined ? [] : [`It was started from ${programName(source)}.`]),
      ...(isDeleted ? ['It was deleted in MLflow.'] : []),
      ...(data.length > 0 ? ['MLflow computes the digest of a dataset from at most 10,000 rows.'] : []),
      ...(settings.read.configGap === undefined ? [] : [settings.read.configGap]),
      ...metrics.notes,
    ],
  };
}

// A param whose file cannot be read as text is unknown, not empty.
function settingsOf(place: Place): {
  readonly read: Pick<TrackedRun, 'config' | 'configGap'>;
  readonly unread: readonly string[];
} {
  const { names, isCut } = namedFiles(place, 'params');
  const read = names.map(name => [name, place.text(`params/${name}`)] as const);
  const config = read.flatMap(([name, text]) => (text === undefined ? [] : [[name, jsonString(text)] as const]));
  const unread = read.flatMap(([name, text]) => (text === undefined ? [name] : []));
  const gaps = [
    ...(isCut ? ['It has more params than are read.'] : []),
    ...(unread.length > 0 ? [`Params that cannot be read: ${namesText(unread)}.`] : []),
  ];
  return {
    read: {
      config: config.length === 0 ? undefined : leavesOfTexts(config),
      ...(gaps.length > 0 && { configGap: gaps.join(' ') }),
    },
    unread,
  };
}

const STATUS: Readonly<Record<string, TrackedStatus>> = {
  1: { state: 'unknown', text: 'running or killed' },
  2: { state: 'unknown', text: 'scheduled' },
  3: { state: 'finished', text: 'finished' },
  4: { state: 'failed', text: 'failed' },
  5: { state: 'stopped', text: 'killed' },
};

// A killed process leaves RUNNING for ever.
const statusOf = (meta: JsonNode): TrackedStatus =>
  STATUS[scalarText(member(meta, 'status')) ?? ''] ?? { state: 'unknown', text: 'unknown' };

function timeOf(meta: JsonNode): TrackedTime | undefined {
  const [start, end] = ['start_time', 'end_time'].map(key => milliseconds(member(meta, key)));
  if (start === undefined) return undefined;
  return { start, ...(end !== undefined && { end }), source: 'recorded' };
}

const LAST_TIME = 8.64e15;

function milliseconds(node: JsonNode | undefined): number | undefined {
  const value = node?.kind === 'number' ? Number(node.text) : Number.NaN;
  return Number.isInteger(value) && value > 0 && value <= LAST_TIME ? value : undefined;
}

interface ReadMetrics {
  readonly found: Map<string, TrackedMetric>;
  readonly unread: readonly string[];
  readonly notes: readonly string[];
}

function metricsOf(place: Place): ReadMetrics {
  const { names, isCut } = namedFiles(place, METRICS);
  const found = new Map<string, TrackedMetric>();
  const unread: string[] = [];
  for (const name of names) {
    const parts = place.lines(`${METRICS}/${name}`);
    const metric = metricOfLines(parts);
    if (metric) found.set(name, metric);
    if (!parts) unread.push(name);
  }
  const cut = [...found.values()].some(({ isWhole }) => !isWhole);
  return {
    found,
    unread,
    notes: [
      ...(isCut ? ['It has more metrics than are read.'] : []),
      ...(unread.length > 0 ? [`Metrics that cannot be read: ${namesText(unread)}.`] : []),
      ...(cut ? ['Of long metrics, only the beginning and the end were read.'] : []),
    ],
  };
}
