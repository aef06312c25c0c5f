// DVC and DVCLive: a dvc.lock is one run of a pipeline; without one, a folder of DVCLive is a run.
import { dirname, join, relativeTo } from '../../../host/paths';
import { namesText } from '../compare/identityResult';
import { changedParams } from '../dvc/changedParams';
import { inputsOf } from '../dvc/inputs';
import { type DvcLock, type LockStage, lockOf } from '../dvc/lock';
import { lockFault } from '../dvc/lockFault';
import { listedMetrics, metricsOfFiles } from '../dvc/metricFiles';
import { type Pipeline, pipelineOf } from '../dvc/pipeline';
import { isSeries, seriesIn, tsvFiles } from '../dvc/series';
import { faultsOf, unlisted, unreadFilesText } from '../fileFault';
import type { Place } from '../place';
import type { TrackedRun } from '../trackedRun';
import type { RunsOfPlace, Tracker } from '../tracker';
import { leavesOf } from '../values/leaves';

const LOCK = 'dvc.lock';
const PIPELINE = 'dvc.yaml';

/** Runs of DVC and DVCLive. */
export const dvc: Tracker = {
  id: 'dvc-run',
  title: 'DVC run',
  mayHave: place =>
    place.hasFile(LOCK) ||
    place.isSpecial(LOCK) ||
    place.hasFile(METRICS) ||
    place.isSpecial(METRICS) ||
    place.files().some(name => name.endsWith('.tsv')),
  read: place => ofLock(place) ?? ofLive(place),
  readsAround: folder => [LOCK, 'dvc.yaml', `${folder}.json`],
  series(place) {
    const lock = lockIn(place);
    const live = liveOf(place);
    const files =
      lock?.form === 'stages'
        ? metricFilesOf(place, lock.stages).map(file => ({ base: place, file }))
        : live
          ? [live]
          : [];
    const all = files.flatMap(({ base, file }) => [...seriesIn(base, file).series]);
    return new Map(all.map(([name, { points }]) => [name, points]));
  },
};

const METRICS = 'metrics.json';
const PARAMS = 'params.yaml';

const pipelineIn = (place: Place): Pipeline => pipelineOf(place.yaml(PIPELINE));

const lockIn = (place: Place): DvcLock | undefined =>
  place.hasFile(LOCK) ? lockOf(place.yaml(LOCK), pipelineIn(place)) : undefined;

const ENVIRONMENT = 'DVC records no versions of Python or of packages.';
const STATUS = { state: 'finished', text: 'finished' } as const;

function ofLock(place: Place): RunsOfPlace | undefined {
  if (place.isSpecial(LOCK)) return { runs: [], gaps: unlisted(place, LOCK) };
  const lock = lockIn(place);
  const path = join(place.path, LOCK);
  if (!lock) {
    const text = place.hasFile(LOCK) ? lockFault(place, LOCK) : undefined;
    return text === undefined ? undefined : { runs: [], gaps: [{ path, text }] };
  }
  if (lock.form === 'old') return { runs: [oldRun(path, place)] };
  const files = metricFilesOf(place, lock.stages);
  return {
    runs: [runOfLock(place, lock.stages, files)],
    parts: files.map(file => dirname(join(place.path, file))).filter(folder => folder !== place.path),
  };
}

// DVCLive has its usual place, which dvc.yaml of its version 0 does not list.
const USUAL = ['dvclive/metrics.json', 'dvclive.json'];

function metricFilesOf(place: Place, stages: readonly LockStage[]): string[] {
  const usual = USUAL.filter(file => isLiveFile(place, file));
  const outs = new Set(stages.flatMap(stage => stage.outs.map(({ name }) => name)));
  const made = usual.filter(file => outs.has(file));
  return [...new Set([...listedMetrics(place.yaml(PIPELINE)), ...made, ...usual])].filter(file => place.hasFile(file));
}

function runOfLock(place: Place, stages: readonly LockStage[], files: readonly string[]): TrackedRun {
  const { data, scripts, outputs, unhashed, config } = inputsOf(stages);
  const { metrics, unread } = metricsOfFiles(place, files);
  const pipeline = pipelineIn(place);
  const paramFiles = changedParams(place, stages, pipeline);
  const faults = faultsOf(place, [PIPELINE]);
  const listed = listedMetrics(place.yaml(PIPELINE)).filter(file => !place.hasFile(file));
  const isNoFile = (file: string): boolean => place.isSpecial(file) || place.folder(file) !== undefined;
  const links = faultsOf(
    place,
    [...new Set([...listed, ...USUAL])].filter(file => isNoFile(file) || isUnreadLive(place, file)),
  );
  const { changed } = paramFiles;
  const missing = listed.filter(file => !isNoFile(file));
  return {
    tracker: dvc.id,
    path: join(place.path, LOCK),
    id: place.host.sha256(place.text(LOCK) ?? ''),
    config: config.size === 0 ? undefined : config,
    data,
    code: { files: scripts },
    environment: new Map(),
    metrics,
    status: STATUS,
    // Without the folders of the stages, another file could be taken for one of them.
    ...(faults.length === 0 && { filesIn: place.path }),
    outputs,
    unread: [...unreadFilesText(place, unread), ...links, ...faults, ...faultsOf(place, paramFiles.unread)],
    metricFiles: files,
    ...(stages.some(({ params }) => params.length > 0) && { paramFiles }),
    absent: {
      ...(config.size === 0 && { config: 'The stages have no params and no commands.' }),
      ...(data.length === 0 && { data: 'The stages name no data that no other stage made.' }),
      ...(unhashed.length > 0 && { data: `The lock has no MD5 of ${namesText(unhashed)}.` }),
      ...(scripts.length === 0 && { code: 'The stages name no scripts among their dependencies.' }),
      environment: ENVIRONMENT,
      ...(metrics.size === 0 && { metrics: 'No file with metrics was found.' }),
      time: 'DVC records no time.',
    },
    notes: [
      `It has ${stages.length === 1 ? 'one stage' : `${stages.length} stages`}. A stage is in dvc.lock only after it succeeded.`,
      ...(scripts.length > 0 ? ['Its code is known only for the scripts among the dependencies.'] : []),
      ...(changed.length > 0 ? [`Changed since the run: ${changed.join(', ')}.`] : []),
      ...(missing.length > 0 ? [`dvc.yaml lists metrics that are not here: ${missing.join(', ')}.`] : []),
      ...links.map(link => `${link}.`),
      ...faults.map(fault => `${fault}, so its metrics and the folders of its stages are not known.`),
      ...(unread.length > 0 ? [`Metrics that were not read: ${unread.join(', ')}.`] : []),
    ],
  };
}

