// PyTorch Lightning with the CSVLogger: a folder with hparams.yaml and metrics.csv, usually `lightning_logs/version_0`.
import { csvMetrics } from '../lightning/csvMetrics';
import type { Place } from '../place';
import type { TrackedRun } from '../trackedRun';
import type { Tracker } from '../tracker';
import { leavesOf } from '../values/leaves';
import { seedsOf } from '../values/seeds';

/** Runs of PyTorch Lightning that its CSVLogger wrote. */
export const lightning: Tracker = {
  id: 'lightning-run',
  title: 'Lightning run',
  mayHave: place => place.hasFile(SETTINGS),
  read(place) {
    const settings = place.yaml(SETTINGS);
    const metrics = csvMetrics(place.lines(METRICS));
    // A run that ended before its first step has no metrics yet.
    const isMarked = place.hasFile(METRICS) ? metrics !== undefined : VERSION.test(place.name);
    return isMarked && settings?.kind === 'object' ? { runs: [runOf(place, leavesOf(settings), metrics)] } : undefined;
  },
};

const SETTINGS = 'hparams.yaml';
const METRICS = 'metrics.csv';
const VERSION = /^version_\d{1,15}$/;

function runOf(place: Place, config: TrackedRun['config'], metrics: TrackedRun['metrics'] = new Map()): TrackedRun {
  const group = place.parent().name;
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
    absent: {
      ...(!config?.size && { config: 'The run saved no hyperparameters.' }),
      ...(seedsOf(config).size === 0 && { seed: 'Its seed is not among the saved hyperparameters.' }),
      data: 'The CSVLogger records no digest of data.',
      code: 'The CSVLogger records no code.',
      environment: 'The CSVLogger records no versions.',
      ...(metrics.size === 0 && { metrics: 'The run logged no metrics to a CSV file.' }),
      time: 'The CSVLogger records no time.',
      status: 'The CSVLogger does not record how a run ended.',
    },
    notes: [
      'Hyperparameters that could not be written as YAML are missing.',
      ...(isCut ? ['Of its long file of metrics, only the beginning and the end were read.'] : []),
      ...(place.files().some(name => name.startsWith('events.out.tfevents'))
        ? ['Its TensorBoard events are not read.']
        : []),
    ],
  };
}
