// The paths that an agent names: only those in the allowed folders are used, also behind links.
import { isBehindBrokenLink } from '../host/brokenLink';
import { isInside, join, relativeTo } from '../host/paths';
import { staysInside } from '../host/staysInside';
import { numberText } from '../text/numberText';
import { shortText } from '../text/shortText';
import type { ToolAccess } from './tool';

/** A path as a word for `kyn`, or why it is refused. */
export type Place = { readonly ok: true; readonly word: string } | { readonly ok: false; readonly problem: string };

/** The places of some paths, or why the first of them is refused. */
export type Places =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly problem: string };

// Files of results have entries: `sweep_results.json#3`.
const ENTRY = /#\d{1,9}$/;
const ON_WINDOWS = /^(?:[A-Za-z]:|\/\/)/;
const ON_SERVER = /^[\\/]{2}/;

/**
 * Looks at a path as an agent wrote it. Nothing is read before its text is known to be harmless: asking for a path on a server would contact it. `..` is
 * removed from the text, and the path without it is the one that is looked at and used.
 */
export function placeOf({ host, roots }: Pick<ToolAccess, 'host' | 'roots'>, given: string): Place {
  const [root = '/'] = roots;
  const isWindows = ON_WINDOWS.test(root);
  const written = isWindows ? given.replaceAll('\\', '/') : given;
  const problem = textProblem(given, written, isWindows);
  if (problem !== undefined) return refusal(given, problem);
  const [path, file] = [join(root, written), join(root, written.replace(ENTRY, ''))];
  // `kyn` takes the whole for a name where a file has it.
  const used = [...new Set([path, file])];
  const folders = withReal({ host, roots });
  if (!used.every(place => staysInside(host, folders, place))) return refusal(given, outside(roots));
  if (used.some(place => isBehindBrokenLink(host, place)))
    return refusal(given, 'it leads through a link whose target does not exist.');
  return { ok: true, word: wordOf(roots, path) };
}

/** Looks at several paths. */
export function placesOf(access: Pick<ToolAccess, 'host' | 'roots'>, given: readonly string[]): Places {
  const places = given.map(path => placeOf(access, path));
  const refused = places.find(place => !place.ok);
  if (refused && !refused.ok) return refused;
  return { ok: true, words: places.flatMap(place => (place.ok ? [place.word] : [])) };
}

/** The place of a path, or all allowed folders without one. */
export const searchedPlaces = (access: Pick<ToolAccess, 'host' | 'roots'>, path: string | undefined): Places =>
  path === undefined ? { ok: true, words: allRoots(access) } : placesOf(access, [path]);

/** All allowed folders, as words for `kyn`. */
export const allRoots = ({ roots }: Pick<ToolAccess, 'roots'>): readonly string[] =>
  roots.map(root => wordOf(roots, root));

function textProblem(given: string, path: string, isWindows: boolean): string | undefined {
  if (ON_SERVER.test(given)) return 'it names a computer in a network.';
  if (isWindows && path.replace(/^[A-Za-z]:\//, '').includes(':')) return 'it contains `:`.';
  return undefined;
}

const refusal = (given: string, reason: string): Place => ({
  ok: false,
  problem: `\`${shortText(given, 100)}\` is refused: ${reason}`,
});

const outside = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0
    ? `it is outside of ${shortText(first, 200)}, the only folder that these tools may use.`
    : `it is outside of the ${numberText(others.length + 1)} folders that these tools may use; the first is ${shortText(first, 200)}.`;

// A root may be named through a link.
const withReal = ({ host, roots }: Pick<ToolAccess, 'host' | 'roots'>): readonly string[] => [
  ...new Set(roots.flatMap(root => [root, host.realPath(root) ?? root])),
];

// Relative in the working folder, because answers are shorter then. A name that begins with a dash would be an option.
function wordOf([root = '/']: readonly string[], path: string): string {
  const word = isInside(root, path) ? relativeTo(root, path) : path;
  return word.startsWith('-') ? `./${word}` : word;
}
