// PyTorch Lightning with the CSVLogger: a folder with hparams.yaml and metrics.csv, usually `lightning_logs/version_0`.
import { fileFault, unlisted } from '../fileFault';
import { type CsvMetrics, csvMetrics } from '../lightning/csvMetrics';
import type { Place } from '../place';
import type { TrackedRun } from '../trackedRun';
import type { Tracker } from '../tracker';
import { leavesOf } from '../values/leaves';
import { seedsOf } from '../values/seeds';

/** Runs of PyTorch Lightning that its CSVLogger wrote. */
export const lightning: Tracker = {
  id: 'lightning-run',
  title: 'Lightning run',
  mayHave: place => place.hasFile(SETTINGS) || place.isSpecial(SETTINGS),
  read(place) {
    const settings = place.yaml(SETTINGS);
    const table = place.lines(METRICS);
    const metrics = csvMetrics(table);
    // A run that ended before its first step has no metrics yet.
    const isMarked = metrics !== undefined || (!table?.text && VERSION.test(place.name));
    if (settings && !KINDS.has(settings.kind)) return undefined;
    // Both names together are those of Lightning.
    if (!isMarked)
      return table && !place.isBlank(METRICS)
        ? undefined
        : { runs: [], gaps: unlisted(place, METRICS, ANY_SIZE, table && 'is empty') };
    if (!settings && !metrics) return { runs: [], gaps: unlisted(place, SETTINGS) };
    return { runs: [runOf(place, settings && leavesOf(settings), metrics)] };
  },
  series: place => csvMetrics(place.lines(METRICS))?.points ?? new Map(),
};

// A file without any hyperparameters may be empty.
const KINDS: ReadonlySet<string> = new Set(['object', 'null']);

const SETTINGS = 'hparams.yaml';
const METRICS = 'metrics.csv';
const VERSION = /^version_\d{1,15}$/;

// Of the metrics.
const ANY_SIZE = Number.POSITIVE_INFINITY;

const metricsFault = (place: Place): string | undefined =>
  place.lines(METRICS) ? undefined : fileFault(place, METRICS, ANY_SIZE);

function runOf(
  place: Place,
  config: TrackedRun['config'],
  { metrics, unread }: Pick<CsvMetrics, 'metrics' | 'unread'> = { metrics: new Map(), unread: 0 },
): TrackedRun {
  const group = place.parent().name;
  const [settingsWhy, metricsWhy] = [config ? undefined : fileFault(place, SETTINGS), metricsFault(place)];
  const isCut = [...metrics.values()].some(({ isWhole }) => !isWhole);
  return {
    tracker: lightning.id,
    path: place.path,
    id: place.host.sha256(JSON.stringify([group, place.name, place.text(SETTINGS)])),
    name: place.name,
    group,
    config: config?.size ? config : undefined,
    data: [],
    code: { files: [] },
    environment: new Map(),
    metrics,
    status: { state: 'unknown', text: 'unknown' },
    outputs: [],
    unread: [
      ...(settingsWhy === undefined ? [] : [`${SETTINGS} ${settingsWhy}`]),
      ...(metricsWhy === undefined ? [] : [`${METRICS} ${metricsWhy}`]),
    ],
    absent: {
      ...(!config?.size && {
        config: settingsWhy === undefined ? 'The run saved no hyperparameters.' : `${SETTINGS} ${settingsWhy}.`,
      }),
      ...(seedsOf(config).size === 0 && { seed: 'Its seed is not among the saved hyperparameters.' }),
      data: 'The CSVLogger records no digest of data.',
      code: 'The CSVLogger records no code.',
      environment: 'The CSVLogger records no versions.',
      ...(metrics.size === 0 && {
        metrics: metricsWhy === undefined ? 'The run logged no metrics to a CSV file.' : `${METRICS} ${metricsWhy}.`,
      }),
      time: 'The CSVLogger records no time.',
      status: 'The CSVLogger does not record how a run ended.',
    },
    notes: [
      'Hyperparameters that could not be written as YAML are missing.',
      ...(isCut ? ['Of its long file of metrics, only the beginning and the end were read.'] : []),
      ...(unread > 0 ? [`Lines of ${METRICS} that have other cells than its header were not read: ${unread}.`] : []),
      ...(place.files().some(name => name.startsWith('events.out.tfevents'))
        ? ['Its TensorBoard events are not read.']
        : []),
    ],
  };
}
