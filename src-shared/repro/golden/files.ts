// The goldens that an index names, as they lie on disk. Only regular files in the folder for goldens of the index's own repository are read: an index
// is written by somebody, and may name anything.
import type { Golden } from '../../artifacts/kind';
import type { FolderEntry, Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { type JsonNode, parseJson } from '../../text/jsonText';
import { GOLDEN_FOLDER, GOLDEN_PATH } from './name';

/** A golden as read. `unread`: it was not looked at, with the reason as a sentence. */
export type GoldenFile =
  | { readonly state: 'read'; readonly root: JsonNode }
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly why: string }
  | { readonly state: 'unread'; readonly why: string };

/** Goldens by the path that the index names them by. Those whose path is not of the form of a golden are left out. */
export type GoldenFiles = ReadonlyMap<string, GoldenFile>;

/** Where an index lies. `path` is undefined for a text from nowhere; `within`: nothing outside of this folder is read. */
export interface IndexPlace {
  readonly path: string | undefined;
  readonly within?: string;
}

const INDEX = '/.determinism/lock.json';
/** No golden is larger: it holds a few lines. */
const MAX_BYTES = 1024 * 1024;

/** Reads the goldens of an index. */
export function readGoldens(goldens: readonly Golden[], { path, within }: IndexPlace, host: Host): GoldenFiles {
  const paths = [...new Set(goldens.map(g => g.relpath))].filter(relpath => GOLDEN_PATH.test(relpath));
  const top = path?.endsWith(INDEX) ? dirname(dirname(path)) : undefined;
  const why =
    top === undefined
      ? 'The index does not lie at .determinism/lock.json of a repository, so it is not known where its goldens are.'
      : within !== undefined && !isInside(within, top)
        ? 'The repository of the index is not in the workspace folder, so its goldens are not read.'
        : undefined;
  if (why !== undefined || top === undefined)
    return new Map(paths.map(relpath => [relpath, { state: 'unread', why: why ?? '' }]));
  const entries = listGoldens(host, top);
  return new Map(paths.map(relpath => [relpath, fileAt(relpath, { host, top, entries })]));
}

// Entries of the folder for goldens by name; undefined when a symbolic link stands on the way.
function listGoldens(host: Host, top: string): ReadonlyMap<string, FolderEntry['kind']> | undefined {
  let at = top;
  for (const part of GOLDEN_FOLDER.split('/')) {
    const kind = host.list(at).find(e => e.name === part)?.kind;
    if (kind !== 'folder') return kind === undefined ? new Map() : undefined;
    at = join(at, part);
  }
  return new Map(host.list(at).map(e => [e.name, e.kind]));
}

const LINK = 'It lies behind a symbolic link, which is not followed.';

function fileAt(
  relpath: string,
  { host, top, entries }: { host: Host; top: string; entries: ReadonlyMap<string, FolderEntry['kind']> | undefined },
): GoldenFile {
  const kind = entries ? entries.get(GOLDEN_PATH.exec(relpath)?.[1] ?? '') : 'other';
  if (kind === undefined) return { state: 'missing' };
  if (kind === 'other') return { state: 'unread', why: LINK };
  const read = host.readBytes(join(top, relpath), MAX_BYTES);
  if (!read.ok)
    return read.reason === 'too-large'
      ? { state: 'broken', why: 'it is larger than 1 MiB' }
      : { state: 'unread', why: `It cannot be read: ${reasonText(read.reason)}.` };
  const text = host.decodeUtf8(read.bytes);
  if (text === undefined) return { state: 'broken', why: reasonText('not-utf8') };
  const { value } = parseJson(text);
  return value?.kind === 'object' ? { state: 'read', root: value } : { state: 'broken', why: 'it is no JSON object' };
}
