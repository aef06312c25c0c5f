// What `kyn train` and `kyn sweep` have in common: the spec, the values of `--param`, the folder of the runs, the tool.
import { dirname } from '../../../../src-shared/host/paths';
import type { Options } from '../../../../src-shared/kyn/catalogue/options';
import { readOverrides } from '../../../../src-shared/kyn/compile/overrides';
import type { Overrides } from '../../../../src-shared/kyn/names/scope';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { type History, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { readFrom } from '../../../../src-shared/repro/lock/findLock';
import { lockCommand } from '../../../../src-shared/repro/lock/lockCommand';
import type { SlurmResources } from '../../../../src-shared/repro/settings/slurmResources';
import type { CompileResult } from '../../../../src-shared/repro/training/compileSpec';
import { specFault, specFaultFix } from '../../../../src-shared/text/specFault';
import { absolutePath, relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_PROBLEMS } from '../exitCode';
import { lockReports } from '../lockReports';
import { fileAccess, lockSearch } from '../lockSearch';
import { failure, outcome, usageError } from '../outcome';
import { createSettings } from '../projectSettings';
import { readInput, unreadableMessage } from '../readInput';
import type { SpecCompiler, SpecFile } from './specCompiler';

/** A spec to train. */
export interface TrainingInput extends Omit<WantedSpec, 'spec' | 'checks'> {
  readonly compiler: SpecCompiler;
}

/** What the arguments of a command that trains name. */
export interface WantedSpec {
  readonly spec: SpecFile;
  /** The options of its checks. */
  readonly checks: Options;
  readonly overrides: Overrides;
  /** The folder of the run, absolute. */
  readonly folder: string;
  readonly history: History;
  /** What the project of the spec requests from Slurm. */
  readonly slurm: SlurmResources;
}

/** What is wanted, or the outcome of a command that cannot use its arguments. */
export type WantedResult =
  | { readonly ok: true; readonly wanted: WantedSpec }
  | { readonly ok: false; readonly outcome: Outcome };

/** Reads the arguments of a command that trains. */
export async function wantedSpec(context: CliContext): Promise<WantedResult> {
  const { command, files, options, repeated, host, io } = context;
  const [given = ''] = files;
  if (given === '-')
    return failed(
      usageError(command, 'a spec from standard input has no folder, so its data and imports cannot be found.'),
    );
  const { label, path = '', content } = await readInput(context, given);
  if (!content.ok) return failed(failure(unreadableMessage(label, content.reason)));
  const read = readOverrides(repeated.get('param') ?? []);
  if (!read.ok) return failed(failure(...read.problems));
  const { options: checks, slurm, problem } = await createSettings(context)(path);
  if (problem !== undefined) return failed(failure(problem, NOTHING_STARTED));
  const out = options.get('out');
  const folder = out === undefined ? io.cwd : absolutePath(context, out);
  const existing = nearestExisting(host, folder);
  const stat = host.stat(existing);
  if (stat && stat.kind !== 'folder') {
    const fault = existing === folder ? '' : `cannot be created, because ${relativePath(io.cwd, existing)} `;
    return failed(failure(`${out ?? '.'} ${fault}is not a folder.`));
  }
  return {
    ok: true,
    wanted: {
      spec: { path, label, text: content.text },
      checks,
      overrides: read.overrides,
      folder,
      slurm,
      history: historyOf(host, workspaceFolderOf(host, io.cwd)),
    },
  };
}

/** The input with a compiler, which is loaded only here: an interpreter that is asked before answers meanwhile. */
export async function trainingInput(
  context: CliContext,
  { spec, checks, ...wanted }: WantedSpec,
): Promise<TrainingInput> {
  const { specCompiler } = await import('./specCompiler');
  return { ...wanted, compiler: specCompiler(context, spec, checks) };
}

// The path itself, or the nearest folder or file above it that exists.
function nearestExisting(host: CliContext['host'], path: string): string {
  let at = path;
  while (host.stat(at) === undefined && dirname(at) !== at) at = dirname(at);
  return at;
}

const failed = (result: Outcome): WantedResult => ({ ok: false, outcome: result });

/** The outcome if the spec does not match its lock; undefined if it does. `lock create` refuses a text that is not one version of a spec, so it is not advised for it. */
export async function lockProblem({ host, io }: CliContext, { spec }: WantedSpec): Promise<Outcome | undefined> {
  const read = readFrom(host);
  const search = lockSearch(spec.path, { cwd: io.cwd, explicit: undefined }, fileAccess(host, read));
  const reports = await lockReports(spec, { search, hash: configHash(spec.text, host.sha256), read });
  const fault = specFault(spec.text);
  const hint = fault ? specFaultFix(fault) : `Run ${lockCommand(spec.label)}.`;
  const problems = reports
    .filter(({ state }) => state !== 'locked')
    .map(({ state, message }) => `${spec.label}: ${message}${state === 'missing' ? ` ${hint}` : ''}`);
  return problems.length === 0 ? undefined : outcome(EXIT_PROBLEMS, '', [...problems, NOTHING_STARTED]);
}

/** The end of messages about what prevents a run. */
export const NOTHING_STARTED = 'Nothing was started.';

/** The outcome of a spec that cannot be compiled, so that it is not trained. */
export async function untrainable(
  context: CliContext,
  label: string,
  compiled: CompileResult & { readonly ok: false },
): Promise<Outcome> {
  const { compileFailure } = await import('../compile/compileInput');
  const result = await compileFailure(context, label, compiled);
  return { ...result, stderr: `${result.stderr}kyn: ${NOTHING_STARTED}\n` };
}
