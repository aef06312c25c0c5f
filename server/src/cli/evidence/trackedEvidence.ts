// Collects what a package contains about a run of another tracker: its own files, what was read in them, and what the tracker did not record.
import { secretsOf } from '../../../../src-shared/artifacts/secrets/secrets';
import type { Evidence, EvidencePart, EvidenceTime, MissingPart } from '../../../../src-shared/evidence/evidence';
import { dirname } from '../../../../src-shared/host/paths';
import { type FilesOfRun, filesOfRun } from '../../../../src-shared/runs/trackers/evidence/filesOfRun';
import type { Aspect, TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { trackerKind } from '../../../../src-shared/runs/trackers/trackerKind';
import { seedsOf } from '../../../../src-shared/runs/trackers/values/seeds';
import { verifyTracked } from '../../../../src-shared/runs/trackers/verify/verifyTracked';
import { printJson } from '../../../../src-shared/text/outputJson';
import { overallState } from '../../../../src-shared/views/verificationTexts';
import { absolutePath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { followingHost } from '../search/followingHost';
import { printVerification } from '../verify/print';
import { estimatedTime } from './estimatedTime';
import { gitParts } from './gitParts';
import { recordedText } from './recordedCheck';
import type { Collected } from './specParts';
import { trackedDetails } from './trackedDetails';
import { trackedFiles } from './trackedFiles';

/** Collects the evidence of a run. `given`: the path that names it. */
export async function trackedEvidence(context: CliContext, run: TrackedRun, given: string): Promise<Evidence> {
  const { io, options, version } = context;
  const host = followingHost(context);
  const files = filesOfRun(host, run, absolutePath(context, given));
  const { steps } = verifyTracked(host, run);
  const label = relativePath(io.cwd, run.path);
  const { title } = trackerKind(run.tracker);
  const isFolder = host.stat(run.path)?.kind === 'folder';
  const collected: Collected[] = [
    { parts: [recordedPart(run), verdictPart(context, label, steps)], missing: [] },
    await trackedFiles(host, { run, files, given: absolutePath(context, given) }),
    { parts: [...environmentParts(run), dataPart(run)], missing: options.has('with-data') ? [NO_DATA] : [] },
    await gitParts(host, { folder: isFolder ? run.path : dirname(run.path), recorded: run.code.commit ?? null }),
    { parts: [], missing: notRecorded(run) },
  ];
  return {
    generator: `kyn ${version}`,
    label,
    tracker: run.version === undefined ? title : `${title} (version ${run.version})`,
    secrets: secretValues(run),
    configHash: undefined,
    dataHash: undefined,
    trainer: undefined,
    hasFailed: FAILED[run.status.state],
    details: trackedDetails(run),
    time: timeOf(context, run, files),
    verdict: overallState(steps),
    steps,
    parts: collected.flatMap(({ parts }) => parts),
    missing: collected.flatMap(({ missing }) => missing),
  };
}

const FAILED = { finished: false, failed: true, stopped: true, running: undefined, unknown: undefined };

const NO_DATA: MissingPart = {
  role: 'data',
  what: 'The data',
  reason: 'The data of runs of other trackers is not included. data.json has the digests that were recorded.',
};

const recordedPart = (run: TrackedRun): EvidencePart => ({
  role: 'recorded',
  path: 'recorded.json',
  description: [`What was read in the files of the ${trackerKind(run.tracker).title}.`, ...run.notes].join(' '),
  content: recordedText(run),
});

function verdictPart(context: CliContext, label: string, steps: ReturnType<typeof verifyTracked>['steps']) {
  const content = printVerification([{ path: label, steps }], { format: 'json', io: context.io });
  return { role: 'verdict' as const, path: 'verdict.json', description: 'What `kyn verify` found.', content };
}

const environmentParts = ({ environment }: TrackedRun): EvidencePart[] =>
  environment.size === 0
    ? []
    : [
        {
          role: 'environment',
          path: 'environment.json',
          description: 'The versions that the run recorded.',
          content: printJson(Object.fromEntries([...environment].map(([name, version]) => [name, version ?? null]))),
        },
      ];

const dataPart = ({ data }: TrackedRun): EvidencePart => ({
  role: 'data-hash',
  path: 'data.json',
  description: 'The digests of the data that the run recorded.',
  content: printJson({ recorded: data.map(({ name, kind, value, size }) => ({ name, kind, value, size })) }),
});

// What each aspect is called, and whether a run has it.
const ASPECTS: Readonly<Record<Aspect, readonly [noun: string, has: (run: TrackedRun) => boolean]>> = {
  config: ['the settings', ({ config }) => config !== undefined],
  seed: ['the seed', ({ config }) => seedsOf(config).size > 0],
  data: ['the data', ({ data }) => data.length > 0],
  code: ['the code', ({ code }) => code.commit !== undefined || code.files.length > 0],
  environment: ['the environment', ({ environment }) => environment.size > 0],
  metrics: ['the metrics', ({ metrics }) => metrics.size > 0],
  time: ['the time', ({ time }) => time !== undefined],
  status: ['how the run ended', ({ status }) => status.state !== 'unknown'],
};

// A tracker may record a part of something, and then says what is missing.
const notRecorded = (run: TrackedRun): MissingPart[] =>
  (Object.keys(ASPECTS) as Aspect[]).flatMap(aspect => {
    const [noun, has] = ASPECTS[aspect];
    const reason = run.absent[aspect] ?? (has(run) ? undefined : 'The tracker did not record it.');
    return reason === undefined ? [] : [{ what: `A complete record of ${noun}`, reason }];
  });

const secretValues = ({ config }: TrackedRun): string[] =>
  [...(config ?? [])].flatMap(([key, node]) => secretsOf(node, key).flatMap(({ text }) => (text === '' ? [] : [text])));

// As for our runs, a package has no time of its own.
function timeOf({ host, io }: CliContext, { time, path }: TrackedRun, files: FilesOfRun): EvidenceTime {
  const iso = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString();
  const isRecorded = time?.source === 'recorded';
  const known = isRecorded
    ? { started: iso(time.start), ended: iso(time.end) }
    : { started: undefined, ended: undefined };
  if (known.ended !== undefined)
    return { time: known.ended, source: 'The end of the run, as its tracker recorded it.', ...known };
  const best = iso(time?.end ?? time?.start);
  if (best !== undefined) {
    const source = isRecorded
      ? 'The start of the run, as its tracker recorded it.'
      : 'The time of its last recorded value.';
    return { time: best, source, ...known };
  }
  return estimatedTime(host, `${relativePath(io.cwd, path)}/`, [path, ...files.keys()]);
}
