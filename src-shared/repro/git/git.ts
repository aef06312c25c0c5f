// Versions of specs in git: which commits contain the spec with a given CONFIG_HASH. Read-only; the caller decides whether git may run.
import { type GitText, gitText, notGit } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';
import { numberText } from '../../text/numberText';
import { configHash } from '../hash/configHash';
import { type FileVersion, listFileVersions, listVersions, type SpecVersion } from './specLog';

/** A version with its text, which is absent where keeping it would take too much memory. */
export interface StoredVersion extends SpecVersion {
  readonly text?: string;
}

/** The versions with each CONFIG_HASH, newest first; at least one for each. */
export type SpecHistory = ReadonlyMap<string, readonly [StoredVersion, ...StoredVersion[]]>;

/** What was read of a blob: the CONFIG_HASH, undefined if it is not UTF-8, and the text while it is kept. */
interface ReadBlob {
  readonly hash: string | undefined;
  readonly text?: string;
}

/** What was read of the blobs of a repository, by object id. Their contents never change. */
export type ReadBlobs = ReadonlyMap<string, ReadBlob>;

/** The versions that git has, and why some of them are unknown; or why git did not answer. */
export type HistoryResult =
  | { readonly ok: true; readonly versions: SpecHistory; readonly blobs: ReadBlobs; readonly gap?: GitFailure }
  | GitFailure;

/** `known`: what an earlier call read, so that only new versions are read. */
export interface HistoryOptions {
  readonly known?: ReadBlobs;
  readonly maxCommits?: number;
}

// All texts of a history together, in characters; newest first.
const MAX_TEXT = 16 * 1024 * 1024;

const MAX_COMMITS = 50_000;

// One answer of git has the contents of so many blobs: it is kept in memory, and hashing it delays everything else.
const PORTION = 4000;

/** HEAD and the tips of all branches as one text, which changes with each commit; empty before the first one. */
export const tips = (host: Host, folder: string): Promise<GitText> =>
  gitText(host, folder, ['show-ref', '--head'], { mayFindNothing: true });

/** All versions of all specs of the repository that a folder is in, in the last commits of any branch that changed one. */
export async function specHistory(
  host: Host,
  folder: string,
  { known = new Map(), maxCommits = MAX_COMMITS }: HistoryOptions = {},
): Promise<HistoryResult> {
  const listed = await listVersions(host, folder, maxCommits);
  if (!listed.ok) return listed;
  const ids = [...new Set(listed.versions.map(v => v.blob))];
  const read = await readBlobs(host, folder, ids, known);
  if (!read.ok) return read;
  const { blobs } = read;
  const gap = await gapOf(host, folder, { unread: ids.length - blobs.size, isCut: listed.isCut, maxCommits });
  return { ok: true, versions: byHash(listed.versions, blobs), blobs, ...(gap && { gap }) };
}

/** A version of one spec with its CONFIG_HASH, undefined if it is not UTF-8, and its text while it is kept. */
export interface HashedVersion extends FileVersion {
  readonly hash: string | undefined;
  readonly text?: string;
}

/** The versions of one spec, newest first, and why some of them are unknown; or why git did not answer. */
export type FileHistory =
  | { readonly ok: true; readonly versions: readonly HashedVersion[]; readonly gap?: GitFailure }
  | GitFailure;

/** All versions of the spec at a path, relative to the top folder, that HEAD contains. Renames are followed. */
export async function fileHistory(
  host: Host,
  top: string,
  { path, maxCommits = MAX_COMMITS }: { readonly path: string; readonly maxCommits?: number },
): Promise<FileHistory> {
  const listed = await listFileVersions(host, top, { path, maxCommits });
  if (!listed.ok) return listed;
  const ids = [...new Set(listed.versions.map(v => v.blob))];
  const read = ids.length === 0 ? { ok: true as const, blobs: new Map() } : await readBlobs(host, top, ids, new Map());
  if (!read.ok) return read;
  const versions = listed.versions.flatMap((version): HashedVersion[] => {
    const blob = read.blobs.get(version.blob);
    return blob ? [{ ...version, ...blob }] : [];
  });
  const gap = await gapOf(host, top, { unread: ids.length - read.blobs.size, isCut: listed.isCut, maxCommits });
  return { ok: true, versions, ...(gap && { gap }) };
}

