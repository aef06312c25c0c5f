// What the files of this machine confirm or contradict of a run of another tracker. Most trackers record nothing that can be checked.
import type { Host } from '../../../host/host';
import { join } from '../../../host/paths';
import { confirmed, listed, type StepResult, unknown, type Verification } from '../../verify/verification';
import type { Digest, TrackedRun } from '../trackedRun';
import { trackerKind } from '../trackerKind';
import { digestStep } from './digestStep';

/** Verifies a run. Nothing is written. */
export function verifyTracked(host: Host, run: TrackedRun): Verification {
  const { filesIn: folder } = run;
  const step = (digests: readonly Digest[], noun: string): StepResult =>
    folder === undefined
      ? unknown(`It is not recorded in which folder its ${noun} were.`)
      : digestStep(host, { folder, digests, noun });
  const results = {
    config_hash: configStep(run),
    data_hash: dataStep(run, step),
    lock: unknown('A run of another tracker has no kynml.lock.'),
    script:
      run.code.files.length > 0
        ? step(run.code.files, 'scripts')
        : unknown(run.absent.code ?? 'The run records no digests of scripts.'),
    manifest: formStep(run),
    metrics: metricsStep(run, step),
  };
  const names = ['config_hash', 'data_hash', 'lock', 'script', 'manifest', 'metrics'] as const;
  return { steps: names.map(name => ({ name, ...results[name] })), files: filesOf(run) };
}

// All of the data needs a digest.
function dataStep(run: TrackedRun, step: (digests: readonly Digest[], noun: string) => StepResult): StepResult {
  const md5 = run.data.filter(hasMd5);
  if (md5.length === 0) return unknown(dataText(run));
  const result = step(md5, 'data files');
  const { data: absent } = run.absent;
  return result.state === 'confirmed' && absent !== undefined ? unknown(absent) : result;
}

// A file that was not read may have any form.
const formStep = ({ tracker, unread = [] }: TrackedRun): StepResult =>
  unread.length > 0
    ? unknown(listed(unread.map(text => `${text}.`)))
    : confirmed(`The files that were read have the form of ${trackerKind(tracker).title}s.`);

// Metrics are read from every file, so each needs its digest.
function metricsStep(
  { outputs, metricFiles = [] }: TrackedRun,
  step: (digests: readonly Digest[], noun: string) => StepResult,
): StepResult {
  const recorded = outputs.filter(({ name }) => metricFiles.includes(name));
  if (recorded.length === 0)
    return unknown('No digest of its metrics was recorded, so nothing shows that they are those of this run.');
  const result = step(recorded, 'files of metrics');
  const others = metricFiles.filter(file => !recorded.some(({ name }) => name === file));
  return result.state !== 'confirmed' || others.length === 0
    ? result
    : unknown(listed(others.map(file => `No digest of ${file} was recorded.`)));
}

// A path that leads outside is not read, but listing it does no harm.
const filesOf = ({ path, filesIn, data, code, outputs }: TrackedRun): string[] => {
  const named =
    filesIn === undefined ? [] : [...data, ...code.files, ...outputs].map(({ name }) => join(filesIn, name));
  return [...new Set([path, ...named])];
};

const hasMd5 = ({ kind }: Digest): boolean => kind === 'md5' || kind === 'md5-text';

const dataText = ({ data, absent }: TrackedRun): string =>
  data.length > 0
    ? 'The recorded digests of the data cover only a part of it and cannot be computed here.'
    : (absent.data ?? 'The run records no digest of its data.');

// DVC keeps the values that ran, and the files of params have the current ones.
function configStep(run: TrackedRun): StepResult {
  const params = run.paramFiles;
  if (!params)
    return unknown(run.absent.config ?? 'Its settings are recorded, but nothing on this machine can confirm them.');
  if (params.changed.length > 0)
    return unknown(listed(params.changed.map(path => `${path} was changed since the run.`)));
  if (params.unread.length > 0)
    return unknown(listed(params.unread.map(file => `${file} is not here or cannot be read.`)));
  return confirmed('The files of params have the values that ran.');
}
