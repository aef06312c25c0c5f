// A folder in which each file is a param, a metric or a tag. A name with `/` is a path.
import type { Place } from '../place';

const MAX_NAMES = 2000;
const MAX_DEPTH = 10;

/** The names of files, sorted by folder; `isCut`: there are more. `special`: those of links and other files that are not read. */
export interface NamedFiles {
  readonly names: readonly string[];
  readonly special: readonly string[];
  readonly isCut: boolean;
}

/** The files below a folder. A folder that is a link itself, or cannot be listed, is special; the outer one has an empty name. */
export function namedFiles(place: Place, folder: string): NamedFiles {
  const names: string[] = [];
  const special = place.isSpecial(folder) ? [''] : [];
  const open = [{ path: '', depth: 0 }];
  let isCut = false;
  for (const { path, depth } of open) {
    const at = place.folder(path === '' ? folder : `${folder}/${path}`);
    const prefix = path === '' ? '' : `${path}/`;
    if (at?.isListed === false) special.push(path);
    addAll(names, prefix, at?.files());
    addAll(special, prefix, at?.specials());
    if (names.length > MAX_NAMES || depth === MAX_DEPTH)
      isCut ||= names.length > MAX_NAMES || at?.folders()[0] !== undefined;
    else for (const name of at?.folders() ?? []) open.push({ path: `${prefix}${name}`, depth: depth + 1 });
    if (names.length > MAX_NAMES) break;
  }
  return { names: names.slice(0, MAX_NAMES), special: special.slice(0, MAX_NAMES), isCut };
}

function addAll(list: string[], prefix: string, names: readonly string[] = []): void {
  for (const name of names) list.push(`${prefix}${name}`);
}
