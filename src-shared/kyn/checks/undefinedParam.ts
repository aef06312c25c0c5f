// `$name` without a param of that name. The message is the compiler's own, to the letter.
import { type Fix, fix } from '../../text/diagnostic';
import type { Check, FileContext } from '../check';
import { newParam } from '../fixes/newParam';
import type { Params } from '../names/scope';
import { nearestParam } from '../names/suggestions';

/** `$name` stands for nothing. */
export const undefinedParam: Check = {
  code: 'undefined-param',
  severity: 'error',
  stage: 'composition',
  summary:
    'A `$name` stands for no value of the params block. In a file without a train block this is a hint: the params are those of the spec that imports it.',
  example: 'train:\n    optimizer = adam(lr=$lr)\n',
  fix: 'Add the name to the params block, or correct it.',
  *block({ block, params }) {
    // A param that is nothing but another one is a fault of its own, whatever that is.
    const own = new Set(
      block.keyword === 'params' ? block.entries.map(e => e.value?.kind === 'param' && e.value.span.start) : [],
    );
    for (const { text, span } of block.params)
      if (params.complete && !params.values.has(text) && !own.has(span.start))
        yield params.library
          ? { message: `$${text} must come from the spec that imports this file.`, span, severity: 'hint' }
          : { message: `Undefined parameter reference '$${text}'. Known params: [${listOf(params)}]`, span };
  },
  fixesInFile: ({ span }, context) => cures(span, context),
};

function cures(span: { readonly start: number; readonly end: number }, { tree, scope }: FileContext): Fix[] {
  const name = tree.text.slice(span.start + 1, span.end);
  const meant = nearestParam(name, scope.params);
  const added = newParam(tree, name);
  return [...(meant ? [fix(`Change to $${meant}`, span, `$${meant}`, false)] : []), ...(added ? [added] : [])];
}

// All names as the compiler lists them. Nobody reads more than some, and a text with thousands of both would need gigabytes for it.
const MAX_LISTED = 200;
const lists = new WeakMap<Params, string>();

function listOf(params: Params): string {
  const known = lists.get(params) ?? written([...params.values.keys()]);
  lists.set(params, known);
  return known;
}

const written = (names: readonly string[]): string =>
  [
    ...names.slice(0, MAX_LISTED).map(name => `'${name}'`),
    ...(names.length > MAX_LISTED ? [`and ${(names.length - MAX_LISTED).toLocaleString('en-US')} more`] : []),
  ].join(', ');
