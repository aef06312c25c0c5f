// The commits that give a spec new content, from `git log`. Read-only.
import { notGit, workTreeFailure } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';

/** A version of a spec in git: a commit that gives a file this content. `path` is relative to the top of the work tree, `date` is ISO 8601, absent where the commit has no valid one. */
export interface SpecVersion {
  readonly commit: string;
  readonly date?: string;
  readonly author: string;
  readonly path: string;
  /** Object id of the content. */
  readonly blob: string;
}

/** The versions, newest first, and whether older commits were left out; or why git did not answer. */
export type VersionList =
  | { readonly ok: true; readonly versions: readonly SpecVersion[]; readonly isCut: boolean }
  | GitFailure;

/** Overrides the user's configuration of `git log`. As settings, not options: every version of git accepts or ignores them. */
export const PLAIN_LOG: readonly string[] = [
  // Git crashes if it follows a pattern that ignores case.
  'log.follow=false',
  'log.showRoot=true',
  'log.showSignature=false',
  'diff.relative=false',
  'color.ui=false',
  'i18n.logOutputEncoding=UTF-8',
].flatMap(s => ['-c', s]);

/**
 * All versions of all specs of the repository that a folder is in, in the last `maxCommits` commits of any branch that changed one. A merge counts for the files
 * that differ from all of its parents.
 */
export async function listVersions(host: Host, folder: string, maxCommits: number): Promise<VersionList> {
  const log = await host.git(folder, [
    ...PLAIN_LOG,
    'log',
    '--all',
    // Without it, git leaves out a branch whose changes were dropped when it was merged.
    '--full-history',
    '-c',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    `--max-count=${maxCommits + 1}`,
    '--format=%x01%H %cI %aN',
    '--',
    ':(top,icase)*.kyn',
  ]);
  if (!log.ok) return log;
  if (log.stdout.length > 0 && log.stdout[0] !== 1) return notGit('commits');
  // A program that prints nothing is not evidence that there is no version.
  const failure = log.stdout.length === 0 ? await workTreeFailure(host, folder) : undefined;
  if (failure) return failure;
  const { versions, commits } = parseLog(logText(host, log.stdout));
  return { ok: true, ...cutAfter(maxCommits, commits, versions) };
}

// One commit more than the limit was asked for. A commit counts also where it gives no new content.
function cutAfter<T extends SpecVersion>(maxCommits: number, commits: readonly string[], versions: readonly T[]) {
  const firstLeftOut = commits[maxCommits];
  return firstLeftOut === undefined
    ? { versions, isCut: false }
    : { versions: versions.filter(v => v.commit !== firstLeftOut), isCut: true };
}

/** A version of one spec, with the first line of the commit's message. */
export interface FileVersion extends SpecVersion {
  readonly subject: string;
}

/** The versions of one spec, newest first, and whether older commits were left out; or why git did not answer. */
export type FileVersionList =
  | { readonly ok: true; readonly versions: readonly FileVersion[]; readonly isCut: boolean }
  | GitFailure;

/** The versions of the spec at a path, relative to the top folder, in the last `maxCommits` commits that changed it and that HEAD contains. Renames are followed. */
export async function listFileVersions(
  host: Host,
  top: string,
  { path, maxCommits }: { readonly path: string; readonly maxCommits: number },
): Promise<FileVersionList> {
  const log = await host.git(top, [
    ...PLAIN_LOG,
    'log',
    '--follow',
    '-z',
    '--raw',
    '--no-abbrev',
    `--max-count=${maxCommits + 1}`,
    `--format=%x01%H %cI %aN${SEPARATOR_FORMAT}%s`,
    '--',
    `:(top,literal)${path}`,
  ]);
  if (!log.ok) return log;
  if (log.stdout.length > 0 && log.stdout[0] !== 1) return notGit('commits');
  const failure = log.stdout.length === 0 ? await workTreeFailure(host, top) : undefined;
  if (failure) return failure;
  const { versions, commits } = parseLog(logText(host, log.stdout));
  const listed = versions.map(({ author, ...version }): FileVersion => {
    const [name = '', ...subject] = author.split(SEPARATOR);
    return { ...version, author: name, subject: subject.join(SEPARATOR) };
  });
  return { ok: true, ...cutAfter(maxCommits, commits, listed) };
}

// Between the author and the message, neither of which may contain it on one line of a terminal.
const SEPARATOR = '\u0002';
const SEPARATOR_FORMAT = '%x02';

/** The text of output of `git log -z`. A path that is not UTF-8 must not hide all others, so each part is then decoded by itself. */
export function logText(host: Host, log: Uint8Array): string {
  const whole = host.decodeUtf8(log);
  if (whole !== undefined) return whole;
  const parts: string[] = [];
  for (let at = 0; at <= log.length; ) {
    const end = log.indexOf(0, at);
    const part = log.subarray(at, end < 0 ? log.length : end);
    parts.push(host.decodeUtf8(part) ?? '\ufffd');
    at = end < 0 ? log.length + 1 : end + 1;
  }
  return parts.join('\0');
}

// A submodule may have the name of a spec, but it has no content.
const SUBMODULE = '160000';

const HEAD = /^\n?\u0001([0-9a-f]+) (\S*)(?: (.*))?/s;
// A renamed file has a score and two paths.
const CHANGE = /^\n?(:+)((?:\d+ ){1,100}[0-9a-f ]+) ([A-Z]+)\d*$/;

// A merge has a colon, a mode and a blob for each parent; the last mode and blob are those of the result.
function resultOf(change: RegExpExecArray): { readonly mode: string; readonly blob: string } {
  const [, { length: parents } = '', list = ''] = change;
  const fields = list.split(' ');
  return { mode: fields[parents] ?? '', blob: fields[2 * parents + 1] ?? '' };
}

/**
 * Reads what `git log -c -z --raw --format=%x01%H %cI %aN` prints: the listed commits, and an entry for each file to which a commit gives new content,
 * both newest first.
 */
export function parseLog(log: string): { readonly versions: SpecVersion[]; readonly commits: string[] } {
  const versions: SpecVersion[] = [];
  const commits: string[] = [];
  let commit: Omit<SpecVersion, 'path' | 'blob'> = { commit: '', author: '' };
  const parts = log.split('\0');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    const head = HEAD.exec(part);
    const change = head ? undefined : CHANGE.exec(part);
    if (head) {
      const [, id = '', date = '', author = ''] = head;
      // Git prints nothing or the placeholder for a date that is not valid.
      commit = { commit: id, ...(!Number.isNaN(Date.parse(date)) && { date }), author };
      commits.push(commit.commit);
    }
    if (!change) continue;
    const { mode, blob } = resultOf(change);
    const isMoved = /^[RC]$/.test(change[3] ?? '');
    i += isMoved ? 2 : 1;
    const path = parts[i] ?? '';
    if (mode !== SUBMODULE && !/^0*$/.test(blob)) versions.push({ ...commit, path, blob });
  }
  return { versions, commits };
}
