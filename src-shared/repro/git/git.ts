// Versions of specs in git: which commit contains the spec with a given CONFIG_HASH. Read-only; the caller decides whether git may run.
import { type GitText, gitText, notGit, workTreeFailure } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';
import { configHash } from '../hash/configHash';

/** A version of a spec in git. `path` is relative to the top of the work tree, `date` is ISO 8601. */
export interface SpecVersion {
  readonly commit: string;
  readonly date: string;
  readonly path: string;
  /** Object id of the content. */
  readonly blob: string;
}

/** A version with its text, which is absent where keeping it would take too much memory. */
export interface StoredVersion extends SpecVersion {
  readonly text?: string;
}

/** The newest version for each CONFIG_HASH. */
export type SpecHistory = ReadonlyMap<string, StoredVersion>;

/** The versions that git has, and why some of them could not be read; or why git did not answer. */
export type HistoryResult =
  | { readonly ok: true; readonly versions: SpecHistory; readonly gap?: GitFailure }
  | GitFailure;

// All texts of a history together, in characters; newest first.
const MAX_TEXT = 16 * 1024 * 1024;

const MAX_COMMITS = 5000;

// Overrides the user's configuration. As settings, not options: every version of git accepts or ignores them.
const PLAIN = ['log.showRoot=true', 'log.showSignature=false', 'diff.relative=false', 'color.ui=false'].flatMap(s => [
  '-c',
  s,
]);

const decoder = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** HEAD and the tips of all branches as one text, which changes with each commit; empty before the first one. */
export const tips = (host: Host, folder: string): Promise<GitText> =>
  gitText(host, folder, ['show-ref', '--head'], { mayFindNothing: true });

/** All versions of all specs of the repository that a folder is in, in the last 5,000 commits of any branch that changed one. */
export async function specHistory(host: Host, folder: string): Promise<HistoryResult> {
  const listed = await listVersions(host, folder);
  if (!listed.ok) return listed;
  const blobs = [...new Set(listed.versions.map(v => v.blob))];
  const texts = await contents(host, folder, blobs);
  if (!texts.ok) return texts;
  const versions = new Map<string, StoredVersion>();
  let left = MAX_TEXT;
  for (const version of listed.versions) {
    const text = texts.texts.get(version.blob);
    const hash = text === undefined ? undefined : configHash(text, host.sha256);
    if (text === undefined || hash === undefined || versions.has(hash)) continue;
    left -= text.length;
    versions.set(hash, left >= 0 ? { ...version, text } : version);
  }
  const unread = blobs.filter(blob => !texts.texts.has(blob)).length;
  return { ok: true, versions, ...(unread > 0 && { gap: damaged(unread) }) };
}

// Blobs are missing in a partial clone, because git must not fetch them here.
const damaged = (count: number): GitFailure => ({
  ok: false,
  reason: 'failed',
  detail: `the content of ${count === 1 ? 'a version of a spec' : `${count} versions of specs`} is missing or damaged`,
});

type VersionList = { readonly ok: true; readonly versions: readonly SpecVersion[] } | GitFailure;

async function listVersions(host: Host, folder: string): Promise<VersionList> {
  const log = await host.git(folder, [
    ...PLAIN,
    'log',
    '--all',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    `--max-count=${MAX_COMMITS}`,
    '--format=%x01%H %cI',
    '--',
    ':(top)*.kyn',
  ]);
  if (!log.ok) return log;
  if (log.stdout.length > 0 && log.stdout[0] !== 1) return notGit('commits');
  // A program that prints nothing is not evidence that there is no version.
  const failure = log.stdout.length === 0 ? await workTreeFailure(host, folder) : undefined;
  return failure ?? { ok: true, versions: parseLog(logText(host, log.stdout)) };
}

/** The text of output of `git log -z`. A path that is not UTF-8 must not hide all others, so each part is decoded by itself. */
export function logText(host: Host, log: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at <= log.length; ) {
    const end = log.indexOf(0, at);
    const part = log.subarray(at, end < 0 ? log.length : end);
    parts.push(host.decodeUtf8(part) ?? '\ufffd');
    at = end < 0 ? log.length + 1 : end + 1;
  }
  return parts.join('\0');
}

/** The text of a version, or why it cannot be read. */
export async function versionText(
  host: Host,
  folder: string,
  version: StoredVersion,
): Promise<{ readonly ok: true; readonly text: string } | GitFailure> {
  if (version.text !== undefined) return { ok: true, text: version.text };
  const texts = await contents(host, folder, [version.blob]);
  if (!texts.ok) return texts;
  const text = texts.texts.get(version.blob);
  return text === undefined ? damaged(1) : { ok: true, text };
}

// A submodule may have the name of a spec, but it has no content.
const SUBMODULE = '160000';

/** Reads what `git log -z --raw --format=%x01%H %cI` prints: newest first, one entry for each file to which a commit gives new content. */
export function parseLog(log: string): SpecVersion[] {
  const versions: SpecVersion[] = [];
  let commit = { hash: '', date: '' };
  const parts = log.split('\0');
  for (let i = 0; i < parts.length; i++) {
    const part = (parts[i] ?? '').replace(/^\n/, '');
    const head = /^\u0001([0-9a-f]+) (\S+)/.exec(part);
    const change = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]/.exec(part);
    if (head) commit = { hash: head[1] ?? '', date: head[2] ?? '' };
    if (!change) continue;
    const [, mode, blob = ''] = change;
    const path = parts[++i] ?? '';
    if (mode !== SUBMODULE && !/^0+$/.test(blob)) versions.push({ commit: commit.hash, date: commit.date, path, blob });
  }
  return versions;
}

type Contents = { readonly ok: true; readonly texts: BlobTexts } | GitFailure;

async function contents(host: Host, folder: string, blobs: readonly string[]): Promise<Contents> {
  if (blobs.length === 0) return { ok: true, texts: new Map() };
  const out = await host.git(folder, ['cat-file', '--batch'], { input: `${blobs.join('\n')}\n` });
  return out.ok ? { ok: true, texts: parseBatch(out.stdout, bytes => host.decodeUtf8(bytes)) } : out;
}

/** Texts by object id; undefined for a blob that is not UTF-8, absent for one that git cannot read. */
export type BlobTexts = ReadonlyMap<string, string | undefined>;

/** Reads what `git cat-file --batch` prints: `<id> blob <size>\n<bytes>\n` for each, `<id> missing\n` for a missing or damaged one. */
export function parseBatch(out: Uint8Array, decode: (bytes: Uint8Array) => string | undefined): BlobTexts {
  const texts = new Map<string, string | undefined>();
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    if (end < 0) break;
    const [id = '', type, size] = decoder(out.subarray(at, end)).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    texts.set(id, decode(out.subarray(at, at + Number(size))));
    at += Number(size) + 1;
  }
  return texts;
}
