// Why a file of a tracker cannot be read. Without it, a damaged file would look like one in which nothing was recorded.
import { dirname, join } from '../../host/paths';
import { isUtf16 } from '../../host/readText';
import { parseJson } from '../../text/jsonText';
import { anyConflicts, mergeConflicts } from '../../text/mergeConflicts';
import { MAX_TEXT, type Place } from './place';
import type { TrackedGap } from './tracker';
import { yamlFault } from './values/readYaml';

const MIB = 1024 * 1024;

/** The rest of a sentence about a file; undefined where it is not there, or can be read. `limit`: as it is read, in bytes. */
export function fileFault(place: Place, path: string, limit = MAX_TEXT): string | undefined {
  if (!place.hasFile(path)) return noFile(place, path);
  if ((place.size(path) ?? 0) > limit) return `is larger than ${limit / MIB} MiB`;
  const text = place.text(path, limit);
  if (text === undefined) return unreadText(place, path, limit);
  // In a text for people, a line of `=======` is a heading, and one of `>>>>>>>` a quotation.
  const conflicts = path.endsWith('.md') ? mergeConflicts(text).filter(found => !found.isLeftover) : anyConflicts(text);
  if (conflicts.length > 0) return 'has a merge conflict';
  if (text.trim() === '' && NEVER_EMPTY.test(path)) return EMPTY;
  if (path.endsWith('.json')) return parseJson(text).value ? undefined : 'is not valid JSON, or nested too deeply';
  return /\.ya?ml$/.test(path) && !place.yaml(path) ? yamlFault(text) : undefined;
}

// Params, tags and lists of packages may be empty.
const NEVER_EMPTY = /(?:\.json|\.ya?ml|MLmodel)$/;

function noFile(place: Place, path: string): string | undefined {
  if (place.folder(path)) return 'is a folder and not a file';
  if (!place.isSpecial(path)) return undefined;
  return place.folder(dirname(path))?.isListed === false
    ? DENIED
    : 'is a link or another special file, which is not read';
}

const DENIED = 'cannot be opened';
const EMPTY = 'is empty';

function unreadText(place: Place, path: string, limit: number): string {
  const pointer = place.pointer(path);
  if (pointer) return `is a ${pointer.name} pointer (fetch it with \`${pointer.fetch}\`)`;
  const bytes = place.bytes(path, limit);
  if (!bytes) return DENIED;
  if (isUtf16(bytes)) return 'is UTF-16, as `>` in Windows PowerShell writes it (save it as UTF-8)';
  return bytes.includes(0) ? 'is damaged (it has zero bytes)' : 'is not UTF-8';
}

/** The names of those files that cannot be read, each with its reason: `metrics.json is not valid JSON`. */
export const faultsOf = (place: Place, paths: readonly string[], limit?: number): string[] =>
  paths.flatMap(path => {
    const why = fileFault(place, path, limit);
    return why === undefined ? [] : [`${path} ${why}`];
  });

/** The reason of a file that can be read, but is not what its tracker writes. */
export const DAMAGED = 'is cut off or damaged';

/** The same for files that were not understood, whatever the reason. */
export const unreadFilesText = (place: Place, paths: readonly string[]): string[] =>
  paths.map(path => {
    const why = fileFault(place, path, SERIES.test(path) ? MAX_SERIES : MAX_TEXT);
    return `${path} ${why ?? (place.isBlank(path) ? EMPTY : DAMAGED)}`;
  });

// Files with a line for each step may be long.
const SERIES = /^metrics\/|\.tsv$|\.jsonl$/;
const MAX_SERIES = 64 * MIB;

/** A file without which its run is not listed, where it is there and cannot be read. `otherwise`: why it is not listed where it can be read. */
export function unlisted(place: Place, path: string, limit?: number, otherwise?: string): TrackedGap[] {
  const why = fileFault(place, path, limit) ?? otherwise;
  return why === undefined ? [] : [{ path: join(place.path, path), text: `${why}, so its run is not listed.` }];
}
