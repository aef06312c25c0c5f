// Runs `kyn sweep`: what prevents it, and which tool runs it.
import { join } from '../../../../src-shared/host/paths';
import { RESULTS } from '../../../../src-shared/repro/history/keepRun';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { failure, usageError } from '../outcome';
import { chooseTool, toolName } from '../train/chooseTool';
import { type ClaimedFolder, inClaimedFolder } from '../train/inClaimedFolder';
import { type RunningPrograms, stopped, withPrograms } from '../train/runningPrograms';
import { NOTHING_STARTED, type TrainingInput, trainingInput, untrainable } from '../train/trainingInput';
import { officialArguments, runShown } from '../train/trainSpec';
import { emptySweepFolder, finishedRuns } from './finishedRuns';
import { runCombinations } from './runCombinations';
import { sweepPlan } from './sweepPlan';

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
  const read = await trainingInput(context);
  if (!read.ok) return read.outcome;
  return withPrograms(context, running => sweepInput(context, read.input, running, jobs));
}

async function sweepInput(
  context: CliContext,
  input: TrainingInput,
  running: RunningPrograms,
  jobs: number,
): Promise<Outcome> {
  const { options, version, io } = context;
  const { programs, session } = running;
  const choice = await chooseTool(context, running, 'always');
  if (session.stop.aborted) return stopped(session);
  if (!choice.ok) return failure(choice.message);
  const { tool } = choice;
  if (tool.kind === 'official') return officialSweep(context, running, input, tool);
  const plan = await sweepPlan(input, session.stop, io.progress);
  if (!plan) return stopped(session);
  if (plan.kind === 'refused') return failure(plan.message);
  if (plan.kind === 'not-compiled') return untrainable(context, input.compiler.spec.label, plan.compiled);
  const about = {
    command: 'sweep',
    overwrites: false,
    tool: `kyn ${version}`,
    ...(plan.runs[0] && { data: plan.runs[0].csv }),
  } as const;
  return inClaimedFolder(context, running, input, about, async claimed => {
    const label = labelOf(io.cwd, input.folder);
    const place = { folder: input.folder, label, hasImports: input.compiler.imports().length > 0 };
    const state = options.has('resume')
      ? await finishedRuns(context.host, place, plan.runs)
      : emptySweepFolder(context.host, place);
    if (!state.ok) return failure(state.message);
    const problem = await claimed.begin();
    if (problem !== undefined) return failure(problem);
    io.message(
      `training ${plan.runs.length} combinations of ${input.compiler.spec.label} with ${toolName(tool, io.cwd)}`,
    );
    const combo = { host: context.host, programs, claimed, cwd: io.cwd, folder: input.folder, python: tool.python };
    return runCombinations(context, combo, { runs: plan.runs, before: state, label, jobs });
  });
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
