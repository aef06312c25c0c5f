// Submits one training to Slurm.
import { randomBytes } from 'node:crypto';
import { basename, join } from '../../../../src-shared/host/paths';
import { activeIndices, attemptName, type Launch } from '../../../../src-shared/launch/launch';
import { launchName, type StoredLaunch, storedFolder, storedLaunches } from '../../../../src-shared/launch/launchFile';
import { batchScript } from '../../../../src-shared/launch/slurm/batchScript';
import { addedBySlurm, submitArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import { MANIFEST } from '../../../../src-shared/repro/history/keepRun';
import { scriptName } from '../../../../src-shared/repro/training/scriptName';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { dryRun } from '../targets/dryRun';
import { noOfficialTarget } from '../train/chooseTool';
import { type ClaimedFolder, inClaimedFolder } from '../train/inClaimedFolder';
import { type RunningPrograms, stopped } from '../train/runningPrograms';
import { withTraining } from '../train/startTraining';
import { NOTHING_STARTED, type TrainingInput, untrainable } from '../train/trainingInput';
import { prepareScript, type WantedTraining } from '../train/trainSpec';
import { writesOutside } from '../train/writesOutside';
import { fileMark } from './elementFiles';
import { launchAccess } from './launchAccess';
import { folderOwner, freeHeldFolder, type LaunchAccess, lookAtLaunch } from './lookAtLaunch';
import { submitArray, unconfirmedText } from './submitArray';

/** Submits the training of a spec. The exit code is 0 when it was submitted. */
export const launchTraining = (context: CliContext): Promise<Outcome> => withTraining(context, 'always', launchInput);

interface ReadyTraining {
  readonly input: TrainingInput;
  readonly python: string;
  readonly script: { readonly path: string; readonly script: string };
  readonly data: string;
  readonly launch: Launch;
}

async function launchInput(
  context: CliContext,
  { input, choosing }: WantedTraining,
  running: RunningPrograms,
): Promise<Outcome> {
  const { spec } = input.compiler;
  const choice = await choosing;
  if (running.session.stop.aborted) return stopped(running.session);
  if (!choice.ok) return failure(choice.message);
  const { tool } = choice;
  if (tool.kind === 'official') return failure(noOfficialTarget(tool, context.io.cwd));
  const path = join(input.folder, scriptName(spec.path));
  const compiled = input.compiler.compile(input.overrides, { folder: input.folder, script: path });
  if (!compiled.ok) return untrainable(context, spec.label, compiled);
  const outside = writesOutside(context, input.folder, compiled);
  if (outside !== undefined) return failure(outside);
  const { script, plan } = compiled;
  const ready = {
    ...{ input, python: tool.python, data: plan.data.csv, script: { path, script } },
    launch: newLaunch(input, { script: basename(path), ...plan.origin }),
  };
  return context.options.has('dry-run') ? dryRunOf(ready) : launchReady(context, running, ready);
}

function newLaunch(
  { history, folder, compiler }: TrainingInput,
  about: Pick<Launch, 'script' | 'configHash' | 'generator'>,
): Launch {
  const { script, configHash, generator } = about;
  return {
    ...{ id: randomBytes(6).toString('hex'), target: 'slurm', command: 'train' },
    folder: storedFolder(history.workspace, folder),
    spec: compiler.spec.label,
    ...{ configHash, generator, script, submissions: [], elements: new Map() },
  };
}

async function launchReady(context: CliContext, running: RunningPrograms, ready: ReadyTraining): Promise<Outcome> {
  const { host, io } = context;
  const { input, launch } = ready;
  const { launches, problems } = storedLaunches(host, input.history, {
    folder: launch.folder,
    named: path => relativePath(io.cwd, path),
  });
  if (problems.length > 0)
    return failure(...problems, `What was submitted is not known, so it could be started twice. ${NOTHING_STARTED}`);
  const [stored] = launches;
  const about = {
    command: 'train',
    ...{ overwrites: true, tool: `kyn ${context.version}`, data: ready.data },
    target: ['slurm', ...addedBySlurm(input.slurm)],
    ...(stored && { launch: folderOwner(stored.launch) }),
  } as const;
  return inClaimedFolder(context, running, input, about, async claimed => {
    const signal = running.session.stop;
    const access: LaunchAccess = {
      ...launchAccess(context, running.programs, { history: input.history, signal }),
      holdsFolder: true,
    };
    const obstacle = await obstacleIn(access, stored, relativePath(io.cwd, input.folder));
    const result = obstacle ?? (await submit({ context, claimed, access, ready, after: stored?.name }));
    await freeHeldFolder(access, input.folder);
    return result;
  });
}

// Why an earlier training in this folder prevents another one.
async function obstacleIn(
  access: LaunchAccess,
  stored: StoredLaunch | undefined,
  place: string,
): Promise<Outcome | undefined> {
  if (!stored) return undefined;
  const { launch } = await lookAtLaunch(access, stored);
  if (activeIndices(launch).length === 0) return undefined;
  const silent = launch.contact?.detail;
  const answer = silent === undefined ? '' : ` Slurm does not answer (${silent}), so this is its last known state.`;
  return outcome(EXIT_PROBLEMS, '', [
    `${launch.spec} may still be trained on Slurm in this folder.${answer} Stop it with \`kyn jobs cancel ${place}\`, or choose another folder with \`--out\`. ${NOTHING_STARTED}`,
  ]);
}

interface Submission {
  readonly context: CliContext;
  readonly claimed: ClaimedFolder;
  readonly access: LaunchAccess;
  readonly ready: ReadyTraining;
  /** The file of the launch before. */
  readonly after: string | undefined;
}

async function submit({ context, claimed, access, ready, after }: Submission): Promise<Outcome> {
  const { host, io } = context;
  const { input, launch, python, script } = ready;
  const resources = input.slurm;
  const problem = (await claimed.begin()) ?? (await prepareScript(context, input, script));
  if (problem !== undefined) return failure(problem);
  const earlier = host.stat(join(input.folder, MANIFEST));
  const result = await submitArray(access, claimed, {
    ...{ launch, python, resources, indices: [0], before: undefined },
    name: launchName(host, launch, { time: io.now(), after }),
    ...(earlier && { earlier: fileMark(earlier) }),
    prepare: async () => undefined,
  });
  if (!result.ok) return failure(`${result.message} ${NOTHING_STARTED}`);
  const place = relativePath(io.cwd, input.folder);
  if (result.unconfirmed !== undefined) return outcome(EXIT_PROBLEMS, '', [unconfirmedText(result.unconfirmed, place)]);
  const job = result.launch.submissions.at(-1)?.job;
  const text = `${launch.spec} submitted as Slurm job ${job}. \`kyn jobs show ${place}\` shows its state.\n`;
  return outcome(EXIT_OK, text, result.warning === undefined ? [] : [result.warning]);
}

function dryRunOf({ input, launch, python }: ReadyTraining): Outcome {
  const resources = input.slurm;
  const named = { ...launch, id: 'ID' };
  const name = attemptName(named, 0);
  const array = { name, indices: [0], folder: input.folder, script: 'BATCH_SCRIPT' };
  const script = batchScript({ ...named, python, name, modules: resources.modules });
  return dryRun([['sbatch', ...submitArguments(array, resources)]], script);
}
