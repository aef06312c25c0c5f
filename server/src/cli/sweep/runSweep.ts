// Runs `kyn sweep`: each combination of a spec, several at once. The results are written after each one, so that a sweep that is killed can be continued.
import { join } from '../../../../src-shared/host/paths';
import {
  comboFolder,
  hasSucceeded,
  RESULTS,
  resultsText,
  type SweepEntry,
} from '../../../../src-shared/repro/training/sweepResults';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { chooseTool, toolName } from '../train/chooseTool';
import { type ClaimedFolder, inClaimedFolder } from '../train/inClaimedFolder';
import { type RunningPrograms, stopped, withPrograms } from '../train/runningPrograms';
import { NOTHING_STARTED, type TrainingInput, trainingInput, untrainable } from '../train/trainingInput';
import { officialArguments, runShown } from '../train/trainSpec';
import { emptySweepFolder, type FinishedRuns, finishedRuns } from './finishedRuns';
import { type ComboContext, runCombination } from './runCombination';
import { type SweepRun, sweepPlan } from './sweepPlan';
import { sweepProgress } from './sweepProgress';

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
  const choice = await chooseTool(context, running);
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
    const place = { folder: input.folder, label, hasImports: input.compiler.imports.length > 0 };
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
    return new Sweep(context, combo, plan.runs, state).run(jobs);
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

class Sweep {
  private readonly entries: Map<number, SweepEntry>;
  private readonly problems: string[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: CliContext,
    private readonly combo: ComboContext,
    private readonly runs: readonly SweepRun[],
    private readonly before: Extract<FinishedRuns, { ok: true }>,
  ) {
    this.entries = new Map([...before.entries, ...before.unlisted].map(entry => [entry.index, entry]));
  }

  async run(jobs: number): Promise<Outcome> {
    const { session } = this.combo.claimed;
    const { unlisted } = this.before;
    if (unlisted.length > 0) {
      await this.write();
      this.context.io.message(`ended before the results were written, so not run again: ${named(unlisted)}`);
    }
    const missing = this.runs.filter(({ index }) => !this.isDone(index));
    const progress = sweepProgress(this.context, this.runs.length, this.runs.length - missing.length);
    progress.start();
    const queue = missing.values();
    const worker = async (): Promise<void> => {
      for (const run of queue) {
        if (session.stop.aborted || this.problems.length > 0) return;
        const from = performance.now();
        const result = await runCombination(this.combo, run);
        if (result?.kind === 'not-run') this.problems.push(result.message);
        if (result?.kind !== 'ended') return;
        this.entries.set(run.index, result.entry);
        await this.write();
        progress.ended(result.entry, { ...result, milliseconds: performance.now() - from });
      }
    };
    await Promise.all(Array.from({ length: Math.min(jobs, missing.length) }, worker));
    progress.finish();
    return this.outcome();
  }

  private isDone(index: number): boolean {
    const entry = this.entries.get(index);
    return entry !== undefined && hasSucceeded(entry);
  }

  // One after the other, so that the last text has all entries.
  private write(): Promise<void> {
    this.writing = this.writing.then(async () => {
      const path = join(this.combo.folder, RESULTS);
      const written = await this.combo.host.writeAtomic(path, resultsText(this.entries.values()));
      if (!written.ok) this.problems.push(`${RESULTS} could not be written: ${written.message}.`);
    });
    return this.writing;
  }

  private outcome(): Outcome {
    const { session } = this.combo.claimed;
    const done = this.runs.filter(({ index }) => this.isDone(index)).length;
    const failed = this.runs.filter(({ index }) => this.entries.has(index) && !this.isDone(index));
    const left = this.runs.length - done - failed.length;
    const rest =
      left > 0 ? [`${left} of ${this.runs.length} combinations were not run. Continue with \`--resume\`.`] : [];
    const label = labelOf(this.context.io.cwd, this.combo.folder);
    const summary = `${done} of ${this.runs.length} combinations trained${failed.length > 0 ? `, ${failed.length} failed (${named(failed)})` : ''}. Results: ${label}${RESULTS}\n`;
    if (session.stop.aborted) return outcome(session.stopCode(), summary, rest);
    const code = exitCode(this.problems.length > 0, failed.length > 0);
    return outcome(code, summary, [...this.problems, ...rest]);
  }
}

const MAX_NAMED = 5;

function named(combos: readonly { readonly index: number }[]): string {
  return firstFew(combos, MAX_NAMED, { text: ({ index }) => comboFolder(index) });
}
