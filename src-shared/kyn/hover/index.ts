// The hover at an offset of a spec, as Markdown. Blanks, comments and punctuation have no hover.

import { type Span, shift, span } from '../../text/span';
import { callSpec, keySpec, type ValueType } from '../catalogue';
import type { SpecModel } from '../names/specModel';
import type { Argument, Block, Entry, Layer, Value } from '../syntax/ast';
import { itemAt } from '../syntax/itemAt';
import { tokenUnder } from '../syntax/lineContext';
import type { TokenKind } from '../syntax/tokens';
import { bindLayer } from '../types/layers';
import { layerText } from './layers';
import { axisText, combinationsText, datasetText, importText, modelText, paramText } from './names';
import { argumentText, blockText, keyText, layerArgumentText, paragraphs, wordText } from './text';

/** The hover for a span of the text; the span is absolute. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

const HOVERABLE: ReadonlySet<TokenKind> = new Set(['name', 'int', 'float', 'string', 'param']);

/** The hover at an offset; undefined if there is none. */
export function hoverAt(input: SpecModel, offset: number): HoverText | undefined {
  const placed = itemAt(input.tree, offset);
  if (!placed) return undefined;
  const { at, item } = placed;
  const token = tokenUnder(item.text, offset - at);
  if (!token || !HOVERABLE.has(token.kind)) return undefined;
  const markdown =
    item.kind === 'block'
      ? hoverBlock({ input, at: token.start, block: item })
      : item.kind === 'import' && token.start <= (item.path?.span.start ?? -1)
        ? importText(input, { at, item })
        : undefined;
  return markdown === undefined ? undefined : { span: shift(span(token.start, token.end), at), markdown };
}

/** A position in a block; `at` is relative to it. */
interface BlockPosition {
  readonly input: SpecModel;
  readonly block: Block;
  readonly at: number;
}

const contains = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

function hoverBlock(position: BlockPosition): string | undefined {
  const { block, at } = position;
  if (contains(block.header.span, at)) return headerText(position);
  if (block.name && contains(block.name.span, at)) return declarationText(position);
  const layer = block.layers.find(l => contains(l.span, at));
  if (layer) return hoverLayer(position, layer);
  const entry = block.entries.find(e => contains(e.span, at));
  return entry && hoverEntry(position, entry);
}

// A mistyped keyword has its own finding, so it gets no hover of the intended keyword.
function headerText({ input, block }: BlockPosition): string | undefined {
  if (block.keyword === undefined || block.header.text !== block.keyword) return undefined;
  return paragraphs(blockText(block.keyword), block.keyword === 'sweep' ? combinationsText(input.tree) : '');
}

function declarationText({ input, block }: BlockPosition): string | undefined {
  const { all } = input.scope.declared;
  const isHere = (d: { block: Block; file?: unknown }): boolean => d.block === block && d.file === undefined;
  if (block.keyword === 'model') {
    const found = all('model').find(isHere);
    return found && modelText(input, found);
  }
  const found = all('dataset').find(isHere);
  return found && datasetText(input, found);
}

function hoverLayer(position: BlockPosition, layer: Layer): string | undefined {
  const { input, block, at } = position;
  if (contains(layer.name.span, at)) return layerText(input, block, layer);
  const written = layer.args.find(a => contains(a.value.span, at) || (a.key && contains(a.key.span, at)));
  const arg = bindLayer(layer)?.bound.find(b => b.value === written?.value)?.arg;
  if (!written) return undefined;
  const owner = arg && layerArgumentText(layer.name.text, arg, input.options);
  return hoverArgument(position, written, { owner, type: arg?.type });
}

/** The purpose of a value: its type, and the hover text of its key or argument. */
interface Purpose {
  readonly owner: string | undefined;
  readonly type: ValueType | undefined;
}

const hoverArgument = (position: BlockPosition, { key, value }: Argument, purpose: Purpose): string | undefined =>
  key && contains(key.span, position.at) ? purpose.owner : hoverValue(position, value, purpose);

function hoverEntry(position: BlockPosition, { key, value }: Entry): string | undefined {
  const { block, at } = position;
  const spec = block.keyword && keySpec(block.keyword, key.text);
  const owner = ownerText(position, key.text);
  if (contains(key.span, at)) return owner;
  return value && contains(value.span, at) ? hoverValue(position, value, { owner, type: spec?.type }) : undefined;
}

function ownerText({ input, block: { keyword } }: BlockPosition, key: string): string | undefined {
  if (keyword === 'params') return paramText(input, key);
  if (keyword === 'sweep') return axisText(input, key);
  const spec = keyword && keySpec(keyword, key);
  return spec && keyword && keyText(keyword, spec, input.options);
}

function hoverValue(position: BlockPosition, value: Value, purpose: Purpose): string | undefined {
  switch (value.kind) {
    case 'param':
      return paramText(position.input, value.name);
    case 'list':
      return hoverList(position, value.items, purpose);
    case 'call':
      return hoverCall(position, value, purpose);
    case 'name':
      return nameText(position, value.text, purpose);
    default:
      return purpose.owner;
  }
}

function hoverList(position: BlockPosition, items: readonly Value[], { owner, type }: Purpose): string | undefined {
  const item = items.find(i => contains(i.span, position.at));
  return item && hoverValue(position, item, { owner, type: type?.kind === 'list' ? type.of : undefined });
}

function hoverCall(position: BlockPosition, call: Value & { kind: 'call' }, { type }: Purpose): string | undefined {
  const { at, input } = position;
  const { callee, args } = call;
  const spec = callSpec(callee.text);
  if (contains(callee.span, at)) {
    const list = type?.kind === 'call' ? type.callee : spec?.list;
    return list && wordText(list, callee.text, input);
  }
  const index = args.findIndex(a => contains(a.value.span, at) || (a.key && contains(a.key.span, at)));
  const written = args[index];
  if (!written) return undefined;
  const arg = written.key ? spec?.args.find(a => a.name === written.key?.text) : spec?.args[index];
  const owner = arg && argumentText(callee.text, arg, input.options);
  return hoverArgument(position, written, { owner, type: arg?.type });
}

function nameText({ input }: BlockPosition, name: string, { owner, type }: Purpose): string | undefined {
  if (type?.kind === 'word') return wordText(type.words, name, input);
  if (type?.kind !== 'ref') return owner;
  const found = input.scope.declared.named(type.to, name)[0];
  return found && (type.to === 'model' ? modelText(input, found) : datasetText(input, found));
}
