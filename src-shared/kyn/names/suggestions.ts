// Did-you-mean suggestions among the names of a spec. They run on every keystroke, so their work is bounded and cached.
import { suggest } from '../../text/suggest';
import type { Params } from './scope';

/** The maximum number of findings of one code that get a suggestion. */
export const MAX_SUGGESTIONS = 50;

// The maximum number of names to choose from.
const MAX_CANDIDATES = 2000;

/** The likely intended name; undefined if none is similar. */
export const nearestName = (name: string, candidates: readonly string[]): string | undefined =>
  suggest(name, candidates.length > MAX_CANDIDATES ? candidates.slice(0, MAX_CANDIDATES) : candidates);

const cache = new WeakMap<Params, Map<string, string | undefined>>();

/** The likely intended param; cached per params object. */
export function nearestParam(name: string, params: Params): string | undefined {
  const suggestions = cache.get(params) ?? new Map<string, string | undefined>();
  cache.set(params, suggestions);
  if (!suggestions.has(name)) suggestions.set(name, nearestName(name, [...params.values.keys()]));
  return suggestions.get(name);
}
