// Runs `kyn jobs` in a process of its own, with the runtime of VS Code. Only `kyn` asks targets and writes down what they answer. Independent of VS Code.
import { runProcess } from '../../../src-shared/host/node/runProcess';
import { t } from '../ui/l10n';

/** Where `kyn` is, and the workspace folder whose history it reads. */
export interface JobsPlace {
  readonly kyn: string;
  readonly folder: string;
}

/** What `kyn jobs show` found out. `silent`: why a target gave no answer, as a clause; `problems`: what else is wrong, as sentences. */
export interface JobsLook {
  readonly silent?: string;
  readonly problems: readonly string[];
}

/** Each program of Slurm has a minute, and a launch needs up to three; a workspace may have several launches. */
const LIMIT_MS = 10 * 60_000;

/** A line for each of 10,000 runs of some sweeps. */
const MAX_OUTPUT = 32 * 1024 * 1024;

/** Asks the targets about all that was submitted from a workspace. Never rejects. */
export async function askTargets(place: JobsPlace, run = runProcess): Promise<JobsLook> {
  const result = await kynJobs(place, ['show', '--format', 'json'], run);
  if (!result.ok) return { problems: [notRun(result.detail || result.reason)] };
  const launches = launchesIn(result.stdout.toString('utf8'));
  const errors = errorLines(result.stderr.toString('utf8'));
  if (!launches) return { problems: errors.length > 0 ? errors : [t('`kyn jobs show` ended without a result.')] };
  const silent = launches.flatMap(({ detail }) => detail ?? [])[0];
  const problems = [...errors, ...launches.flatMap(({ problem }) => problem ?? [])];
  return { problems, ...(silent !== undefined && { silent }) };
}

/** What to cancel: all that was submitted from a folder, or only the run with a number. */
export interface CancelledRuns {
  readonly folder: string;
  readonly only?: number | undefined;
}

/** Asks a target to end runs; the problems, as sentences. Never rejects. */
export async function cancelJobs(
  place: JobsPlace,
  { folder, only }: CancelledRuns,
  run = runProcess,
): Promise<readonly string[]> {
  const some = only === undefined ? [] : [`--only=${only}`];
  const result = await kynJobs(place, ['cancel', ...some, '--', folder], run);
  if (!result.ok) return [notRun(result.detail || result.reason)];
  const errors = errorLines(result.stderr.toString('utf8'));
  return result.code === 0 || errors.length > 0
    ? errors
    : [t('`kyn jobs cancel` ended with exit code {0}.', result.code)];
}

const notRun = (detail: string): string => t('`kyn jobs` could not be run: {0}.', detail);

function kynJobs({ kyn, folder }: JobsPlace, args: readonly string[], run: typeof runProcess) {
  // Options for Node are meant for the extension host.
  const { NODE_OPTIONS: _, ...env } = process.env;
  return run({
    program: process.execPath,
    args: [kyn, 'jobs', ...args],
    cwd: folder,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: LIMIT_MS,
    maxOutput: MAX_OUTPUT,
    overflow: 'drop',
  });
}

const errorLines = (text: string): readonly string[] =>
  text.split(/\r?\n/).flatMap(line => (line.startsWith('kyn: ') ? [line.slice('kyn: '.length)] : []));

interface ShownLaunch {
  readonly detail?: string;
  readonly problem?: string;
}

function launchesIn(text: string): readonly ShownLaunch[] | undefined {
  try {
    const { launches } = JSON.parse(text) as { launches?: readonly ShownLaunch[] };
    return Array.isArray(launches) ? launches : undefined;
  } catch {
    return undefined;
  }
}
