// Reads the golden files that an index names. Only regular files in the golden folder of the index's own repository are read: an index is written by
// other people and may name any path.
import type { Golden } from '../../artifacts/kind';
import type { FolderEntry, Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import { reasonText } from '../../host/readText';
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

const INDEX = '/.determinism/lock.json';
/** A golden contains a few lines, so it is never larger. */
const MAX_BYTES = 1024 * 1024;

/** Reads the goldens of an index. */
export function readGoldens(goldens: readonly Golden[], { path, within }: IndexPlace, host: Host): GoldenFiles {
  const paths = [...new Set(goldens.map(g => g.relpath))].filter(relpath => GOLDEN_PATH.test(relpath));
  const all = (file: GoldenFile): GoldenFiles => new Map(paths.map(relpath => [relpath, file]));
  if (!path?.endsWith(INDEX)) return all({ state: 'unread', why: 'unknown-repository' });
  const top = dirname(dirname(path));
  if (within !== undefined && !isInside(within, top)) return all({ state: 'unread', why: 'outside' });
  const entries = listGoldens(host, top);
  return new Map(paths.map(relpath => [relpath, fileAt(relpath, { host, top, entries })]));
}

// Entries of the golden folder by name; undefined when its path contains a symbolic link.
function listGoldens(host: Host, top: string): ReadonlyMap<string, FolderEntry['kind']> | undefined {
  let at = top;
  for (const part of GOLDEN_FOLDER.split('/')) {
    const kind = host.list(at).find(e => e.name === part)?.kind;
    if (kind !== 'folder') return kind === undefined ? new Map() : undefined;
    at = join(at, part);
  }
  return new Map(host.list(at).map(e => [e.name, e.kind]));
}

function fileAt(
  relpath: string,
  { host, top, entries }: { host: Host; top: string; entries: ReadonlyMap<string, FolderEntry['kind']> | undefined },
): GoldenFile {
  const kind = entries ? entries.get(GOLDEN_PATH.exec(relpath)?.[1] ?? '') : 'other';
  if (kind === undefined) return { state: 'missing' };
  if (kind === 'other') return { state: 'unread', why: 'link' };
  const read = host.readBytes(join(top, relpath), MAX_BYTES);
  if (!read.ok)
    return read.reason === 'too-large'
      ? { state: 'broken', reason: 'it is larger than 1 MiB' }
      : { state: 'unread', why: { reason: reasonText(read.reason) } };
  const text = host.decodeUtf8(read.bytes);
  if (text === undefined) return { state: 'broken', reason: reasonText('not-utf8') };
  const { value } = parseJson(text);
  return value?.kind === 'object'
    ? { state: 'read', root: value }
    : { state: 'broken', reason: 'it is not a JSON object' };
}
