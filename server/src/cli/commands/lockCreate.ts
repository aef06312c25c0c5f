// kyn lock create: pins a spec as it is now.
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { lockReport, readFrom } from '../../../../src-shared/repro/lock/findLock';
import { planLock, type WritePlan } from '../../../../src-shared/repro/lock/planLock';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE } from '../exitCode';
import { lockSearch, lockStateLabel } from '../lockSearch';
import { outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { type LockResult, locksJson, locksText } from '../print/locks';
import { readInput, unreadableMessage } from '../readInput';

/** The command. */
export const lockCreate: Command = {
  name: 'lock create',
  usage: 'SPEC [--lock FILE] [--force] [--format FORMAT]',
  summary: 'Lock a spec as it is now, or renew its lock.',
  details: [
    'Renews the lock that the spec has. A spec without one gets kynml.lock in the working folder, or where that is the lock of another spec <spec file name>.lock beside the spec.',
    'Nothing is written over a lock of another spec, a lock of a newer schema or a file that is no lock, unless --force is given; then the exit code is 1.',
  ],
  files: { min: 1, max: 1, name: 'a spec' },
  options: [
    { name: 'lock', value: 'FILE', doc: 'Write this lock and no other.' },
    { name: 'force', doc: 'Write over what is there, whatever it is.' },
    formatOption('text', 'json'),
  ],
  run: createLock,
};

async function createLock(context: CliContext): Promise<Outcome> {
  const [given = ''] = context.files;
  const { label, path, content } = await readInput(context, given);
  if (path === undefined) return usageError('lock create: a lock names its spec, so standard input cannot be locked.');
  if (!content.ok) return usageError(unreadableMessage(label, content.reason));
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
  if (plan.action === 'refuse') return usageError(plan.refusal);
  const lock = named === undefined ? relativePath(io.cwd, plan.path) : displayPath(named);
  if (plan.confirm !== undefined && !options.has('force')) {
    const report = lockReport(search, spec.hash, readFrom(host));
    const now = { state: lockStateLabel(report), lockedHash: report.lock?.configHash ?? null, message: report.message };
    const json =
      formatOf(context) === 'json' ? locksJson([{ ...now, spec: spec.label, lock, configHash: spec.hash }]) : '';
    return outcome(EXIT_PROBLEMS, json, [refusal(plan.confirm)]);
  }
  const failure = await write(context, plan, lock);
  return failure === undefined
    ? lockedOutcome(context, spec, { lock, action: plan.action })
    : outcome(EXIT_USAGE, '', [failure]);
}

// The plan asks as an editor would; here nobody is asked, so the question gives way to what the user can do.
const refusal = (question: string): string =>
  `${question.replace(/[^.]*\?$/, '').trim()} Nothing was written; give --force to write over it.`;

async function write({ host }: CliContext, plan: WritePlan, lock: string): Promise<string | undefined> {
  if (plan.action === 'refuse' || plan.action === 'unchanged') return undefined;
  const written = await host.writeAtomic(plan.path, plan.text);
  return written.ok ? undefined : `${lock} could not be written: ${written.message}. Nothing was changed.`;
}

function lockedOutcome(
  context: CliContext,
  spec: Spec,
  { lock, action }: { lock: string; action: WritePlan['action'] },
): Outcome {
  const message = action === 'unchanged' ? `${lock} pins it already.` : `${lock} pins it as it is now.`;
  const { label, hash } = spec;
  const result: LockResult = { spec: label, lock, state: 'locked', configHash: hash, lockedHash: hash, message };
  return outcome(
    EXIT_OK,
    formatOf(context) === 'json' ? locksJson([result]) : locksText([result], createColors(context.io.color)),
  );
}
