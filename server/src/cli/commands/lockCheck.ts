// kyn lock check: whether specs are as their locks pin them.
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { lockReport, readFrom } from '../../../../src-shared/repro/lock/findLock';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { lockSearch, lockStateLabel } from '../lockSearch';
import { outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { type LockResult, locksJson, locksText } from '../print/locks';
import { readInput, unreadableMessage } from '../readInput';

/** The command. */
export const lockCheck: Command = {
  name: 'lock check',
  usage: 'SPEC... [--lock FILE] [--format FORMAT]',
  summary: 'Check specs against their locks.',
  details: [
    'A spec is locked, drifted (it changed since it was locked), missing (no lock pins it) or invalid (its lock cannot be judged). The exit code is 0 only if every spec is locked.',
    'The lock of a spec is the nearest kynml.lock upwards whose source_path names the spec, else <spec file name>.lock beside it.',
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, name: 'a spec' },
  options: [
    { name: 'lock', value: 'FILE', doc: 'Check against this lock, whatever spec it names.' },
    formatOption('text', 'json'),
  ],
  run: checkLocks,
};

async function checkLocks(context: CliContext): Promise<Outcome> {
  const { files, options, io } = context;
  if (files.includes('-') && !options.has('lock'))
    return usageError('lock check: standard input has no path to find its lock by; name the lock with --lock.');
  const results: LockResult[] = [];
  const messages: string[] = [];
  for (const given of files) {
    const { label, path, content } = await readInput(context, given);
    if (!content.ok) messages.push(unreadableMessage(label, content.reason));
    else results.push(resultOf(context, { label, path: path ?? absolutePath(io.cwd, '-'), text: content.text }));
  }
  const code = exitCode(
    messages.length > 0,
    results.some(r => r.state !== 'locked'),
  );
  const isJson = formatOf(context) === 'json';
  const text = isJson ? locksJson(results) : locksText(results, createColors(io.color)) + createHint(results);
  // The JSON of the contract has no place for what invalid means here.
  const newer = isJson ? results.filter(r => r.isNewer).map(r => `${r.spec}: ${r.message}`) : [];
  return outcome(code, text, [...messages, ...newer]);
}

const createHint = (results: readonly LockResult[]): string =>
  results.some(r => r.state === 'drifted' || r.state === 'missing')
    ? 'To lock a spec as it is now: kyn lock create SPEC\n'
    : '';

function resultOf({ host, io, options }: CliContext, spec: { label: string; path: string; text: string }): LockResult {
  const named = options.get('lock');
  const explicit = named === undefined ? undefined : absolutePath(io.cwd, named);
  const read = readFrom(host);
  const hash = configHash(spec.text, host.sha256);
  const report = lockReport(lockSearch(spec.path, { cwd: io.cwd, explicit }, read), hash, read);
  const lock =
    report.path === undefined ? null : named === undefined ? relativePath(io.cwd, report.path) : displayPath(named);
  return {
    spec: spec.label,
    lock,
    state: lockStateLabel(report),
    configHash: hash,
    lockedHash: report.lock?.configHash ?? null,
    ...(report.state === 'newer' && { isNewer: true }),
    message:
      named !== undefined && report.state === 'missing' ? `There is no lock ${displayPath(named)}.` : report.message,
  };
}
