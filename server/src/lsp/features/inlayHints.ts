// Inlay hints: output width and parameters of each layer, the sum of a model, the value of `$name`.
import { type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver';
import type { Block, Placed } from '../../../../src-shared/kyn/ast';
import { shapesOf } from '../../../../src-shared/kyn/shapes';
import { valueSource } from '../../../../src-shared/kyn/valueSource';
import { toSpan } from '../convert';
import { lspFeature } from '../feature';
import type { Spec } from '../workspace';

/** `textDocument/inlayHint`. */
export const inlayHints = lspFeature<InlayHintParams, InlayHint[]>({
  method: 'textDocument/inlayHint',
  capabilities: { inlayHintProvider: true },
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, range }) => {
    const spec = workspace.spec(uri);
    if (!spec) return [];
    const asked = toSpan(spec.doc, range);
    const near = spec.analysis.tree.items.filter(
      (p): p is Placed<Block> =>
        p.item.kind === 'block' && p.at <= asked.end && p.at + p.item.text.length >= asked.start,
    );
    return near.flatMap(placed => [
      ...paramHints(spec, placed),
      ...(placed.item.keyword === 'model' ? shapeHints(spec, placed) : []),
    ]);
  },
});

function paramHints({ doc, analysis }: Spec, { at, item }: Placed<Block>): InlayHint[] {
  return item.params.flatMap(({ text, span }) => {
    const value = analysis.scope.params.values.get(text);
    return value
      ? [
          {
            position: doc.positionAt(at + span.end),
            label: `= ${valueSource(value)}`,
            kind: InlayHintKind.Parameter,
            paddingLeft: true,
          },
        ]
      : [];
  });
}

function shapeHints({ doc, analysis }: Spec, { at, item }: Placed<Block>): InlayHint[] {
  const { layers, params } = shapesOf(item, analysis.scope.params);
  const hints = layers.flatMap(({ layer, width, params: own }): InlayHint[] => {
    if (width === undefined || layer.name.text === 'input') return [];
    const label = `→ ${number(width)}${own ? ` · ${number(own)} params` : ''}`;
    return [{ position: doc.positionAt(at + layer.span.end), label, kind: InlayHintKind.Type, paddingLeft: true }];
  });
  const end = item.name?.span.end;
  if (params === undefined || params === 0 || end === undefined) return hints;
  return [
    {
      position: doc.positionAt(at + end + 1),
      label: `${number(params)} params`,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    },
    ...hints,
  ];
}

const number = (n: number): string => n.toLocaleString('en-US');
