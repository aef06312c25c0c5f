// Reads the golden files that an index names. Only regular files in the golden folder of the index's own repository are read: an index is written by
// other people and may name any path.
import type { Golden } from '../../artifacts/kind';
import type { FolderEntry, Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import { decodeText, reasonText } from '../../host/readText';
import { type JsonNode, parseJson } from '../../text/jsonText';
import type { UnverifiedReason } from '../findings/goldenUnverified';
import { GOLDEN_FOLDER, GOLDEN_PATH } from './name';

/** A golden file. `broken`: it was read but is not a golden; `reason` as in goldenDiffers. `unread`: nothing is known about it. */
export type GoldenFile =
  | { readonly state: 'read'; readonly root: JsonNode }
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly reason: string }
  | { readonly state: 'unread'; readonly why: UnverifiedReason };

/** Goldens by their path in the index. Paths that do not have the form of a golden path are left out. */
export type GoldenFiles = ReadonlyMap<string, GoldenFile>;

/** The location of an index. `path` is undefined for a text that is not a file; `within`: nothing outside this folder is read. */
export interface IndexPlace {
  readonly path: string | undefined;
  readonly within?: string;
}

/** The path of an index in its repository. */
export const INDEX_PATH = '.determinism/lock.json';
// A golden contains a few lines, so it is never larger.
const MAX_BYTES = 1024 * 1024;

/** The top folder of the repository of an index; undefined if an index is not at this path. */
export const indexRoot = (path: string): string | undefined =>
  path.endsWith(`/${INDEX_PATH}`) ? dirname(dirname(path)) : undefined;

/** Reads the goldens of an index. */
export function readGoldens(
  goldens: readonly Pick<Golden, 'relpath'>[],
  { path, within }: IndexPlace,
  host: Host,
): GoldenFiles {
  const all = (why: UnverifiedReason): GoldenFiles => unreadGoldens(goldens, why);
  const top = path === undefined ? undefined : indexRoot(path);
  if (top === undefined) return all('unknown-repository');
  if (within !== undefined && !isInside(within, top)) return all('outside');
  const folder = readGoldenFolder(host, top);
  if ('why' in folder) return all(folder.why);
  return new Map(pathsOf(goldens).map(relpath => [relpath, fileAt(relpath, { host, top, kinds: folder.kinds })]));
}

/** The goldens of an index of which none was read. They have one object in common, so that it is reported once. */
export function unreadGoldens(goldens: readonly Pick<Golden, 'relpath'>[], why: UnverifiedReason): GoldenFiles {
  const file: GoldenFile = { state: 'unread', why };
  return new Map(pathsOf(goldens).map(relpath => [relpath, file]));
}

const pathsOf = (goldens: readonly Pick<Golden, 'relpath'>[]): string[] =>
  [...new Set(goldens.map(g => g.relpath))].filter(relpath => GOLDEN_PATH.test(relpath));

/** The kinds of the entries of a golden folder by name, or why they are unknown. */
export type GoldenFolder =
  | { readonly kinds: ReadonlyMap<string, FolderEntry['kind']> }
  | { readonly why: UnverifiedReason };

/** Reads the golden folder of a repository. It is empty where it does not exist; symbolic links on its path are not followed. */
export function readGoldenFolder(host: Host, top: string): GoldenFolder {
  let path = '';
  for (const part of [...GOLDEN_FOLDER.split('/'), undefined]) {
    const read = host.readFolder(join(top, path));
    if (!read.ok && read.reason === 'missing') break;
    if (!read.ok) return { why: { reason: reasonText(read.reason), folder: path || '.' } };
    const kinds = new Map(read.entries.map(e => [e.name, e.kind]));
    if (part === undefined) return { kinds };
    const kind = kinds.get(part);
    if (kind === 'other') return { why: 'link' };
    if (kind !== 'folder') break;
    path = path === '' ? part : `${path}/${part}`;
  }
  return { kinds: new Map() };
}

function fileAt(
  relpath: string,
  { host, top, kinds }: { host: Host; top: string; kinds: ReadonlyMap<string, FolderEntry['kind']> },
): GoldenFile {
  const kind = kinds.get(GOLDEN_PATH.exec(relpath)?.[1] ?? '');
  if (kind === undefined) return { state: 'missing' };
  if (kind === 'other') return { state: 'unread', why: 'link' };
  const read = host.readBytes(join(top, relpath), MAX_BYTES);
  if (!read.ok)
    return read.reason === 'too-large'
      ? { state: 'broken', reason: 'it is larger than 1 MiB' }
      : { state: 'unread', why: { reason: reasonText(read.reason) } };
  const content = decodeText(host, read.bytes);
  if (!content.ok) return { state: 'broken', reason: reasonText(content.reason) };
  const { value } = parseJson(content.text);
  return value?.kind === 'object'
    ? { state: 'read', root: value }
    : { state: 'broken', reason: 'it is not a JSON object' };
}
