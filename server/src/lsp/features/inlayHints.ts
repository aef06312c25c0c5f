// Inlay hints: output width and parameters of each layer, the total of a model, the value of `$name`. Each type has a setting.
import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import type { Block } from '../../../../src-shared/kyn/syntax/ast';
import { itemsBetween } from '../../../../src-shared/kyn/syntax/itemAt';
import { shownValue } from '../../../../src-shared/kyn/syntax/valueSource';
import { type LayerHint, layerHints } from '../../../../src-shared/kyn/training/layerHints';
import type { InlayHintSettings } from '../../../../src-shared/protocol/settings';
import { numberText } from '../../../../src-shared/text/numberText';
import { shortText } from '../../../../src-shared/text/shortText';
import { touches } from '../../../../src-shared/text/span';
import { toSpan } from '../base/convert';
import { InlayHintKind } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';
import type { Spec } from '../workspace/workspaceView';

/** Shown characters of a value; the tooltip contains all. */
const MAX_VALUE = 30;

/** `textDocument/inlayHint`. */
export const inlayHints = lspFeature<InlayHintParams, InlayHint[]>({
  method: 'textDocument/inlayHint',
  capabilities: client => (client.inlayHints ? { inlayHintProvider: true } : {}),
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, range }) => {
    const spec = workspace.spec(uri);
    if (!spec) return [];
    const shown = workspace.settingsFor(spec.open.path).inlayHints;
    const visible = toSpan(spec.doc, range);
    const { tree } = spec.analysis;
    const { from, to } = itemsBetween(tree, visible);
    return tree.items
      .slice(from, to)
      .flatMap(({ at, item }) =>
        (item.kind === 'block' ? hintsOf(item, spec, shown) : []).flatMap(({ offset, ...hint }) =>
          touches(visible, at + offset) ? [{ ...hint, position: spec.doc.positionAt(at + offset) }] : [],
        ),
      );
  },
});

/** A hint at an offset of its block. Positions are computed only for visible hints. */
type Hint = Omit<InlayHint, 'position'> & { readonly offset: number };

function hintsOf(block: Block, spec: Spec, shown: InlayHintSettings): Hint[] {
  return [
    ...(shown.paramValues ? paramHints(block, spec) : []),
    ...(block.keyword === 'model' ? shapeHints(block, spec, shown) : []),
  ];
}

function paramHints(block: Block, { analysis }: Spec): Hint[] {
  return block.params.flatMap(({ text, span }) => {
    const value = analysis.scope.params.values.get(text);
    if (!value || value.kind === 'bad') return [];
    const source = shownValue(value);
    const short = shortText(source, MAX_VALUE);
    return [hint(span.end, `= ${short}`, short === source ? undefined : source, InlayHintKind.Parameter)];
  });
}

function shapeHints(
  block: Block,
  { analysis }: Spec,
  { shapes, parameterCounts, modelTotals }: InlayHintSettings,
): Hint[] {
  const { total, layers } = layerHints(block, analysis.scope.params);
  const lines = layers.flatMap(layer => {
    const label = layerLabel(layer, { shapes, parameterCounts });
    return label === '' ? [] : [hint(layer.at, label, parameterCounts ? layer.formula : undefined)];
  });
  if (!modelTotals || !total) return lines;
  // After the colon, if the header has one.
  const end = total.at + (block.text[total.at] === ':' ? 1 : 0);
  return [hint(end, `${numberText(total.params ?? 0)} params`, total.formula), ...lines];
}

const layerLabel = ({ width, params }: LayerHint, shown: { shapes: boolean; parameterCounts: boolean }): string =>
  [
    ...(shown.shapes && width !== undefined ? [`→ ${numberText(width)}`] : []),
    ...(shown.parameterCounts && params !== undefined ? [`${numberText(params)} params`] : []),
  ].join(' · ');

const hint = (offset: number, label: string, tooltip?: string, kind: InlayHintKind = InlayHintKind.Type): Hint => ({
  offset,
  label,
  kind,
  paddingLeft: true,
  ...(tooltip !== undefined && { tooltip }),
});
