// MLflow's file store: a folder for each experiment, in it one for each run, and in that a file for each param, metric and tag.
import { basename, dirname, join } from '../../../host/paths';
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { namesText } from '../compare/identityResult';
import { DAMAGED, faultsOf, fileFault, unlisted, unreadFilesText } from '../fileFault';
import { datasetFaults, datasetFiles, usedDatasets } from '../mlflow/datasets';
import { modelEnvironment, modelFolders } from '../mlflow/environment';
import { metricOfLines, pointsOfLines } from '../mlflow/metricLines';
import { namedFiles } from '../mlflow/namedFiles';
import { paramsOf } from '../mlflow/params';
import type { Place } from '../place';
import type { TrackedMetric, TrackedRun, TrackedStatus, TrackedTime } from '../trackedRun';
import type { RunsOfPlace, Tracker } from '../tracker';
import { programName } from '../values/programName';
import { scalarText } from '../values/scalars';

const META = 'meta.yaml';

/** Runs of MLflow in its file store. */
export const mlflow: Tracker = {
  id: 'mlflow-run',
  title: 'MLflow run',
  mayHave: place =>
    (place.hasFile(META) || place.isSpecial(META) || place.folders().includes(META)) &&
    (HEX32.test(place.name) || hasRuns(place)),
  read(place) {
    if (!HEX32.test(place.name)) return unreadExperiment(place);
    const meta = place.yaml(META);
    const experiment = meta && experimentOf(place, meta);
    if (meta && experiment) {
      const elsewhere = [...modelFolders(place), ...datasetFiles(place).values()];
      const dependsOn = elsewhere.map(path => join(experiment.place.path, path));
      return { runs: [runOf(place, meta, experiment)], isClosed: true, dependsOn };
    }
    // Of a file that was cut off between two lines, the id is missing.
    return idOf(meta) === undefined && place.folder('tags')
      ? { runs: [], gaps: unlisted(place, META, undefined, DAMAGED) }
      : undefined;
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
const COMMIT_TAG = 'tags/mlflow.source.git.commit';
const TAGS = ['runName', 'parentRunId', 'source.name'].map(name => `tags/mlflow.${name}`);
const COMMIT = /^[0-9a-f]{7,64}$/;

const hasRuns = (place: Place): boolean => place.folders().some(name => HEX32.test(name));

// Without the file of an experiment, none of its runs is known to be one of MLflow.
function unreadExperiment(place: Place): RunsOfPlace | undefined {
  const why = fileFault(place, META) ?? (isExperiment(place) ? undefined : DAMAGED);
  const isOfMlflow = place.folders().some(name => HEX32.test(name) && place.folder(name)?.folder('tags'));
  if (why === undefined || !isOfMlflow) return undefined;
  return { runs: [], gaps: [{ path: join(place.path, META), text: `${why}, so the runs below are not listed.` }] };
}

interface Experiment {
  readonly place: Place;
  readonly name: string;
}

// The folder of the run has its id as its name, and the folder around it is that of its experiment.
function experimentOf(place: Place, meta: JsonNode): Experiment | undefined {
  const parent = place.parent();
  if (idOf(meta) !== place.name || scalarText(member(meta, 'experiment_id')) !== parent.name) return undefined;
  const name = scalarText(member(parent.yaml(META), 'name'));
  return name !== undefined && isExperiment(parent) ? { place: parent, name } : undefined;
}

const idOf = (meta: JsonNode | undefined): string | undefined =>
  scalarText(member(meta, 'run_id') ?? member(meta, 'run_uuid'));

function isExperiment(place: Place): boolean {
  const meta = place.yaml(META);
  return scalarText(member(meta, 'name')) !== undefined && stringMember(meta, 'artifact_location') !== undefined;
}

function runOf(place: Place, meta: JsonNode, { place: outer, name: group }: Experiment): TrackedRun {
  const tag = (key: string): string | undefined => place.text(`tags/${key}`)?.trim();
  const settings = paramsOf(place);
  const data = usedDatasets(place, outer);
  const dataFaults = datasetFaults(place, outer);
  const model = modelEnvironment(place, outer);
  const { commit, why: codeWhy, faults: codeFaults } = commitOf(place);
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
    code: { ...(commit !== undefined && { commit }), files: [] },
    environment: model.versions,
    metrics: metrics.found,
    ...(time && { time }),
    status: statusOf(meta),
    outputs: [],
    unread: [
      ...unreadFilesText(place, [
        ...settings.unread.map(name => `params/${name}`),
        ...metrics.unread.map(name => `${METRICS}/${name}`),
      ]),
      ...dataFaults,
      ...codeFaults,
      ...model.faults,
      ...faultsOf(place, TAGS),
    ],
    absent: {
      ...(!settings.read.config && { config: settings.read.configGap ?? 'The run has no params.' }),
      ...(data.length === 0 && { data: 'The run has no dataset inputs, so MLflow recorded no digest of its data.' }),
      ...(dataFaults.length > 0 && { data: dataFaults.map(fault => `${fault}.`).join(' ') }),
      code: codeWhy,
      ...(model.versions.size === 0 && {
        environment: 'MLflow records an environment only with a model, and this run has none.',
      }),
      ...(model.faults.length > 0 && { environment: model.faults.map(fault => `${fault}.`).join(' ') }),
      ...(metrics.found.size === 0 && { metrics: metrics.notes[0] ?? 'The run has no metrics.' }),
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

function commitOf(place: Place): {
  readonly commit?: string;
  readonly why: string;
  readonly faults: readonly string[];
} {
  const faults = faultsOf(place, [COMMIT_TAG]);
  const text = place.text(COMMIT_TAG)?.trim();
  if (faults.length > 0) return { why: `${faults[0]}.`, faults };
  return text !== undefined && COMMIT.test(text)
    ? { commit: text, why: 'MLflow records the commit but not whether there were uncommitted changes.', faults }
    : {
        why: 'MLflow recorded no commit: the script was outside of git, ignored by git, or a notebook.',
        faults,
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
  const { names, special, isCut } = namedFiles(place, METRICS);
  const found = new Map<string, TrackedMetric>();
  const unread: string[] = [...special];
  for (const name of names) {
    const parts = place.lines(`${METRICS}/${name}`);
    const metric = metricOfLines(parts);
    if (metric) found.set(name, metric);
    else unread.push(name);
  }
  const cut = [...found.values()].some(({ isWhole }) => !isWhole);
  return {
    found,
    unread,
    notes: [
      ...(isCut ? ['It has more metrics than are read.'] : []),
      ...(unread.length > 0 ? [`Metrics that cannot be read: ${namesText(unread.map(name => name || 'all'))}.`] : []),
      ...(cut ? ['Of long metrics, only the beginning and the end were read.'] : []),
    ],
  };
}
