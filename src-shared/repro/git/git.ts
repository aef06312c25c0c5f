// Versions of specs in git: which commit contains the spec with a given CONFIG_HASH. Read-only; the caller decides whether git may run.
import { gitOutput } from '../../host/gitOutput';
import type { Host } from '../../host/host';
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

// All texts of a history together, in characters; newest first.
const MAX_TEXT = 16 * 1024 * 1024;

const MAX_COMMITS = 5000;

// Overrides the user's configuration. As settings, not options: every version of git accepts or ignores them.
const PLAIN = ['log.showRoot=true', 'log.showSignature=false', 'diff.relative=false', 'color.ui=false'].flatMap(s => [
  '-c',
  s,
]);

const decoder = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The tips of all branches as one text, which changes with each commit. Undefined outside a work tree. */
export async function tips(host: Host, folder: string): Promise<string | undefined> {
  const out = await gitOutput(host, folder, ['rev-parse', '--all', 'HEAD']);
  return out && host.decodeUtf8(out);
}

/** All versions of all specs of the repository that a folder is in, in the last 5,000 commits of any branch that changed one; undefined when git cannot be read. */
export async function specHistory(host: Host, folder: string): Promise<SpecHistory | undefined> {
  const log = await gitOutput(host, folder, [
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
  if (!log) return undefined;
  const versions = parseLog(logText(host, log));
  const texts = await contents(host, folder, [...new Set(versions.map(v => v.blob))]);
  const history = new Map<string, StoredVersion>();
  let left = MAX_TEXT;
  for (const version of versions) {
    const text = texts.get(version.blob);
    const hash = text === undefined ? undefined : configHash(text, host.sha256);
    if (text === undefined || hash === undefined || history.has(hash)) continue;
    left -= text.length;
    history.set(hash, left >= 0 ? { ...version, text } : version);
  }
  return history;
}

// A path that is not UTF-8 must not hide all others, so each part is decoded by itself.
function logText(host: Host, log: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at <= log.length; ) {
    const end = log.indexOf(0, at);
    const part = log.subarray(at, end < 0 ? log.length : end);
    parts.push(host.decodeUtf8(part) ?? '\ufffd');
    at = end < 0 ? log.length + 1 : end + 1;
  }
  return parts.join('\0');
}

/** The text of a version; undefined when git no longer has it or it is not UTF-8. */
export async function versionText(host: Host, folder: string, version: StoredVersion): Promise<string | undefined> {
  return version.text ?? (await contents(host, folder, [version.blob])).get(version.blob);
}

/** Reads what `git log -z --raw --format=%x01%H %cI` prints: newest first, one entry for each file to which a commit gives new content. */
export function parseLog(log: string): SpecVersion[] {
  const versions: SpecVersion[] = [];
  let commit = { hash: '', date: '' };
  const parts = log.split('\0');
  for (let i = 0; i < parts.length; i++) {
    const part = (parts[i] ?? '').replace(/^\n/, '');
    const head = /^\u0001([0-9a-f]+) (\S+)/.exec(part);
    const change = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]/.exec(part);
    if (head) commit = { hash: head[1] ?? '', date: head[2] ?? '' };
    if (!change) continue;
    const blob = change[1] ?? '';
    const path = parts[++i] ?? '';
    if (!/^0+$/.test(blob)) versions.push({ commit: commit.hash, date: commit.date, path, blob });
  }
  return versions;
}

/** Contents of blobs as text; missing ones and those that are not UTF-8 are left out. */
async function contents(host: Host, folder: string, blobs: readonly string[]): Promise<Map<string, string>> {
  if (blobs.length === 0) return new Map();
  const out = await gitOutput(host, folder, ['cat-file', '--batch'], `${blobs.join('\n')}\n`);
  return out ? parseBatch(out, bytes => host.decodeUtf8(bytes)) : new Map();
}

/** Reads what `git cat-file --batch` prints: `<id> blob <size>\n<bytes>\n` for each, `<id> missing\n` for a missing one. */
export function parseBatch(out: Uint8Array, decode: (bytes: Uint8Array) => string | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    if (end < 0) break;
    const [id = '', type, size] = decoder(out.subarray(at, end)).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    const text = decode(out.subarray(at, at + Number(size)));
    if (text !== undefined) texts.set(id, text);
    at += Number(size) + 1;
  }
  return texts;
}
