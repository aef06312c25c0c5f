// Expanding selection: word, value, entry or layer, block, file.
import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import type { Item, Value } from '../../../../src-shared/kyn/syntax/ast';
import { type Span, shift, span, touches } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import type { SpecSyntax } from '../workspace/workspaceView';

/** `textDocument/selectionRange`. */
export const selectionRange = lspFeature<SelectionRangeParams, SelectionRange[]>({
  method: 'textDocument/selectionRange',
  capabilities: { selectionRangeProvider: true },
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, positions }) => {
    const spec = workspace.syntaxOf(uri);
    return spec ? positions.map(position => rangesAt(spec, spec.doc.offsetAt(position))) : [];
  },
});

function rangesAt({ doc, tree }: SpecSyntax, offset: number): SelectionRange {
  const placed = tree.items.findLast(p => p.at <= offset);
  const spans = [
    span(0, tree.text.length),
    ...(placed ? spansIn(placed.item, offset - placed.at).map(s => shift(s, placed.at)) : []),
  ];
  const distinct = spans.filter((s, i) => i === 0 || s.start !== spans[i - 1]?.start || s.end !== spans[i - 1]?.end);
  return distinct
    .map(s => toRange(doc, s))
    .reduce<SelectionRange | undefined>(
      (parent, range) => ({ range, ...(parent && { parent }) }),
      undefined,
    ) as SelectionRange;
}

// From the outermost to the innermost.
function spansIn(item: Item, offset: number): Span[] {
  const whole = span(0, item.text.trimEnd().length);
  if (item.kind !== 'block') return touches(whole, offset) ? [whole] : [];
  const entry = item.entries.find(e => touches(e.span, offset));
  const layer = item.layers.find(l => touches(l.span, offset));
  const values = entry?.value ? [entry.value] : (layer?.args.map(a => a.value) ?? []);
  const names = [item.header, item.name, entry?.key, layer?.name].flatMap(n =>
    n && touches(n.span, offset) ? [n.span] : [],
  );
  return [
    whole,
    ...(entry ? [entry.span] : []),
    ...(layer ? [layer.span] : []),
    ...values.flatMap(v => inValue(v, offset)),
    ...names,
  ].filter(s => touches(s, offset));
}

function inValue(value: Value, offset: number): Span[] {
  if (!touches(value.span, offset)) return [];
  const inner = value.kind === 'list' ? value.items : value.kind === 'call' ? value.args.map(a => a.value) : [];
  return [value.span, ...inner.flatMap(v => inValue(v, offset))];
}
