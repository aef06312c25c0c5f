// Did-you-mean suggestions among the names of a spec. They run on every keystroke, so their work is bounded and cached.
// A spec can have any number of names and of misspelled uses, so only checks that count them for the whole file may ask.
import { suggest } from '../../text/suggest';
import type { Params } from './scope';

/** The maximum number of findings of one code in a file that get a suggestion. */
export const MAX_SUGGESTIONS = 50;

// The maximum number of names to choose from.
const MAX_CANDIDATES = 2000;

/** The likely intended name; undefined if none is similar. */
export const nearestName = (name: string, candidates: readonly string[]): string | undefined =>
  suggest(name, candidates.length > MAX_CANDIDATES ? candidates.slice(0, MAX_CANDIDATES) : candidates);

interface ParamNames {
  readonly names: readonly string[];
  readonly suggestions: Map<string, string | undefined>;
}

const cache = new WeakMap<Params, ParamNames>();

/** The likely intended param; cached per params object. */
export function nearestParam(name: string, params: Params): string | undefined {
  const { names, suggestions } = cache.get(params) ?? namesOf(params);
  if (!suggestions.has(name)) {
    // While a name is typed the params stay the same, so earlier spellings pile up.
    if (suggestions.size >= MAX_CACHED) suggestions.clear();
    suggestions.set(name, nearestName(name, names));
  }
  return suggestions.get(name);
}

const MAX_CACHED = 500;

function namesOf(params: Params): ParamNames {
  const found: ParamNames = { names: [...params.values.keys()], suggestions: new Map() };
  cache.set(params, found);
  return found;
}
