// Reports sweep axes that cannot vary anything: no param has their name, or they have no values.

import { type Fix, fix } from '../../text/diagnostic';
import { shortText } from '../../text/shortText';
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import { addLine } from '../fixes/addLine';
import { hasKey } from '../names/entriesByKey';
import { isLiteral, literalsOf } from '../names/literals';
import { blocksOf, type Params } from '../names/scope';
import { MAX_SUGGESTIONS, nearestParam } from '../names/suggestions';
import type { Block, Entry, SyntaxTree } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { valueSource } from '../syntax/valueSource';

/** A sweep axis does not name a param, or has no values. */
export const sweepAxis: Check = {
  code: 'sweep-axis',
  severity: 'error',
  stage: 'composition',
  summary: 'A sweep axis does not name a param, or has no values. An axis sets a param as `--param` does.',
  example: 'params:\n    lr = 0.1\n\nsweep:\n    rate = [0.1, 0.2]\n',
  fix: 'Name a param of the `params` block, and give at least one value.',
  // A check of the file, not of a block: the number of suggestions is limited for all sweep blocks together.
  *file({ tree, scope: { params } }) {
    let reported = 0;
    for (const axis of axesOf(tree)) {
      const { key, value, complete } = axis.entry;
      const isEmpty = value?.kind === 'list' && value.items.length === 0;
      // An incomplete entry has a finding of its own.
      const isUnknown = complete && params.complete && !params.values.has(key.text);
      if (!isEmpty && !isUnknown) continue;
      const hasFixes = reported++ < MAX_SUGGESTIONS;
      if (isEmpty)
        yield {
          message: `The sweep axis \`${key.text}\` has no values, so the sweep has no combinations.`,
          span: shift(value.span, axis.at),
          fixes: hasFixes ? valueFixes(axis, params) : [],
        };
      if (isUnknown) yield unknownAxis(axis, hasFixes ? { tree, params } : undefined);
    }
  },
};

/** An axis and the offset of its block. */
interface Axis {
  readonly block: Block;
  readonly entry: Entry;
  readonly at: number;
}

function* axesOf(tree: SyntaxTree): Iterable<Axis> {
  for (const { at, item } of blocksOf(tree, 'sweep'))
    for (const entry of item.entries) yield { block: item, entry, at };
}

interface FixContext {
  readonly tree: SyntaxTree;
  readonly params: Params;
}

function unknownAxis(axis: Axis, context: FixContext | undefined): Report {
  const { text, span } = axis.entry.key;
  const meant = context && nearestParam(text, context.params);
  const advice = meant ? `; did you mean \`${meant}\`?` : '; add it to the `params` block.';
  return {
    message: `The sweep axis \`${text}\` does not name a param${advice}`,
    span: shift(span, axis.at),
    fixes: meant ? [changed(axis, meant)] : context ? declarations(axis, context.tree) : [],
  };
}

const changed = (axis: Axis, meant: string): Fix =>
  hasKey(axis.block, meant)
    ? removal(axis)
    : fix(`Change to \`${meant}\``, shift(axis.entry.key.span, axis.at), meant, false);

// For an axis without a similar param: adds the param, and uses it if there is exactly one key that it can belong to.
function declarations(axis: Axis, tree: SyntaxTree): Fix[] {
  const { key, value } = axis.entry;
  if (value?.kind !== 'list') return [];
  const places = literalsOf(tree, key.text);
  const use = places.length === 1 ? places[0] : undefined;
  const standard = use?.value ?? value.items.find(v => isLiteral(v));
  if (!standard) return [removal(axis)];
  const line = `${key.text} = ${valueSource(standard)}`;
  const used = use ? [{ span: use.span, text: `$${key.text}` }] : [];
  const edits = [addLine(tree, 'params', line), ...used].sort((a, b) => a.span.start - b.span.start);
  const title = `Add \`${shortText(line)}\` to \`params\`${use ? ` and use it in the \`${use.keyword}\` block` : ''}`;
  return [{ title, edits, safe: false }];
}

const removal = ({ block, entry, at }: Axis): Fix =>
  fix('Remove this axis', shift(wholeLines(block, entry.span), at), '', false);

// The default of the param is a valid first value.
function valueFixes({ entry, at }: Axis, params: Params): Fix[] {
  const value = params.values.get(entry.key.text);
  if (!value || value.kind === 'param' || value.kind === 'bad' || entry.value === undefined) return [];
  const written = value.kind === 'list' ? valueSource(value) : `[${valueSource(value)}]`;
  if (written === '[]') return [];
  return [fix(`Write \`${shortText(written)}\``, shift(entry.value.span, at), written, false)];
}
