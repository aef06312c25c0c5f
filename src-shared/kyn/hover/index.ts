// What stands at a place of a spec, explained in Markdown: the one source of hovers. Blanks, comments and punctuation have no explanation.
import { type Span, shift, span } from '../../text/span';
import { callSpec, keySpec, type ValueType } from '../catalogue';
import type { Argument, Block, Entry, Layer, Value } from '../syntax/ast';
import { itemAt } from '../syntax/itemAt';
import { tokenUnder } from '../syntax/lineContext';
import type { TokenKind } from '../syntax/tokens';
import { bindLayer } from '../types/layers';
import { layerText } from './layers';
import { axisText, combinationsText, datasetText, type HoverInput, importText, modelText, paramText } from './names';
import { argumentText, blockText, keyText, layerArgumentText, paragraphs, wordText } from './text';

/** An explanation of a stretch of the text; the span is absolute. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

const EXPLAINED: ReadonlySet<TokenKind> = new Set(['name', 'int', 'float', 'string', 'param']);

/** What stands at an offset; undefined where nothing can be said. */
export function hoverAt(input: HoverInput, offset: number): HoverText | undefined {
  const placed = itemAt(input.tree, offset);
  if (!placed) return undefined;
  const { at, item } = placed;
  const token = tokenUnder(item.text, offset - at);
  if (!token || !EXPLAINED.has(token.kind)) return undefined;
  const markdown =
    item.kind === 'block'
      ? inBlock({ input, at: token.start, block: item })
      : item.kind === 'import' && token.start <= (item.path?.span.start ?? -1)
        ? importText(input, { at, item })
        : undefined;
  return markdown === undefined ? undefined : { span: shift(span(token.start, token.end), at), markdown };
}

/** A place in a block; `at` is relative to it. */
interface Place {
  readonly input: HoverInput;
  readonly block: Block;
  readonly at: number;
}

const holds = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

function inBlock(place: Place): string | undefined {
  const { block, at } = place;
  if (holds(block.header.span, at)) return headerText(place);
  if (block.name && holds(block.name.span, at)) return declarationText(place);
  const layer = block.layers.find(l => holds(l.span, at));
  if (layer) return inLayer(place, layer);
  const entry = block.entries.find(e => holds(e.span, at));
  return entry && inEntry(place, entry);
}

// A mistyped keyword has its finding; what was meant is not said as if it stood there.
function headerText({ input, block }: Place): string | undefined {
  if (block.keyword === undefined || block.header.text !== block.keyword) return undefined;
  return paragraphs(blockText(block.keyword), block.keyword === 'sweep' ? combinationsText(input.tree) : '');
}

function declarationText({ input, block }: Place): string | undefined {
  const { models, datasets } = input.scope;
  const isHere = (d: { block: Block; file?: unknown }): boolean => d.block === block && d.file === undefined;
  if (block.keyword === 'model') {
    const found = models.find(isHere);
    return found && modelText(input, found);
  }
  const found = datasets.find(isHere);
  return found && datasetText(input, found);
}

function inLayer(place: Place, layer: Layer): string | undefined {
  const { input, block, at } = place;
  if (holds(layer.name.span, at)) return layerText(input, block, layer);
  const written = layer.args.find(a => holds(a.value.span, at) || (a.key && holds(a.key.span, at)));
  const arg = bindLayer(layer)?.bound.find(b => b.value === written?.value)?.arg;
  if (!written) return undefined;
  const owner = arg && layerArgumentText(layer.name.text, arg, input.options);
  return inArgument(place, written, { owner, type: arg?.type });
}

/** What a value is for: its type, and the explanation of the key or argument that it belongs to. */
interface Purpose {
  readonly owner: string | undefined;
  readonly type: ValueType | undefined;
}

const inArgument = (place: Place, { key, value }: Argument, purpose: Purpose): string | undefined =>
  key && holds(key.span, place.at) ? purpose.owner : inValue(place, value, purpose);

function inEntry(place: Place, { key, value }: Entry): string | undefined {
  const { block, at } = place;
  const spec = block.keyword && keySpec(block.keyword, key.text);
  const owner = ownerText(place, key.text);
  if (holds(key.span, at)) return owner;
  return value && holds(value.span, at) ? inValue(place, value, { owner, type: spec?.type }) : undefined;
}

function ownerText({ input, block: { keyword } }: Place, key: string): string | undefined {
  if (keyword === 'params') return paramText(input, key);
  if (keyword === 'sweep') return axisText(input, key);
  const spec = keyword && keySpec(keyword, key);
  return spec && keyword && keyText(keyword, spec, input.options);
}

function inValue(place: Place, value: Value, purpose: Purpose): string | undefined {
  switch (value.kind) {
    case 'param':
      return paramText(place.input, value.name);
    case 'list':
      return inList(place, value.items, purpose);
    case 'call':
      return inCall(place, value, purpose);
    case 'name':
      return nameText(place, value.text, purpose);
    default:
      return purpose.owner;
  }
}

function inList(place: Place, items: readonly Value[], { owner, type }: Purpose): string | undefined {
  const item = items.find(i => holds(i.span, place.at));
  return item && inValue(place, item, { owner, type: type?.kind === 'list' ? type.of : undefined });
}

function inCall(place: Place, call: Value & { kind: 'call' }, { type }: Purpose): string | undefined {
  const { at, input } = place;
  const { callee, args } = call;
  const spec = callSpec(callee.text);
  if (holds(callee.span, at)) {
    const list = type?.kind === 'call' ? type.callee : spec?.list;
    return list && wordText(list, callee.text, input);
  }
  const index = args.findIndex(a => holds(a.value.span, at) || (a.key && holds(a.key.span, at)));
  const written = args[index];
  if (!written) return undefined;
  const arg = written.key ? spec?.args.find(a => a.name === written.key?.text) : spec?.args[index];
  const owner = arg && argumentText(callee.text, arg, input.options);
  return inArgument(place, written, { owner, type: arg?.type });
}

function nameText({ input }: Place, name: string, { owner, type }: Purpose): string | undefined {
  const { models, datasets } = input.scope;
  if (type?.kind === 'word') return wordText(type.words, name, input);
  if (type?.kind !== 'ref') return owner;
  const found = (type.to === 'model' ? models : datasets).find(d => d.name === name);
  return found && (type.to === 'model' ? modelText(input, found) : datasetText(input, found));
}
