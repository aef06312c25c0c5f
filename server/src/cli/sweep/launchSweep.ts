// Submits the combinations of a sweep to Slurm: all of a new one, or those that have no result and do not run any more.
import { randomBytes } from 'node:crypto';
import { join } from '../../../../src-shared/host/paths';
import { readText } from '../../../../src-shared/host/readText';
import { isActive } from '../../../../src-shared/launch/element';
import { activeIndices, attemptName, type Launch, withoutResults } from '../../../../src-shared/launch/launch';
import { launchName, type StoredLaunch, storedFolder, storedLaunches } from '../../../../src-shared/launch/launchFile';
import { batchScript } from '../../../../src-shared/launch/slurm/batchScript';
import { addedBySlurm, submitArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import { MANIFEST, RESULTS } from '../../../../src-shared/repro/history/keepRun';
import {
  comboFolder,
  hasSucceeded,
  resultsText,
  SCRIPT,
  type SweepEntry,
} from '../../../../src-shared/repro/training/sweepResults';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { arrayProblem } from '../launch/arrayLimit';
import { launchAccess } from '../launch/launchAccess';
import {
  folderOwner,
  freeElements,
  freeHeldFolder,
  type LaunchAccess,
  type LookedLaunch,
  lookAtLaunch,
} from '../launch/lookAtLaunch';
import { submitArray } from '../launch/submitArray';
import { failure } from '../outcome';
import { dryRun } from '../targets/dryRun';
import { type ClaimedFolder, inClaimedFolder } from '../train/inClaimedFolder';
import type { RunningPrograms } from '../train/runningPrograms';
import { NOTHING_STARTED, type TrainingInput } from '../train/trainingInput';
import { cleanFolder } from './cleanFolder';
import { type DataHashes, sharedData } from './dataHashes';
import { emptySweepFolder, type FinishedRuns, finishedRuns } from './finishedRuns';
import { launchSummary } from './launchSummary';
import type { SweepRun } from './sweepPlan';
import { unlistedRuns } from './unlistedRuns';

/** A sweep that may be submitted. `label`: the start of the names of its files for people. */
export interface SweepLaunch {
  readonly input: TrainingInput;
  readonly runs: readonly SweepRun[];
  readonly python: string;
  readonly label: string;
  readonly hashes: DataHashes;
}

/** Submits what is missing. */
export async function launchSweep(context: CliContext, running: RunningPrograms, sweep: SweepLaunch): Promise<Outcome> {
  const { input, runs } = sweep;
  if (context.options.has('dry-run')) return dryRunOf(context, sweep);
  const { history, folder } = input;
  const { launches, problems } = storedLaunches(context.host, history, {
    folder: storedFolder(history.workspace, folder),
    named: path => relativePath(context.io.cwd, path),
  });
  if (problems.length > 0) return failure(...problems, UNREADABLE);
  const [stored] = launches;
  const obstacle = stored && obstacleIn(context, sweep, stored.launch);
  if (obstacle !== undefined) return failure(`${obstacle} ${NOTHING_STARTED}`);
  const continued = stored && context.options.has('resume') && isOfSweep(sweep, stored.launch) ? stored : undefined;
  const about = {
    command: 'sweep',
    overwrites: false,
    tool: `kyn ${context.version}`,
    target: ['slurm', ...addedBySlurm(input.slurm)],
    ...(runs[0] && { data: runs[0].csv }),
    ...(stored && { launch: folderOwner(stored.launch) }),
  } as const;
  return inClaimedFolder(context, running, input, about, async claimed => {
    const signal = running.session.stop;
    const access: LaunchAccess = { ...launchAccess(context, running.programs, { history, signal }), holdsFolder: true };
    const result = await submitMissing({ context, running, claimed, sweep, access, after: stored?.name }, continued);
    await freeHeldFolder(access, folder);
    return result;
  });
}

const UNREADABLE = `What was submitted is not known, so it could be started twice. Restore the file, or remove it if nothing of it runs. ${NOTHING_STARTED}`;

const isOfSweep = ({ runs: [run] }: SweepLaunch, { command, configHash, generator }: Launch): boolean =>
  command === 'sweep' && run?.configHash === configHash && run.generator === generator;

// Why an earlier launch in this folder prevents another one.
function obstacleIn({ options }: CliContext, sweep: SweepLaunch, launch: Launch): string | undefined {
  const active = activeIndices(launch).length;
  if (active === 0) return undefined;
  const count = `${active === 1 ? '1 run' : `${active} runs`} of ${launch.spec}`;
  const place = sweep.label === '' ? '.' : sweep.label.slice(0, -1);
  if (!options.has('resume'))
    return `${count} may still run on ${launch.target} in this folder. Continue with \`--resume\`, or stop them with \`kyn jobs cancel ${place}\`.`;
  if (isOfSweep(sweep, launch)) return undefined;
  return `${count} may still run on ${launch.target} in this folder, and are not of this sweep as it is now. Stop them with \`kyn jobs cancel ${place}\`, or choose another folder with \`--out\`.`;
}

interface Submission {
  readonly context: CliContext;
  readonly running: RunningPrograms;
  readonly claimed: ClaimedFolder;
  readonly sweep: SweepLaunch;
  readonly access: LaunchAccess;
  /** The file of the launch before. */
  readonly after: string | undefined;
}

async function submitMissing(submission: Submission, continued: StoredLaunch | undefined): Promise<Outcome> {
  const { context, sweep, access } = submission;
  const looked: LookedLaunch | undefined = continued && (await lookAtLaunch(access, continued));
  const state = await finishedIn(context, sweep);
  if (!state.ok) return failure(state.message);
  const entries = await resultEntries(context, sweep, { state, launch: looked?.launch });
  const problem = await writeResults(context, sweep, entries);
  if (problem !== undefined) return failure(problem);
  const isMissing = ({ index }: SweepRun): boolean => {
    const [entry, element] = [entries.get(index), looked?.launch.elements.get(index)];
    return !(entry && hasSucceeded(entry)) && !(element && isActive(element));
  };
  const missing = sweep.runs.filter(isMissing);
  const unaccepted = doneWithoutResult(context, sweep, { missing, launch: looked?.launch });
  if (unaccepted !== undefined) return failure(`${unaccepted} ${NOTHING_STARTED}`);
  const about = { label: sweep.label, total: sweep.runs.length, entries };
  // Without an answer, nothing more is known about what was submitted, and more could not be submitted either.
  const isSilent = looked?.launch.contact?.detail !== undefined && activeIndices(looked.launch).length > 0;
  if (missing.length === 0 || isSilent)
    return launchSummary(about, { launch: looked?.launch, missing: missing.length });
  return submit(submission, { looked, missing, about });
}

// A finished training is never removed without a word.
function doneWithoutResult(
  { host }: CliContext,
  { input: { folder }, label }: SweepLaunch,
  { missing, launch }: { readonly missing: readonly SweepRun[]; readonly launch: Launch | undefined },
): string | undefined {
  const folders = missing
    .filter(({ index }) => launch?.elements.get(index)?.state === 'done')
    .map(({ index }) => comboFolder(index))
    .filter(name => host.stat(join(join(folder, name), MANIFEST)));
  if (folders.length === 0) return undefined;
  const names = firstFew(folders, MAX_NAMED, { text: name => `${label}${name}` });
  return `These combinations are done, but their manifests do not count as results of the sweep as it is now, because the data changed or files in their folders were replaced: ${names}. Restore the data, remove these folders to train them again, or start a new sweep in another folder with \`--out\`.`;
}

const MAX_NAMED = 5;

const finishedIn = (
  { host, options }: CliContext,
  { input, label, runs }: SweepLaunch,
): Promise<FinishedRuns> | FinishedRuns => {
  const place = { folder: input.folder, label, hasImports: input.compiler.imports().length > 0 };
  return options.has('resume') ? finishedRuns(host, place, runs) : emptySweepFolder(host, place);
};

interface Known {
  readonly state: Extract<FinishedRuns, { ok: true }>;
  readonly launch: Launch | undefined;
}

// The results so far, with those of attempts after a failed one, and the failures that the launch knows the exit codes of.
async function resultEntries(
  { host }: CliContext,
  { input: { folder }, runs }: SweepLaunch,
  { state: { entries, unlisted }, launch }: Known,
): Promise<ReadonlyMap<number, SweepEntry>> {
  const all = new Map([...entries, ...unlisted].map(entry => [entry.index, entry]));
  const isRepeated = ({ index }: SweepRun): boolean => {
    const entry = all.get(index);
    return entry !== undefined && !hasSucceeded(entry) && launch?.elements.get(index)?.state === 'done';
  };
  for (const entry of await unlistedRuns(host, folder, runs.filter(isRepeated))) all.set(entry.index, entry);
  for (const [index, { state, code }] of launch?.elements ?? []) {
    const run = runs[index];
    if (run && state === 'failed' && code !== undefined && !all.has(index))
      all.set(index, { index, combo: run.combo, exitCode: code, manifest: undefined });
  }
  return all;
}

async function writeResults(
  { host }: CliContext,
  { input: { folder }, label }: SweepLaunch,
  entries: ReadonlyMap<number, SweepEntry>,
): Promise<string | undefined> {
  const path = join(folder, RESULTS);
  const [text, before] = [resultsText(entries.values()), readText(host, path)];
  if (entries.size === 0 || (before.ok && before.text === text)) return undefined;
  const written = await host.writeAtomic(path, text);
  return written.ok ? undefined : `${label}${RESULTS} could not be written: ${written.message}. ${NOTHING_STARTED}`;
}

interface Missing {
  readonly looked: LookedLaunch | undefined;
  readonly missing: readonly SweepRun[];
  readonly about: Parameters<typeof launchSummary>[0];
}

async function submit(submission: Submission, { looked, missing, about }: Missing): Promise<Outcome> {
  const { context, claimed, sweep, access } = submission;
  const { host, io } = context;
  const indices = missing.map(({ index }) => index);
  const refusal = await arrayProblem(access, indices);
  if (refusal !== undefined) return failure(`${refusal} ${NOTHING_STARTED}`);
  const problem = await claimed.begin();
  if (problem !== undefined) return failure(problem);
  const fresh = newLaunch(context, sweep);
  const launch = looked ? withoutResults(looked.launch, indices) : fresh;
  // A kyn that was killed may have noted that they ended, and not freed their folders.
  if (looked) await freeElements(access, looked.launch, indices);
  io.message(
    `submitting ${indices.length} of ${sweep.runs.length} combinations of ${launch.spec} to Slurm${withText(sweep)}`,
  );
  const result = await submitArray(access, claimed, {
    ...{ launch, indices, python: sweep.python, resources: sweep.input.slurm },
    data: await dataArguments(submission, missing),
    name: looked?.name ?? launchName(host, fresh, { time: io.now(), after: submission.after }),
    before: looked?.text,
    prepare: (index, attempt) => prepare(submission, index, attempt),
  });
  if (!result.ok) return failure(`${result.message} ${NOTHING_STARTED}`);
  return launchSummary(about, { ...result, missing: 0, submitted: indices.length });
}

const withText = ({ input }: SweepLaunch): string => {
  const added = addedBySlurm(input.slurm);
  return added.length === 0 ? '' : ` (${added.join(', ')})`;
};

function newLaunch({ version }: CliContext, { input, runs }: SweepLaunch): Launch {
  const { history, folder, compiler } = input;
  return {
    ...{ id: randomBytes(6).toString('hex'), target: 'slurm', command: 'sweep', script: SCRIPT },
    folder: storedFolder(history.workspace, folder),
    spec: compiler.spec.label,
    configHash: runs[0]?.configHash ?? '',
    generator: runs[0]?.generator ?? `kyn ${version}`,
    submissions: [],
    elements: new Map(),
  };
}

/** The batch script is the same for all elements, so it has the hashes of all data; of more files than these, the scripts compute them. */
const MOST_HASHES = 16;

async function dataArguments(
  { sweep: { hashes } }: Submission,
  missing: readonly SweepRun[],
): Promise<readonly string[]> {
  const files = [...sharedData(missing)];
  if (files.length > MOST_HASHES) return [];
  const known: string[] = [];
  for (const csv of files) {
    const argument = await hashes.argument(csv);
    if (argument !== undefined) known.push(argument);
  }
  return known;
}

async function prepare(
  { context, running, claimed, sweep }: Submission,
  index: number,
  attempt: string,
): Promise<string | undefined> {
  const { host, io } = context;
  const folder = join(sweep.input.folder, comboFolder(index));
  const claim = await cleanFolder({ host, programs: running.programs, claimed, cwd: io.cwd }, folder, attempt);
  if (typeof claim === 'string') return claim;
  const written = await host.writeAtomic(join(folder, SCRIPT), sweep.runs[index]?.script ?? '');
  return written.ok ? undefined : `${comboFolder(index)}/${SCRIPT} could not be written: ${written.message}.`;
}

function dryRunOf(context: CliContext, sweep: SweepLaunch): Outcome {
  const { input, runs, python } = sweep;
  const resources = input.slurm;
  const launch = { ...newLaunch(context, sweep), id: 'ID' };
  const name = attemptName(launch, 0);
  const script = batchScript({ ...launch, python, name, modules: resources.modules });
  const array = { name, indices: runs.map(({ index }) => index), folder: input.folder, script: 'BATCH_SCRIPT' };
  return dryRun([['sbatch', ...submitArguments(array, resources)]], script);
}
