// Runs `kyn reproduce`: the run, the interpreter and the temporary folder; the rest is done by the core.
import type { StopSignal } from '../../../../src-shared/host/host';
import { DEFAULT_TOLERANCE } from '../../../../src-shared/repro/reproduce/compareResults';
import { queryInterpreter } from '../../../../src-shared/repro/reproduce/queryInterpreter';
import { recordedRun } from '../../../../src-shared/repro/reproduce/recordedRun';
import {
  type Interpreter,
  type ReproduceWorld,
  reproduce,
  type TrainResult,
} from '../../../../src-shared/repro/reproduce/reproduce';
import { isReproduced, type Reproduction } from '../../../../src-shared/repro/reproduce/reproduction';
import { STATE_LABELS } from '../../../../src-shared/views/reproductionTexts';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { displayName } from '../readInput';
import { searchFolders } from '../searchFolders';
import { chooseTool } from '../train/chooseTool';
import { printReproduction } from './print';
import { type RunInput, readRun } from './readRun';
import { type TrainingFolder, trainingFolder } from './trainingFolder';

/** Reproduces the run of a context. */
export async function runReproduce(context: CliContext): Promise<Outcome> {
  const { command, files, options, host } = context;
  const tolerance = toleranceOf(options.get('tolerance'));
  if (tolerance === undefined)
    return usageError(command, '`--tolerance` needs a number from 0 to less than 1, for example 0.001.');
  const keep = options.get('keep');
  const keepPath = keep === undefined ? undefined : absolutePath(context, keep);
  if (keepPath !== undefined && (host.stat(keepPath) || host.linkTarget(keepPath) !== undefined))
    return failure(`${displayPath(keep ?? '')} exists. Nothing was started. Choose another name for the new manifest.`);
  const run = await readRun(context, files[0] ?? '');
  if (typeof run === 'string') return failure(run);
  if (!recordedRun(run.artifact)) return failure(notARun(run));
  const programs = await context.programs();
  // The editor holds the input open, so that a reproduction ends with its window.
  const session = programs.session({ untilInputCloses: formatOf(context) === 'view' });
  try {
    const folder = await trainingFolder(context, programs, session);
    if (typeof folder === 'string') return failure(folder);
    try {
      const { artifact, path, fileHash } = run;
      const request = { artifact, path, tolerance, runAnyway: options.has('run-anyway') };
      const world = worldOf(context, run, folder, session.stop);
      const result = await reproduce({ ...request, ...(fileHash !== undefined && { fileHash }) }, world);
      if (session.stop.aborted)
        return outcome(session.stopCode(), '', ['the run was not reproduced: it was cancelled']);
      return result ? await finished(context, run, result, keepPath) : failure(notARun(run));
    } finally {
      await folder.remove();
    }
  } finally {
    session.dispose();
  }
}

const notARun = ({ label, artifact }: RunInput): string =>
  artifact.kind.entries
    ? `${displayName(label)} contains several runs. Name one of them, for example ${label}#0.`
    : `${displayName(label)} is not a run of a spec. Name a run manifest, or an entry of a sweep such as sweep_results.json#0.`;

// Undefined for anything that is not such a number. A relative difference of 1 would accept nearly everything.
function toleranceOf(text: string | undefined): number | undefined {
  if (text === undefined) return DEFAULT_TOLERANCE;
  const value = /^(?:\d{1,9}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value < 1 ? value : undefined;
}

function worldOf(context: CliContext, run: RunInput, folder: TrainingFolder, signal: StopSignal): ReproduceWorld {
  const { host, io, version } = context;
  let python: string | undefined;
  return {
    host,
    cwd: io.cwd,
    folders: searchFolders(context, run.path),
    label: path => relativePath(io.cwd, path),
    generator: `kyn ${version}`,
    save: folder.save,
    signal,
    async interpreter(): Promise<Interpreter> {
      const options = new Map([...context.options, ['compiler', 'builtin'] as const]);
      const choice = await chooseTool({ ...context, options }, await context.programs());
      if (!choice.ok) return { problem: choice.message };
      if (choice.tool.kind !== 'builtin') return { problem: 'The built-in compiler needs an interpreter.' };
      python = choice.tool.python;
      const env = await queryInterpreter(host, python, { folder: folder.path, signal });
      return typeof env === 'string' ? { problem: env } : { env };
    },
    async train(script): Promise<TrainResult> {
      if (python === undefined) return { ok: false, message: 'No interpreter was found.' };
      io.message(`run: training with ${python} in a temporary folder`);
      return folder.train(script, python);
    },
    begin: name => io.progress?.(`${name} ...`),
    end({ name, state }) {
      io.progress?.('');
      io.message(`${name}: ${STATE_LABELS[state]}`);
    },
  };
}

async function finished(
  context: CliContext,
  { label }: RunInput,
  result: Reproduction,
  keepPath: string | undefined,
): Promise<Outcome> {
  const printed = printReproduction(result, displayName(label), { format: formatOf(context), io: context.io });
  const code = isReproduced(result) ? EXIT_OK : EXIT_PROBLEMS;
  if (keepPath === undefined) return outcome(code, printed);
  const shown = relativePath(context.io.cwd, keepPath);
  if (result.manifest === undefined) return outcome(code, printed, [`${shown} was not written: there is no new run`]);
  const written = await context.host.writeAtomic(keepPath, result.manifest, current => !current.ok);
  if (written.ok) return outcome(code, printed, [`the new manifest is in ${shown}`]);
  const problem = failure(`${shown} could not be written: ${written.message}.`);
  return { ...problem, stdout: printed };
}
