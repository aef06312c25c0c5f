// Reports params whose value is not a plain value, such as a call or a name.
import type { Fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Check, FileContext } from '../check';
import { entriesByKey } from '../names/entriesByKey';
import { blocksOf } from '../names/scope';
import type { Block, Entry, Placed, Value } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { valueSource } from '../syntax/valueSource';
import { valueText } from '../types/values';

const PLAIN: ReadonlySet<Value['kind']> = new Set(['int', 'float', 'string', 'bool', 'list', 'bad']);

/** A param is not a number, a string, a boolean or a list. */
export const paramValue: Check = {
  code: 'param-value',
  severity: 'error',
  stage: 'composition',
  summary: 'A param must be a number, a string, `true` or `false`, or a list.',
  example: 'params:\n    opt = adam(lr=0.1)\n',
  fix: 'Write the value itself where it is used, or a plain value here.',
  *file(context) {
    let left = MAX_FIXED;
    for (const placed of blocksOf(context.tree, 'params'))
      for (const entry of offenders(placed.item))
        yield {
          message: `The param \`${entry.key.text}\` must be a number, a string, \`true\` or \`false\`, or a list, not ${valueText(entry.value)}.`,
          span: shift(entry.value.span, placed.at),
          fixes: entry.complete && left-- > 0 ? inlined(context, placed, entry) : [],
        };
  },
};

// Each fix searches all blocks, so only the first findings get one.
const MAX_FIXED = 20;

type Offender = Entry & { readonly value: Value };

const found = new WeakMap<Block, readonly Offender[]>();

function offenders(block: Block): readonly Offender[] {
  const offending =
    found.get(block) ?? block.entries.filter((e): e is Offender => e.value !== undefined && !PLAIN.has(e.value.kind));
  found.set(block, offending);
  return offending;
}

// Replaces each use of the param with its value and removes the param. Uses in imported files cannot be changed.
function inlined({ tree, composition }: FileContext, placed: Placed<Block>, entry: Offender): Fix[] {
  const name = entry.key.text;
  const isAxis = blocksOf(tree, 'sweep').some(p => entriesByKey(p.item).has(name));
  const isTwice = (entriesByKey(placed.item).get(name)?.length ?? 0) > 1;
  if (isAxis || isTwice || composition.files.length > 0) return [];
  const text = valueSource(entry.value);
  const users = tree.items.filter(
    (p): p is Placed<Block> => p.item.kind === 'block' && p.item.params.some(one => one.text === name),
  );
  const uses = users.flatMap(({ at, item }) =>
    item.params.filter(p => p.text === name).map(p => ({ span: shift(p.span, at), text })),
  );
  // A param or sweep axis cannot have such a value either.
  if (uses.length > MAX_USES || users.some(p => p.item.keyword === 'params' || p.item.keyword === 'sweep')) return [];
  const line = shift(wholeLines(placed.item, entry.span), placed.at);
  const edits = [...uses, { span: line, text: '' }].sort((a, b) => a.span.start - b.span.start);
  const title =
    uses.length === 0 ? `Remove the param \`${name}\`` : `Replace \`$${name}\` with ${valueText(entry.value)}`;
  return [{ title, edits, safe: false }];
}

// With more uses than this, the author should review each change.
const MAX_USES = 100;