interface Reading {
  readonly unread: number;
  readonly isCut: boolean;
  readonly maxCommits: number;
}

// Why versions may be missing.
async function gapOf(
  host: Host,
  folder: string,
  { unread, isCut, maxCommits }: Reading,
): Promise<GitFailure | undefined> {
  if (unread > 0) return damaged(unread);
  return (await shallowGap(host, folder)) ?? (isCut ? cut(maxCommits) : undefined);
}

function byHash(versions: readonly SpecVersion[], blobs: ReadBlobs): SpecHistory {
  const found = new Map<string, [StoredVersion, ...StoredVersion[]]>();
  for (const version of versions) {
    const { hash, text } = blobs.get(version.blob) ?? {};
    if (hash === undefined) continue;
    const stored = text === undefined ? version : { ...version, text };
    const same = found.get(hash);
    if (same) same.push(stored);
    else found.set(hash, [stored]);
  }
  return found;
}

// Without those that git cannot read.
async function readBlobs(
  host: Host,
  folder: string,
  ids: readonly string[],
  known: ReadBlobs,
): Promise<{ readonly ok: true; readonly blobs: ReadBlobs } | GitFailure> {
  const added = new Map<string, ReadBlob>();
  let room = MAX_TEXT;
  const missing = ids.filter(id => !known.has(id));
  for (let i = 0; i < missing.length; i += PORTION) {
    const read = await contents(host, folder, missing.slice(i, i + PORTION));
    if (!read.ok) return read;
    for (const [id, text] of read.texts) {
      const hash = text === undefined ? undefined : configHash(text, host.sha256);
      room -= text?.length ?? 0;
      added.set(id, { hash, ...(text !== undefined && room >= 0 && { text }) });
    }
  }
  let left = MAX_TEXT;
  const blobs = ids.flatMap(id => {
    const blob = added.get(id) ?? known.get(id);
    left -= blob?.text?.length ?? 0;
    return blob ? [[id, left < 0 ? { hash: blob.hash } : blob] as const] : [];
  });
  return { ok: true, blobs: new Map(blobs) };
}

// Blobs are missing in a partial clone, because git must not fetch them here.
const damaged = (count: number): GitFailure => ({
  ok: false,
  reason: 'failed',
  detail: `the content of ${count === 1 ? 'a version of a spec' : `${count} versions of specs`} is missing or damaged`,
});

const cut = (maxCommits: number): GitFailure => ({
  ok: false,
  reason: 'incomplete',
  detail: `only the last ${numberText(maxCommits)} commits that changed a spec were read`,
});

// Undefined for a repository with all commits.
async function shallowGap(host: Host, folder: string): Promise<GitFailure | undefined> {
  const answer = await gitText(host, folder, ['rev-parse', '--is-shallow-repository']);
  if (!answer.ok) return answer;
  if (answer.text === 'false') return undefined;
  return answer.text === 'true'
    ? {
        ok: false,
        reason: 'incomplete',
        detail: 'the repository is a shallow clone without its older commits (`git fetch --unshallow` gets them)',
      }
    : notGit('whether the repository has all commits');
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

type Contents = { readonly ok: true; readonly texts: BlobTexts } | GitFailure;

async function contents(host: Host, folder: string, blobs: readonly string[]): Promise<Contents> {
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
    const [id = '', type, size] = decode(out.subarray(at, end))?.split(' ') ?? [];
    at = end + 1;
    if (type !== 'blob') continue;
    texts.set(id, decode(out.subarray(at, at + Number(size))));
    at += Number(size) + 1;
  }
  return texts;
}
