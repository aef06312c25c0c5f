// Did-you-mean among the names of a spec. What is asked is asked again with every keystroke, and a spec may hold thousands of names.
import { suggest } from '../../text/suggest';
import type { Params } from './scope';

/** Findings of one code that get a suggestion; nobody types more mistakes than this. */
export const MAX_SUGGESTIONS = 50;

// Names that a suggestion is chosen from; beyond, looking would cost more than the suggestion is worth.
const MAX_KNOWN = 2000;

/** The name that was most likely meant. */
export const nearestName = (name: string, known: readonly string[]): string | undefined =>
  suggest(name, known.length > MAX_KNOWN ? known.slice(0, MAX_KNOWN) : known);

const answers = new WeakMap<Params, Map<string, string | undefined>>();

/** The param that was most likely meant; kept as long as the params are the same ones. */
export function nearestParam(name: string, params: Params): string | undefined {
  const known = answers.get(params) ?? new Map<string, string | undefined>();
  answers.set(params, known);
  if (!known.has(name)) known.set(name, nearestName(name, [...params.values.keys()]));
  return known.get(name);
}