const oldRun = (path: string, place: Place): TrackedRun => ({
  tracker: dvc.id,
  path,
  id: place.host.sha256(place.text(LOCK) ?? ''),
  config: undefined,
  data: [],
  code: { files: [] },
  environment: new Map(),
  metrics: new Map(),
  status: { state: 'unknown', text: 'unknown' },
  outputs: [],
  absent: { config: OLD, data: OLD, code: OLD, environment: ENVIRONMENT, metrics: OLD, time: 'DVC records no time.' },
  notes: [OLD],
});

const OLD = 'The lock has the form of DVC 1, which is not read. `dvc repro` of a newer version writes it again.';

// A folder of DVCLive: its file of metrics is listed in a dvc.yaml next to it, or its series are there.
const isLiveFile = (place: Place, file: string): boolean =>
  place.hasFile(file) && place.json(file)?.kind === 'object' && isLivePath(place, file);

const isUnreadLive = (place: Place, file: string): boolean =>
  (place.hasFile(file) || place.isSpecial(file)) && place.json(file) === undefined && isLivePath(place, file);

function isLivePath(place: Place, file: string): boolean {
  if (isListed(place, file)) return true;
  const folder = file.endsWith(`/${METRICS}`)
    ? `${file.slice(0, -METRICS.length)}plots/metrics`
    : file.replace(/\.json$/, '');
  return tsvFiles(place, folder).some(path => isSeries(place, `${folder}/${path}`));
}

interface Live {
  /** The folder from which paths are written. */
  readonly base: Place;
  readonly file: string;
}

function liveOf(place: Place, isLive = isLiveFile): Live | undefined {
  const outer = place.parent();
  const candidates: Live[] = [
    { base: outer, file: `${place.name}/${METRICS}` },
    { base: place, file: METRICS },
    { base: outer, file: `${place.name}.json` },
  ];
  // In its own folder, only dvc.yaml shows that a file with such a name is of DVCLive.
  return candidates.find(({ base, file }) => isLive(base, file) && (base !== place || isListed(base, file)));
}

const isListed = (place: Place, file: string): boolean => listedMetrics(place.yaml(PIPELINE)).includes(file);

function ofLive(place: Place): RunsOfPlace | undefined {
  const live = liveOf(place);
  const { base, file } = live ?? liveOf(place, isUnreadLive) ?? {};
  if (!base || file === undefined || base.isSpecial(LOCK) || lockIn(base) || lockFault(base, LOCK)) return undefined;
  if (!live) return { runs: [], gaps: unlisted(base, file) };
  const { metrics, unread } = metricsOfFiles(base, [file]);
  const params = place.yaml(PARAMS);
  const [why] = params?.kind === 'object' ? [] : faultsOf(place, [PARAMS]);
  const config = params?.kind === 'object' ? leavesOf(params) : undefined;
  const text = base.text(file) ?? '';
  const run: TrackedRun = {
    tracker: dvc.id,
    path: place.path,
    id: place.host.sha256(`${relativeTo(base.path, place.path)}\n${text}\n${place.text(PARAMS) ?? ''}`),
    config: config && config.size > 0 ? config : undefined,
    data: [],
    code: { files: [] },
    environment: new Map(),
    metrics,
    status: { state: 'unknown', text: 'unknown' },
    outputs: [],
    unread: [...unreadFilesText(base, unread), ...(why === undefined ? [] : [why])],
    absent: {
      ...(!config?.size && { config: why === undefined ? 'DVCLive wrote no params.' : `${why}.` }),
      data: 'DVCLive alone records no digest of data.',
      code: 'DVCLive alone records no code. The commit that contains its files is known to git.',
      environment: ENVIRONMENT,
      ...(metrics.size === 0 && { metrics: 'The file of metrics is empty.' }),
      time: 'DVCLive records no time of the run.',
      status: 'DVCLive does not record how a run ended.',
    },
    notes: ['It was not made by a pipeline of DVC, so no lock describes it.'],
  };
  return { runs: [run], isClosed: true };
}
