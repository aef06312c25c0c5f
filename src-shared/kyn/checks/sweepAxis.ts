// Reports sweep axes that cannot vary anything: no param has their name, or they have no values.

import { type Diagnostic, type Fix, fix } from '../../text/diagnostic';
import { shortText } from '../../text/shortText';
import { shift } from '../../text/span';
import type { Check } from '../check';
import { addLine } from '../fixes/addLine';
import { isLiteral, literalsOf } from '../names/literals';
import { blocksOf, type Params } from '../names/scope';
import { MAX_SUGGESTIONS, nearestParam } from '../names/suggestions';
import type { Block, Entry, SyntaxTree, Value } from '../syntax/ast';
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
  *block({ block, params }) {
    const { keyword, entries } = block;
    let suggestions = 0;
    if (keyword !== 'sweep') return;
    for (const entry of entries) {
      const { key, value } = entry;
      if (value?.kind === 'list' && value.items.length === 0)
        yield {
          message: `The sweep axis \`${key.text}\` has no values, so the sweep has no combinations.`,
          span: value.span,
          fixes: values(params, key.text, value),
        };
      // An incomplete entry has a finding of its own.
      if (params.values.has(key.text) || !params.complete || !entry.complete) continue;
      const meant = suggestions++ < MAX_SUGGESTIONS ? nearestParam(key.text, params) : undefined;
      yield {
        message: `The sweep axis \`${key.text}\` does not name a param${meant ? `; did you mean \`${meant}\`?` : '; add it to the `params` block.'}`,
        span: key.span,
        fixes: meant ? [changed(block, entry, meant)] : [],
      };
    }
  },
  fixesInFile: (found, { tree }) => (found.fixes.length === 0 ? declarations(found, tree) : []),
};

const changed = (block: Block, entry: Entry, meant: string): Fix =>
  isAxis(block, meant) ? removal(block, entry) : fix(`Change to \`${meant}\``, entry.key.span, meant, false);

// For an axis without a similar param: adds the param, and uses it if there is exactly one key that it can belong to.
function declarations({ span }: Diagnostic, tree: SyntaxTree): Fix[] {
  const sweep = blocksOf(tree, 'sweep').find(p => p.at <= span.start && span.start < p.at + p.item.text.length);
  const axis = sweep?.item.entries.find(e => sweep.at + e.key.span.start === span.start);
  if (!sweep || axis?.value?.kind !== 'list') return [];
  const places = literalsOf(tree, axis.key.text);
  const use = places.length === 1 ? places[0] : undefined;
  const standard = use?.value ?? axis.value.items.find(v => isLiteral(v));
  if (!standard) return [removal(sweep.item, axis, sweep.at)];
  const line = `${axis.key.text} = ${valueSource(standard)}`;
  const used = use ? [{ span: use.span, text: `$${axis.key.text}` }] : [];
  const edits = [addLine(tree, 'params', line), ...used].sort((a, b) => a.span.start - b.span.start);
  const title = `Add \`${shortText(line)}\` to \`params\`${use ? ` and use it in the \`${use.keyword}\` block` : ''}`;
  return [{ title, edits, safe: false }];
}

const removal = (block: Block, entry: Entry, at = 0): Fix =>
  fix('Remove this axis', shift(wholeLines(block, entry.span), at), '', false);

const isAxis = ({ entries }: Block, name: string): boolean => entries.some(e => e.key.text === name);

// The default of the param is a valid first value.
function values(params: Params, name: string, list: Value): Fix[] {
  const value = params.values.get(name);
  if (!value || value.kind === 'param' || value.kind === 'bad') return [];
  const written = value.kind === 'list' ? valueSource(value) : `[${valueSource(value)}]`;
  return written === '[]' ? [] : [fix(`Write \`${shortText(written)}\``, list.span, written, false)];
}
