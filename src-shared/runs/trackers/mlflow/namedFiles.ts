// A folder in which each file is a param, a metric or a tag. A name with `/` is a path.
import type { Place } from '../place';

const MAX_NAMES = 2000;
const MAX_DEPTH = 10;

/** The names, sorted by folder; `isCut`: there are more. */
export function namedFiles(
  place: Place,
  folder: string,
): { readonly names: readonly string[]; readonly isCut: boolean } {
  const names: string[] = [];
  const open = [{ path: '', depth: 0 }];
  let isCut = false;
  for (const { path, depth } of open) {
    const at = place.folder(path === '' ? folder : `${folder}/${path}`);
    const prefix = path === '' ? '' : `${path}/`;
    for (const name of at?.files() ?? []) names.push(`${prefix}${name}`);
    if (names.length > MAX_NAMES || depth === MAX_DEPTH)
      isCut ||= names.length > MAX_NAMES || at?.folders()[0] !== undefined;
    else for (const name of at?.folders() ?? []) open.push({ path: `${prefix}${name}`, depth: depth + 1 });
    if (names.length > MAX_NAMES) break;
  }
  return { names: names.slice(0, MAX_NAMES), isCut };
}
