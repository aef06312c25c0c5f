// kyn lock create: locks the current state of a spec.
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { lockReport, readFrom } from '../../../../src-shared/repro/lock/findLock';
import { planLock, type WritePlan } from '../../../../src-shared/repro/lock/planLock';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { lockSearch, lockStateLabel } from '../lockSearch';
import { failure, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import type { LockResult } from '../print/locks';
import { readInput, unreadableMessage } from '../readInput';

/** The command. */
export const lockCreate: Command = {
  name: 'lock create',
  usage: 'SPEC [--lock FILE] [--force] [--format FORMAT]',
  summary: 'Lock the current state of a spec, or update its lock.',
  details: [
    'Updates the existing lock of the spec. A spec without a lock gets kynml.lock in the working folder or, if that is the lock of another spec, <spec file name>.lock next to the spec.',
    'Without --force, a lock of another spec, a lock with a newer schema or a merge conflict and a file that is not a lock are not overwritten; the exit code is then 1.',
  ],
  files: { min: 1, max: 1, noun: 'spec' },
  options: [
    { name: 'lock', value: 'FILE', doc: 'Write this lock.' },
    { name: 'force', doc: 'Overwrite an existing file, whatever it is.' },
    formatOption('text', 'json'),
  ],
  run: createLock,
};

async function createLock(context: CliContext): Promise<Outcome> {
  const [given = ''] = context.files;
  const { label, path, content } = await readInput(context, given);
  if (path === undefined)
    return usageError(context.command, 'a lock records the path of its spec, so standard input cannot be locked.');
  if (!content.ok) return failure(unreadableMessage(label, content.reason));
  return lockSpec(context, { label, path, hash: configHash(content.text, context.host.sha256) });
}

interface Spec {
  readonly label: string;
  readonly path: string;
  readonly hash: string;
}

async function lockSpec(context: CliContext, spec: Spec): Promise<Outcome> {
  const { host, io, options } = context;
  const named = options.get('lock');
  const explicit = named === undefined ? undefined : absolutePath(io.cwd, named);
  const search = lockSearch(spec.path, { cwd: io.cwd, explicit }, readFrom(host));
  const plan = planLock(search, spec.hash, 'create', readFrom(host));
  if (plan.action === 'refuse') return failure(plan.refusal);
  const lock = named === undefined ? relativePath(io.cwd, plan.path) : displayPath(named);
  if (plan.confirm !== undefined && !options.has('force')) {
    const report = lockReport(search, spec.hash, readFrom(host));
    const state = { state: lockStateLabel(report), lockedHash: report.lock?.configHash ?? null };
    const result = { ...state, spec: spec.label, lock, configHash: spec.hash, message: report.message };
    const json = formatOf(context) === 'json' ? (await printer()).locksJson([result]) : '';
    return outcome(EXIT_PROBLEMS, json, [refusal(plan.confirm.statement)]);
  }
  const problem = await write(context, plan, lock);
  return problem === undefined ? lockedOutcome(context, spec, { lock, action: plan.action }) : failure(problem);
}

// Loaded on demand, so that other commands start faster.
const printer = () => import('../print/locks');

// The command line cannot ask, so it names the option instead.
const refusal = (statement: string): string => `${statement} Nothing was written. Use \`--force\` to overwrite it.`;

async function write({ host }: CliContext, plan: WritePlan, lock: string): Promise<string | undefined> {
  if (plan.action === 'refuse' || plan.action === 'unchanged') return undefined;
  const written = await host.writeAtomic(plan.path, plan.text);
  return written.ok ? undefined : `${lock} could not be written: ${written.message}. Nothing was changed.`;
}

async function lockedOutcome(
  context: CliContext,
  spec: Spec,
  { lock, action }: { lock: string; action: WritePlan['action'] },
): Promise<Outcome> {
  const { color, columns } = context.io;
  const message =
    action === 'unchanged' ? `${lock} already records the current state.` : `${lock} records the current state.`;
  const { label, hash } = spec;
  const result: LockResult = { spec: label, lock, state: 'locked', configHash: hash, lockedHash: hash, message };
  const isJson = formatOf(context) === 'json';
  const { locksJson, locksText } = await printer();
  return outcome(EXIT_OK, isJson ? locksJson([result]) : locksText([result], createColors(color), columns));
}
