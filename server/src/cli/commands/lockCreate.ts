// kyn lock create: locks the current state of a spec.
import { isStill } from '../../../../src-shared/host/readText';
import { isSpecPath, NOT_A_SPEC } from '../../../../src-shared/repro/files/findFiles';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { lockReport, type ReadFile, readFrom, readOnce } from '../../../../src-shared/repro/lock/findLock';
import { lockRule, placeText } from '../../../../src-shared/repro/lock/lockRule';
import { planLock, type WritePlan } from '../../../../src-shared/repro/lock/planLock';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { fileAccess, lockSearch, lockStateLabel } from '../lockSearch';
import { failure, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import type { LockResult } from '../print/locks';
import { readInput, unreadableMessage } from '../readInput';

/** The command. */
export const lockCreate: Command = {
  name: 'lock create',
  usage: 'SPEC [--lock FILE] [--dry-run] [--force] [--format FORMAT]',
  summary: 'Lock the current state of a spec, or update its lock.',
  details: [
    `${lockRule('working folder')} --dry-run shows the place without writing.`,
    'Without --force, a lock of another spec, a lock with a newer schema or a merge conflict and a file that is not a lock are not overwritten; the exit code is then 1.',
    'Only files whose name ends in .kyn are locked. A spec with syntax errors is locked too, and a warning reports them.',
  ],
  examples: [
    { line: 'lock create house.kyn', doc: 'Lock the current state of a spec' },
    { line: 'lock create house.kyn --dry-run', doc: 'Show which lock would be written' },
  ],
  files: { min: 1, max: 1, noun: 'spec' },
  options: [
    { name: 'lock', value: 'FILE', doc: 'Write this lock.' },
    { name: 'dry-run', doc: 'Show which lock would be written, and why there. Write nothing.' },
    { name: 'force', doc: 'Overwrite an existing file, whatever it is.' },
    formatOption('text', 'json'),
  ],
  run: createLock,
};

async function createLock(context: CliContext): Promise<Outcome> {
  const [given = ''] = context.files;
  if (given !== '-' && !isSpecPath(given)) return failure(`${displayPath(given)} ${NOT_A_SPEC} Nothing was written.`);
  const { label, path, content } = await readInput(context, given);
  if (path === undefined)
    return usageError(context.command, 'a lock records the path of its spec, so standard input cannot be locked.');
  if (!content.ok) return failure(unreadableMessage(label, content.reason));
  return lockSpec(context, { label, path, text: content.text, hash: configHash(content.text, context.host.sha256) });
}

interface Spec {
  readonly label: string;
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

async function lockSpec(context: CliContext, spec: Spec): Promise<Outcome> {
  const { host, io, options } = context;
  const named = options.get('lock');
  const explicit = named === undefined ? undefined : absolutePath(context, named);
  if (explicit !== undefined && host.realPath(explicit) === host.realPath(spec.path))
    return failure(
      `${displayPath(named ?? '')} is the spec itself. Nothing was written. Choose another file for the lock.`,
    );
  const read = readOnce(readFrom(host));
  const search = lockSearch(spec.path, { cwd: io.cwd, explicit }, fileAccess(host, read));
  const plan = planLock(search, spec.hash, 'create', read);
  if (plan.action === 'refuse') return failure(plan.refusal);
  const lock = named === undefined ? relativePath(io.cwd, plan.path) : displayPath(named);
  const isRefused = plan.confirm !== undefined && !options.has('force');
  if (isRefused || options.has('dry-run')) {
    const report = lockReport(search, spec.hash, read);
    const state = { state: lockStateLabel(report), lockedHash: report.lock?.configHash ?? null };
    const result = { ...state, spec: spec.label, lock, configHash: spec.hash, message: dryRunText(plan, lock) };
    if (!isRefused) return printed(context, spec, result);
    const json = formatOf(context) === 'json' ? (await printer()).locksJson([result]) : '';
    return outcome(EXIT_PROBLEMS, json, [refusal(plan.confirm?.statement ?? '')]);
  }
  const problem = await write(context, plan, { lock, read });
  return problem === undefined ? lockedOutcome(context, spec, { lock, plan }) : failure(problem);
}

type Writable = Exclude<WritePlan, { action: 'refuse' }>;

const placeOf = ({ place }: Writable, lock: string): string => placeText(place, { lock, folder: 'working folder' });

const dryRunText = (plan: Writable, lock: string): string =>
  plan.action === 'unchanged'
    ? `${lock} already records this spec, so nothing would be written.`
    : `${lock} would be ${plan.action === 'create' ? 'created' : 'updated'}. ${placeOf(plan, lock)}`;

// Loaded on demand, so that other commands start faster.
const printer = () => import('../print/locks');

// The command line cannot ask, so it names the option instead.
const refusal = (statement: string): string => `${statement} Nothing was written. Use \`--force\` to overwrite it.`;

// `read` answers with what the plan saw. Another `kyn` may have locked its spec in the same place meanwhile.
async function write(
  { host }: CliContext,
  plan: Writable,
  { lock, read }: { readonly lock: string; readonly read: ReadFile },
): Promise<string | undefined> {
  if (plan.action === 'unchanged') return undefined;
  const written = await host.writeAtomic(plan.path, plan.text, isStill(host, read(plan.path)));
  return written.ok ? undefined : `${lock} could not be written: ${written.message}. Nothing was changed.`;
}

async function lockedOutcome(
  context: CliContext,
  spec: Spec,
  { lock, plan }: { readonly lock: string; readonly plan: Writable },
): Promise<Outcome> {
  const { label, hash } = spec;
  const message = writtenText(plan, { lock, hash });
  return printed(context, spec, { spec: label, lock, state: 'locked', configHash: hash, lockedHash: hash, message });
}

// The place of a new lock is explained where it is not the usual one.
function writtenText(plan: Writable, { lock, hash }: { readonly lock: string; readonly hash: string }): string {
  if (plan.action === 'unchanged') return `${lock} already records this spec, so nothing was written.`;
  const records = `${lock} records the current state.`;
  if (plan.place === 'beside' && plan.action === 'create') return `${records} ${placeOf(plan, lock)}`;
  const { lockedHash } = plan;
  const isAccepted = lockedHash !== undefined && lockedHash !== hash;
  return isAccepted ? `${records} It recorded ${shortHash(lockedHash)} and now records ${shortHash(hash)}.` : records;
}

// A lock of such a state is not wrong, but nothing can be trained from it.
async function syntaxWarning({ label, text }: Spec): Promise<string[]> {
  // Loaded on demand, so that other commands start faster.
  const { canonicalize } = await import('../fmt/canonicalize');
  const canonical = canonicalize(text);
  if (canonical.ok) return [];
  const count = canonical.faults.length;
  const errors = count === 1 ? 'a syntax error' : `${count} syntax errors`;
  return [`${label} has ${errors}, so the state that the lock records cannot be trained. \`kyn check\` shows why.`];
}

async function printed(context: CliContext, spec: Spec, result: LockResult): Promise<Outcome> {
  const { color, columns, quiet } = context.io;
  const { locksJson, locksText } = await printer();
  const isJson = formatOf(context) === 'json';
  const isSilent = quiet && !context.options.has('dry-run');
  const text = isJson ? locksJson([result]) : isSilent ? '' : locksText([result], createColors(color), columns);
  return outcome(EXIT_OK, text, await syntaxWarning(spec));
}
