// Reports a `$name` without a param of that name. The error message is exactly the compiler's.

import { type Fix, fix } from '../../text/diagnostic';
import { firstFew } from '../../text/firstFew';
import { textOrLength } from '../../text/shortText';
import type { Check, FileContext } from '../check';
import { newParam } from '../fixes/newParam';
import type { Params } from '../names/scope';
import { nearestParam } from '../names/suggestions';

/** A `$name` is not defined in the params block. */
export const undefinedParam: Check = {
  code: 'undefined-param',
  severity: 'error',
  stage: 'composition',
  summary:
    'A `$name` is not defined in the params block. In a file without a train block this is a hint, because the spec that imports the file defines the params.',
  example: 'train:\n    optimizer = adam(lr=$lr)\n',
  fix: 'Add the name to the `params` block, or correct it.',
  *block({ block, params }) {
    // A param whose value is another param is reported by paramValue.
    const reported = new Set(
      block.keyword === 'params' ? block.entries.map(e => e.value?.kind === 'param' && e.value.span.start) : [],
    );
    for (const { text, span } of block.params)
      if (params.complete && !params.values.has(text) && !reported.has(span.start))
        yield params.library
          ? { message: `\`$${text}\` must be defined by the spec that imports this file.`, span, severity: 'hint' }
          : { message: `Undefined parameter reference '$${text}'. Known params: [${listOf(params)}]`, span };
  },
  fixesInFile: ({ span }, context) => fixesFor(span, context),
};

function fixesFor(span: { readonly start: number; readonly end: number }, { tree, scope }: FileContext): Fix[] {
  const name = tree.text.slice(span.start + 1, span.end);
  const meant = nearestParam(name, scope.params);
  const added = newParam(tree, name);
  return [...(meant ? [fix(`Change to \`$${meant}\``, span, `$${meant}`, false)] : []), ...(added ? [added] : [])];
}

// The names in the form of the compiler. The list and its names are limited, because each use of an undefined param has them in its message.
const MAX_LISTED = 50;
const MAX_NAME = 100;
const lists = new WeakMap<Params, string>();

function listOf(params: Params): string {
  const list = lists.get(params) ?? written([...params.values.keys()]);
  lists.set(params, list);
  return list;
}

const written = (names: readonly string[]): string =>
  firstFew(names, MAX_LISTED, { text: name => `'${textOrLength(name, MAX_NAME)}'` });
