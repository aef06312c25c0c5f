// What can be written at a place of a spec: blocks, keys that are not set yet, layers, words of the catalogue, names, `$params`.

import { blocks, type KeySpec, keySpec, wordStatus } from '../catalogue';
import { axisText } from '../hover/names';
import { writtenArguments } from '../hover/signature';
import { blockText, keyText, wordText } from '../hover/text';
import type { Block, Item } from '../syntax/ast';
import { blockKeywords } from '../syntax/chunks';
import { parameterAt } from '../syntax/lineContext';
import type { TokenKind } from '../syntax/tokens';
import { valueSource } from '../syntax/valueSource';
import { wordOfKey } from '../training/trainTarget';
import { layerSpec, layerSpecs } from '../types/layers';
import { type Completion, type CompletionInput, type CursorContext, cursorContextAt } from './cursorContext';
import { blockTemplate, layerTemplate, namesSet, tabStops, valueTemplate } from './snippets';
import { valueCompletions } from './values';

/** Everything that can be written at an offset; the editor filters by what is typed. Nothing in strings, comments and numbers. */
export function complete(input: CompletionInput, offset: number): Completion[] {
  const place = cursorContextAt(input, offset);
  if (!place) return [];
  const isParam = place.word.startsWith('$');
  // A line never begins with a `$name`.
  if (isParam && place.start) return [];
  if (place.start === 'column') return keywords(place);
  const { block } = place;
  if (!block?.keyword || place.raw[0]?.kind !== 'blank') return [];
  const found = block.keyword === 'model' ? inModel(place) : inEntries(place, block);
  return isParam ? found.filter(c => c.kind === 'param') : found;
}

function keywords({ input, replaces, rest }: CursorContext): Completion[] {
  // A header that is only begun may become any block.
  const isWhole = (item: Item): item is Block => item.kind === 'block' && item.header.text === item.keyword;
  const used = new Set(input.tree.items.map(({ item }) => (isWhole(item) ? item.keyword : undefined)));
  const open = blockKeywords.filter(k => blocks[k].max === 'many' || !used.has(k));
  // Where a header stands already only its word is exchanged.
  const isAlone = rest === '';
  const headers = open.map(
    (k): Completion => ({
      label: k,
      kind: 'keyword',
      insert: isAlone ? blockTemplate(k, input) : k,
      snippet: isAlone,
      replaces,
      detail: blocks[k].named ? `${k} <name>:` : `${k}:`,
      doc: blockText(k),
    }),
  );
  return [...headers, importCompletion(replaces, isAlone)];
}

const importCompletion = (replaces: CursorContext['replaces'], isAlone: boolean): Completion => ({
  label: 'import',
  kind: 'keyword',
  insert: isAlone ? 'import "${1:other}.kyn"' : 'import',
  snippet: isAlone,
  replaces,
  detail: 'import "<path>"',
  doc: 'Takes the datasets and models of another file. The path is relative to this file.',
});

// Behind these a value begins; behind anything else one stands already.
const OPENS_VALUE: ReadonlySet<TokenKind | undefined> = new Set(['=', ',', '(', '[']);

function inEntries(place: CursorContext, block: Block): Completion[] {
  const { tokens, input } = place;
  if (place.start) return block.keyword === 'sweep' ? axes(place, block) : keys(place, block);
  const [first, second] = tokens;
  // A value of params is written out, and an axis lists such values; what they are for is not known here.
  if (block.keyword === 'params' || block.keyword === 'sweep') return [];
  if (first?.kind !== 'name' || second?.kind !== '=' || !OPENS_VALUE.has(tokens.at(-1)?.kind)) return [];
  const spec = block.keyword && keySpec(block.keyword, input.tree.text.slice(first.start, first.end));
  return valueCompletions(place, { type: spec?.type, defaultText: spec?.default });
}

// In canonical order, in which the keys that a block must have stand before the others.
function keys(place: CursorContext, block: Block): Completion[] {
  const { keyword } = block;
  const set = namesSet(block);
  const isOpen = (spec: KeySpec): boolean => !set.has(spec.name) && !(isOnnxOnly(spec) && isOtherFormat(place, block));
  const missing = (keyword ? blocks[keyword].keys : []).filter(spec => isOpen(spec) || spec.name === place.word);
  const isRequired = (spec: KeySpec): boolean => spec.required === true || (spec.required === 'onnx' && isOnnx(block));
  return missing.map((spec, i) => keyCompletion(place, spec, i === 0 && isRequired(spec)));
}

const isOnnx = (block: Block): boolean =>
  block.entries.some(({ key, value }) => key.text === 'format' && value?.kind === 'name' && value.text === 'onnx');

const isOnnxOnly = ({ name }: KeySpec): boolean => name === 'input_shape' || name === 'opset';

// What is not told yet may become onnx.
function isOtherFormat({ input }: CursorContext, block: Block): boolean {
  const format = wordOfKey(block, 'format', input.scope.params);
  return format !== undefined && format !== 'onnx' && wordStatus('format', format) !== undefined;
}

function keyCompletion({ input, block, replaces, rest }: CursorContext, spec: KeySpec, preselect: boolean): Completion {
  // Where a value stands already only the key is exchanged.
  const isAlone = rest === '';
  return {
    label: spec.name,
    kind: 'key',
    insert: isAlone ? `${spec.name} = ${valueTemplate(spec, input, tabStops())}` : spec.name,
    snippet: isAlone,
    replaces,
    detail: needText(spec),
    ...(block?.keyword && { doc: keyText(block.keyword, spec, input.options) }),
    ...(preselect && { preselect }),
  };
}

function needText({ required, default: usual }: KeySpec): string {
  if (required === true) return 'required';
  if (required) return `required for ${required}`;
  return usual === undefined ? 'optional' : `default ${usual}`;
}

function axes(place: CursorContext, block: Block): Completion[] {
  const { input, replaces, rest } = place;
  const set = namesSet(block);
  const isAlone = rest === '';
  return [...input.scope.params.values].flatMap(([name, value]) =>
    set.has(name) && name !== place.word
      ? []
      : {
          label: name,
          kind: 'param',
          insert: isAlone ? `${name} = [$1]` : name,
          snippet: isAlone,
          replaces,
          detail: value ? `= ${valueSource(value)}` : '',
          doc: axisText(input, name),
        },
  );
}

function inModel(place: CursorContext): Completion[] {
  if (place.start) return layers(place);
  const { tokens, raw, input, replaces } = place;
  const [name] = tokens;
  if (!name || (raw.at(-1)?.kind !== 'blank' && raw.at(-1)?.kind !== '=')) return [];
  const spec = layerSpec(input.tree.text.slice(name.start, name.end));
  const line = { text: input.tree.text, tokens: raw.slice(raw.indexOf(name) + 1), offset: replaces.start };
  const argument = spec && parameterAt(spec.args, writtenArguments(line));
  return argument ? valueCompletions(place, { type: argument.type }) : [];
}

function layers({ input, replaces, block, rest, word }: CursorContext): Completion[] {
  const hasInput = block?.layers.some(l => l.name.text === 'input') && word !== 'input';
  const isAlone = rest === '';
  return layerSpecs
    .filter(spec => spec.name !== 'input' || !hasInput)
    .map(spec => {
      const doc = wordText('layer', spec.name, input);
      const insert = isAlone ? layerTemplate(spec.name) : spec.name;
      return {
        label: spec.name,
        kind: 'layer',
        insert,
        snippet: insert !== spec.name,
        replaces,
        detail: spec.form,
        ...(doc !== undefined && { doc }),
      };
    });
}
