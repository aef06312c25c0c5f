// Runs `kyn sweep`: what prevents it, and which tool runs it.
import { join } from '../../../../src-shared/host/paths';
import { RESULTS } from '../../../../src-shared/repro/history/keepRun';
import { comboFolder, SCRIPT } from '../../../../src-shared/repro/training/sweepResults';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { failure, usageError } from '../outcome';
import { dryRun } from '../targets/dryRun';
import { type Launcher, launcherOf, through } from '../targets/launcher';
import { readTarget, type Target } from '../targets/target';
import { chooseTool, noOfficialTarget, type TrainingTool, toolName } from '../train/chooseTool';
import { type ClaimedFolder, inClaimedFolder } from '../train/inClaimedFolder';
import { type RunningPrograms, stopped, withPrograms } from '../train/runningPrograms';
import { NOTHING_STARTED, type TrainingInput, trainingInput, untrainable, wantedSpec } from '../train/trainingInput';
import { officialArguments, runShown } from '../train/trainSpec';
import { type DataHashes, dataHashes } from './dataHashes';
import { emptySweepFolder, finishedRuns } from './finishedRuns';
import { withHashes } from './keptHashes';
import { launchSweep } from './launchSweep';
import { runCombinations } from './runCombinations';
import { type SweepRun, sweepPlan } from './sweepPlan';

const MAX_JOBS = 256;

/** Runs the sweep of a spec. */
export async function runSweep(context: CliContext): Promise<Outcome> {
  const { command, options } = context;
  const jobs = Number(options.get('jobs') ?? '1');
  if (!/^\d+$/.test(options.get('jobs') ?? '1') || jobs < 1 || jobs > MAX_JOBS)
    return usageError(
      command,
      `\`--jobs\` needs a whole number from 1 to ${MAX_JOBS}, not \`${options.get('jobs')}\`.`,
    );
  const chosen = readTarget(context);
  if (!chosen.ok) return chosen.outcome;
  const read = await wantedSpec(context);
  if (!read.ok) return read.outcome;
  const sweep = { input: await trainingInput(context, read.wanted), target: chosen.target, jobs };
  return withPrograms(context, running => sweepInput(context, running, sweep));
}

interface WantedSweep {
  readonly input: TrainingInput;
  readonly target: Target;
  readonly jobs: number;
}

async function sweepInput(given: CliContext, running: RunningPrograms, sweep: WantedSweep): Promise<Outcome> {
  const { input, target } = sweep;
  const { session, programs } = running;
  const { host, io } = given;
  const announce = (path: string): void => {
    io.progress?.('');
    io.message(`hashing ${relativePath(io.cwd, path)} once for all combinations`);
  };
  const hashes = dataHashes({ host, programs, now: () => io.now().getTime(), stop: session.stop, announce });
  const hashing = { ...given, host: hashes.host };
  // Only what an earlier part has left is compared with the data.
  const context = given.options.has('resume') ? await withHashes(hashing) : hashing;
  const choice = await chooseTool(context, running, 'always');
  if (session.stop.aborted) return stopped(session);
  if (!choice.ok) return failure(choice.message);
  const { tool } = choice;
  if (tool.kind === 'official' && target.kind !== 'local') return failure(noOfficialTarget(tool, context.io.cwd));
  if (tool.kind === 'official') return officialSweep(context, running, input, tool);
  const plan = await sweepPlan(input, session.stop, context.io.progress);
  if (!plan) return stopped(session);
  if (plan.kind === 'refused') return failure(plan.message);
  if (plan.kind === 'not-compiled') return untrainable(context, input.compiler.spec.label, plan.compiled);
  const ready = { ...sweep, runs: plan.runs, tool, hashes, label: labelOf(context.io.cwd, input.folder) };
  if (target.kind === 'slurm') return launchSweep(context, running, { ...ready, python: tool.python });
  const launcher = launcherOf(programs, target);
  if (typeof launcher === 'string') return failure(launcher);
  return context.options.has('dry-run') ? vectorsOf(ready, launcher) : shownSweep(context, running, ready, launcher);
}

interface PlannedSweep extends WantedSweep {
  readonly runs: readonly SweepRun[];
  readonly tool: Extract<TrainingTool, { kind: 'builtin' }>;
  readonly hashes: DataHashes;
  readonly label: string;
}

// Runs the combinations while the user watches them.
function shownSweep(
  context: CliContext,
  running: RunningPrograms,
  { input, runs, tool, hashes, label, jobs }: PlannedSweep,
  launcher: Launcher,
): Promise<Outcome> {
  const { version, io, host } = context;
  const about = {
    command: 'sweep',
    overwrites: false,
    tool: `kyn ${version}`,
    ...(runs[0] && { data: runs[0].csv }),
    ...(launcher.added && { target: launcher.added }),
  } as const;
  return inClaimedFolder(context, running, input, about, async claimed => {
    const { folder } = input;
    const place = { folder, label, hasImports: input.compiler.imports().length > 0 };
    const state = context.options.has('resume') ? await finishedRuns(host, place, runs) : emptySweepFolder(host, place);
    if (!state.ok) return failure(state.message);
    const problem = await claimed.begin();
    if (problem !== undefined) return failure(problem);
    io.message(
      `training ${runs.length} combinations of ${input.compiler.spec.label} with ${toolName(tool, io.cwd)}${through(launcher)}`,
    );
    const { python } = tool;
    const combo = { host, programs: running.programs, claimed, cwd: io.cwd, folder, python, launcher, hashes };
    return runCombinations(context, combo, { runs, before: state, label, jobs });
  });
}

function vectorsOf({ input, runs, tool }: PlannedSweep, { vector }: Launcher): Outcome {
  const vectors = runs.map(({ index }) => {
    const folder = join(input.folder, comboFolder(index));
    return vector({ python: tool.python, script: join(folder, SCRIPT), folder, part: String(index).padStart(4, '0') });
  });
  return dryRun(vectors);
}

// The prefix of names in the folder of a sweep.
function labelOf(cwd: string, folder: string): string {
  const path = relativePath(cwd, folder);
  return path === '.' ? '' : `${path}/`;
}

// The official tool runs its combinations itself, without these options.
function officialSweep(
  context: CliContext,
  running: RunningPrograms,
  input: TrainingInput,
  tool: Extract<Extract<Awaited<ReturnType<typeof chooseTool>>, { ok: true }>['tool'], { kind: 'official' }>,
): Promise<Outcome> | Outcome {
  const unsupported = ['jobs', 'resume', 'param'].find(name => context.options.has(name));
  if (unsupported !== undefined)
    return usageError(
      context.command,
      `the official tool (${toolName(tool, context.io.cwd)}) does not have \`--${unsupported}\`. Use \`--compiler builtin\`.`,
    );
  if (context.host.stat(input.folder)?.kind !== 'folder')
    return failure(`${context.options.get('out')} does not exist. Create the folder first.`);
  const argv = officialArguments(tool, 'sweep', input);
  return inClaimedFolder(
    context,
    running,
    input,
    { command: 'sweep', overwrites: true, tool: toolName(tool, context.io.cwd) },
    async (claimed: ClaimedFolder) => {
      const results = relativePath(context.io.cwd, join(input.folder, RESULTS));
      return context.host.stat(join(input.folder, RESULTS))
        ? failure(
            `The official tool would overwrite ${results}. ${NOTHING_STARTED} Move it, or choose another folder with \`--out\`.`,
          )
        : runShown(context, input, claimed, tool, argv);
    },
  );
}
