// Params hold plain values.
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

/** A param is something else than a number, a string, a boolean or a list. */
export const paramValue: Check = {
  code: 'param-value',
  severity: 'error',
  stage: 'composition',
  summary: 'A param is a number, a string, true or false, or a list.',
  example: 'params:\n    opt = adam(lr=0.1)\n',
  fix: 'Write the value itself where it is used, or a plain value here.',
  *file(context) {
    let left = MAX_CURED;
    for (const placed of blocksOf(context.tree, 'params'))
      for (const entry of offenders(placed.item))
        yield {
          message: `The param ${entry.key.text} must be a number, a string, true or false, or a list, not ${valueText(entry.value)}.`,
          span: shift(entry.value.span, placed.at),
          fixes: entry.complete && left-- > 0 ? inlined(context, placed, entry) : [],
        };
  },
};

// To cure one, all blocks are looked at; nobody has more of them.
const MAX_CURED = 20;

type Offender = Entry & { readonly value: Value };

const found = new WeakMap<Block, readonly Offender[]>();

function offenders(block: Block): readonly Offender[] {
  const known =
    found.get(block) ?? block.entries.filter((e): e is Offender => e.value !== undefined && !PLAIN.has(e.value.kind));
  found.set(block, known);
  return known;
}

// The value goes to every place that uses the param, and the param goes. An imported file that uses it cannot be changed from here.
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
  // Another param cannot hold the value either.
  if (uses.length > MAX_USES || users.some(p => p.item.keyword === 'params' || p.item.keyword === 'sweep')) return [];
  const line = shift(wholeLines(placed.item, entry.span), placed.at);
  const edits = [...uses, { span: line, text: '' }].sort((a, b) => a.span.start - b.span.start);
  const title =
    uses.length === 0 ? `Remove the param ${name}` : `Write ${valueText(entry.value)} where $${name} is used`;
  return [{ title, edits, safe: false }];
}

// A change of more places than this deserves a look at each of them.
const MAX_USES = 100;
