// Runs `kyn reproduce`: the run, the interpreter and the temporary folder; the rest is done by the core.
import { DEFAULT_TOLERANCE } from '../../../../src-shared/repro/reproduce/compareResults';
import { queryInterpreter } from '../../../../src-shared/repro/reproduce/queryInterpreter';
import { recordedRun } from '../../../../src-shared/repro/reproduce/recordedRun';
import { type ReproduceWorld, reproduce } from '../../../../src-shared/repro/reproduce/reproduce';
import { isReproduced, type Reproduction } from '../../../../src-shared/repro/reproduce/reproduction';
import type { Trainer, TrainResult } from '../../../../src-shared/repro/reproduce/trainer';
import { STATE_LABELS } from '../../../../src-shared/views/reproductionTexts';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { displayName } from '../readInput';
import { searchFolders } from '../searchFolders';
import { chooseTool, type TrainingTool, toolName } from '../train/chooseTool';
import { type RunningPrograms, withPrograms } from '../train/runningPrograms';
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
  // The editor holds the input open, so that a reproduction ends with its window.
  const untilInputCloses = formatOf(context) === 'view';
  return withPrograms(
    context,
    async running => {
      const { session } = running;
      const folder = await trainingFolder(context, running);
      if (typeof folder === 'string') return failure(folder);
      try {
        const { artifact, path, fileHash } = run;
        const request = { artifact, path, tolerance, runAnyway: options.has('run-anyway') };
        const world = worldOf(context, run, folder, running);
        const result = await reproduce({ ...request, ...(fileHash !== undefined && { fileHash }) }, world);
        if (session.stop.aborted)
          return outcome(session.stopCode(), '', ['the run was not reproduced: it was cancelled']);
        return result ? await finished(context, run, result, keepPath) : failure(notARun(run));
      } finally {
        await folder.remove();
      }
    },
    { untilInputCloses },
  );
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

function worldOf(context: CliContext, run: RunInput, folder: TrainingFolder, running: RunningPrograms): ReproduceWorld {
  const { host, io, version } = context;
  const signal = running.session.stop;
  let chosen: TrainingTool | undefined;
  return {
    host,
    cwd: io.cwd,
    folders: searchFolders(context, run.path),
    label: path => relativePath(io.cwd, path),
    generator: `kyn ${version}`,
    save: folder.save,
    signal,
    async trainer(wanted): Promise<Trainer> {
      const choice = await chooseTool(wanted === 'official' ? context : builtinOnly(context), running, 'always');
      if (!choice.ok) return { kind: 'builtin', problem: choice.message };
      chosen = choice.tool;
      if (chosen.kind === 'official') return { kind: 'official', name: toolName(chosen, io.cwd) };
      const env = await queryInterpreter(host, chosen.python, { folder: folder.path, signal });
      const instead = wanted === 'official' ? insteadText(context) : undefined;
      return {
        kind: 'builtin',
        ...(typeof env === 'string' ? { problem: env } : { env }),
        ...(instead !== undefined && { instead }),
      };
    },
    async train(training): Promise<TrainResult> {
      if (chosen) io.message(`run: training with ${toolName(chosen, io.cwd)} in a temporary folder`);
      if (training.kind === 'official' && chosen?.kind === 'official')
        return folder.runOfficial(training.training, chosen);
      if (training.kind === 'script' && chosen?.kind === 'builtin')
        return folder.runScript(training.script, chosen.python);
      return { ok: false, message: 'No tool was found that can train this.' };
    },
    begin: name => io.progress?.(`${name} ...`),
    end({ name, state }) {
      io.progress?.('');
      io.message(`${name}: ${STATE_LABELS[state]}`);
    },
  };
}

const builtinOnly = (context: CliContext): CliContext => ({
  ...context,
  options: new Map([...context.options, ['compiler', 'builtin'] as const]),
});

// With `--python`, no program on PATH takes the place of that interpreter.
function insteadText({ options }: CliContext): string {
  if (options.get('compiler') === 'builtin') return 'It is not used, because of `--compiler builtin`.';
  return options.has('python') && !options.has('kynml')
    ? 'The interpreter of `--python` does not have it, and PATH is not searched then.'
    : 'It was not found.';
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
