// Asks Slurm about the elements of a launch that may still run: the controller first, and the accounting about what the controller does not know any more.
import type { Host, RunResult, StopSignal } from '../../../../src-shared/host/host';
import type { Element, TargetAnswer } from '../../../../src-shared/launch/element';
import { activeAttempts, attemptName, type Contact, type Launch } from '../../../../src-shared/launch/launch';
import { accountingAnswers, type JobAnswers, queueAnswers } from '../../../../src-shared/launch/slurm/jobAnswers';
import { accountingArguments, queueArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import { shortText } from '../../../../src-shared/text/shortText';
import type { Programs } from '../programs';

/** How Slurm's programs are run. */
export interface SlurmAccess {
  readonly host: Host;
  readonly programs: Pick<Programs, 'find'>;
  readonly cwd: string;
  readonly now: () => Date;
  readonly signal?: StopSignal;
  /** Writes: what the programs said that did not answer in time. They are not run again, because each of many launches would wait for them. */
  readonly silent: Map<string, SlurmResult>;
}

/** What Slurm said, and whether it answered. */
export interface SlurmLook {
  readonly contact: Contact;
  readonly answer: (index: number, element: Element) => TargetAnswer;
}

/** A controller that is down answers after a while that it is; this is longer, in milliseconds. */
const LIMIT_MS = 60_000;

/** A line for each of 10,000 elements, in bytes, with room to spare. */
const MAX_OUTPUT = 16 * 1024 * 1024;

// Defaults of the user that filter jobs, by partition for example. A job that is left out would count as lost and be started again.
const FILTERS = ['SQUEUE_', 'SACCT_', 'SCANCEL_'];

/** The output of a program, or why there is none, as a clause. `code`: undefined where it did not end by itself. */
export type SlurmResult =
  | { readonly ok: true; readonly stdout: string }
  | { readonly ok: false; readonly code?: number; readonly detail: string };

/** Runs one of Slurm's programs, which is searched on PATH outside of the working folder; not again where it did not answer in time. */
export async function runSlurm(access: SlurmAccess, name: string, args: readonly string[]): Promise<SlurmResult> {
  const known = access.silent.get(name);
  if (known) return known;
  const program = access.programs.find(name);
  if (program === undefined) return { ok: false, detail: `\`${name}\` was not found on PATH` };
  const { cwd, signal } = access;
  const limits = { timeoutMs: LIMIT_MS, maxOutput: MAX_OUTPUT };
  const options = { cwd, ...limits, withoutVariables: FILTERS, ...(signal && { signal }) };
  const result = await access.host.run([program, ...args], options);
  if (result.ok && result.code === 0) return { ok: true, stdout: result.stdout };
  const failure = {
    ok: false,
    ...(result.ok && { code: result.code }),
    detail: `${name}: ${failureDetail(result)}`,
  } as const;
  if (!result.ok && result.reason === 'timeout') access.silent.set(name, failure);
  return failure;
}

function failureDetail(result: RunResult): string {
  if (result.ok) {
    const line = result.stderr.split(/\r?\n/).findLast(text => text.trim() !== '');
    return line === undefined ? `exit code ${result.code}` : shortText(line, 200);
  }
  return result.reason === 'timeout' ? `no answer in ${LIMIT_MS / 1000} s` : result.detail || `it was ${result.reason}`;
}

/** Asks about the elements of a launch that may still run. */
export async function askSlurm(access: SlurmAccess, launch: Launch): Promise<SlurmLook> {
  const time = access.now().toISOString();
  const names = activeAttempts(launch).map(attempt => attemptName(launch, attempt));
  if (names.length === 0) return { contact: { time }, answer: () => SILENT };
  const queue = await runSlurm(access, 'squeue', queueArguments(names));
  const answers = queue.ok ? queueAnswers(queue.stdout) : undefined;
  if (!answers)
    return {
      contact: { time, detail: queue.ok ? 'squeue: the output has an unknown form' : queue.detail },
      answer: () => SILENT,
    };
  const known = (from: JobAnswers | undefined, index: number, { attempt }: Element): TargetAnswer | undefined =>
    from?.get(attemptName(launch, attempt))?.get(index);
  const isMissing = [...launch.elements].some(
    ([index, element]) => isAsked(element) && !known(answers, index, element),
  );
  const accounting = isMissing ? await askAccounting(access, launch, names) : undefined;
  return {
    contact: { time },
    answer: (index, element) => known(answers, index, element) ?? known(accounting, index, element) ?? ABSENT,
  };
}

const SILENT: TargetAnswer = { kind: 'silent' };
const ABSENT: TargetAnswer = { kind: 'absent' };

const isAsked = ({ state }: Element): boolean => state === 'submitted' || state === 'queued' || state === 'running';

// Many clusters have no accounting, so its failure is not one of the target.
async function askAccounting(
  access: SlurmAccess,
  { submissions }: Launch,
  names: readonly string[],
): Promise<JobAnswers | undefined> {
  const first = submissions
    .map(({ time }) => Date.parse(time))
    .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const result = await runSlurm(access, 'sacct', accountingArguments(names, new Date(first)));
  return result.ok ? accountingAnswers(result.stdout) : undefined;
}
