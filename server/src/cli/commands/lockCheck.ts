// kyn lock check: whether specs match their locks.
import { isSpecPath, NOT_A_SPEC } from '../../../../src-shared/repro/files/findFiles';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { type LockReport, readFrom } from '../../../../src-shared/repro/lock/findLock';
import { lfsPointer } from '../../../../src-shared/text/lfsPointer';
import { specFault, specFaultFix, specFaultText } from '../../../../src-shared/text/specFault';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { createLockedChanges, type DriftedSpec, type LockedChanges } from '../lockedChanges';
import { lockReports } from '../lockReports';
import { fileAccess, lockSearch, lockStateLabel } from '../lockSearch';
import { keepingGaps, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import type { LockResult } from '../print/locks';
import { forEachFile } from '../progress';
import { readTarget, unreadableMessage } from '../readInput';
import { findSpecs } from '../search/findSpecs';

/** The command. */
export const lockCheck: Command = {
  name: 'lock check',
  usage: 'PATH... [--lock FILE] [--format FORMAT]',
  summary: 'Check specs against their locks.',
  details: [
    'A spec is locked, drifted (it changed since it was locked), missing (it has no lock) or invalid (it cannot be compared with its lock). The exit code is 0 only if every spec is locked.',
    'Folders are searched for specs; files that git ignores are left out.',
    'The lock of a spec is the nearest kynml.lock in its folder or above whose source_path names the spec, otherwise <spec file name>.lock next to it. Other locks of the spec that do not match it are listed too.',
  ],
  examples: [
    { line: 'lock check .', doc: 'Fail unless every spec of a folder matches its lock' },
    { line: 'lock check house.kyn --format json', doc: 'Print the hashes for a program' },
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, noun: 'path' },
  options: [
    { name: 'lock', value: 'FILE', isInput: true, doc: 'Compare with this lock, whatever spec it names.' },
    formatOption('text', 'json'),
  ],
  namesStdin: true,
  run: checkLocks,
};

async function checkLocks(context: CliContext): Promise<Outcome> {
  const { command, files, options, io } = context;
  if (files.includes('-') && io.stdinFilename === undefined && !options.has('lock'))
    return usageError(
      command,
      'standard input has no path, so its lock cannot be found. Name the spec with `--stdin-filename` or the lock with `--lock`.',
    );
  const results: LockResult[] = [];
  const messages: string[] = [];
  const lockedChanges = createLockedChanges(context.host);
  const { targets, notes, incomplete } = await findSpecs(context);
  await forEachFile(context, 'checking', targets, async target => {
    const { label, path, content } = await readTarget(context, target);
    if (!content.ok) messages.push(unreadableMessage(label, content.reason));
    // With `--lock`, any text is compared with the hash.
    else if (path !== undefined && !options.has('lock') && !isSpecPath(path)) messages.push(`${label} ${NOT_A_SPEC}`);
    else
      results.push(
        ...(await resultsOf(context, lockedChanges, {
          label,
          path: path ?? absolutePath(context, '-'),
          text: content.text,
        })),
      );
  });
  const unusable = [...messages, ...incomplete];
  const code = exitCode(
    unusable.length > 0,
    results.some(r => r.state !== 'locked'),
  );
  const isJson = formatOf(context) === 'json';
  // Loaded on demand, so that other commands start faster.
  const { locksJson, locksText } = await import('../print/locks');
  const shown = io.quiet ? results.filter(r => r.state !== 'locked') : results;
  const text = isJson
    ? locksJson(results)
    : locksText(shown, createColors(io.color), io.columns) + (io.quiet ? '' : createHint(results));
  // The contract has no key for why a lock is invalid.
  const newer = isJson ? results.filter(r => r.isNewer).map(r => `${r.spec}: ${r.message}`) : [];
  return keepingGaps(outcome(code, text, [...unusable, ...newer, ...notes]), notes);
}

const createHint = (results: readonly LockResult[]): string =>
  results.some(r => (r.state === 'drifted' || r.state === 'missing') && !r.isFaulty)
    ? 'Run `kyn lock create SPEC` to lock the current state of a spec.\n'
    : '';

async function resultsOf(
  { host, io, options }: CliContext,
  lockedChanges: LockedChanges,
  spec: LabelledSpec,
): Promise<LockResult[]> {
  const named = options.get('lock');
  const explicit = named === undefined ? undefined : absolutePath({ host, io }, named);
  const read = readFrom(host);
  const hash = configHash(spec.text, host.sha256);
  const search = lockSearch(spec.path, { cwd: io.cwd, explicit }, fileAccess(host, read));
  const resultOf = (report: LockReport): LockResult => {
    const found = report.path === undefined ? null : relativePath(io.cwd, report.path);
    const lock = found !== null && named !== undefined ? displayPath(named) : found;
    // A pointer is not the spec, so its hash is not that of the spec.
    return {
      ...contractOf(report, lfsPointer(spec.text) ? null : hash),
      spec: spec.label,
      lock,
      ...messageOf(report, spec.text, named),
    };
  };
  return (await lockReports(spec, { search, hash, read, lockedChanges })).map(resultOf);
}

type LabelledSpec = DriftedSpec & { readonly label: string };

const contractOf = (report: LockReport, configHash: string | null) => ({
  state: lockStateLabel(report),
  configHash,
  lockedHash: report.lock?.configHash ?? null,
  ...(report.state === 'newer' && { isNewer: true }),
});

// `lock create` refuses a text that is not one version of a spec, so it is not advised.
function messageOf(
  { state, message }: LockReport,
  text: string,
  named: string | undefined,
): Pick<LockResult, 'message' | 'isFaulty'> {
  if (state !== 'missing') return { message };
  if (named !== undefined) return { message: `${displayPath(named)} does not exist.` };
  const fault = specFault(text);
  if (!fault) return { message };
  return {
    message: `This spec does not have a lock, and it ${specFaultText(fault)}. ${specFaultFix(fault)}`,
    isFaulty: true,
  };
}
