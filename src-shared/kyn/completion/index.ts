// Completions at an offset of a spec: blocks, unset keys, layers, words of the catalogue, names and `$params`.

import { span } from '../../text/span';
import { blocks, type KeySpec, keySpec, wordStatus } from '../catalogue';
import { newSpecSnippet } from '../data/newSpec';
import { BODY_INDENT } from '../format/indentation';
import { axisText } from '../hover/names';
import { writtenArguments } from '../hover/signature';
import { blockText, keyText, wordText } from '../hover/text';
import type { Block, Item } from '../syntax/ast';
import { blockKeywords, lineStart } from '../syntax/chunks';
import { parameterAt } from '../syntax/lineContext';
import type { TokenKind } from '../syntax/tokens';
import { shownValue } from '../syntax/valueSource';
import { wordOfKey } from '../training/trainTarget';
import { layerSpec, layerSpecs } from '../types/layers';
import { type Completion, type CompletionInput, type CursorContext, cursorContextAt } from './cursorContext';
import { blockTemplate, layerTemplate, namesSet, tabStops, valueTemplate } from './snippets';
import { valueCompletions } from './values';

/** All completions at an offset; the editor filters them by prefix. None in strings, comments and numbers. */
export function complete(input: CompletionInput, offset: number): Completion[] {
  const context = cursorContextAt(input, offset);
  if (!context) return [];
  const isParam = context.word.startsWith('$');
  // A line never begins with a `$name`.
  if (isParam && context.start) return [];
  if (context.start === 'column') return keywords(context);
  const { block } = context;
  if (!block?.keyword || context.raw[0]?.kind !== 'blank') return [];
  const found = block.keyword === 'model' ? completeModel(context) : completeEntries(context, block);
  if (context.start) return found.map(c => ({ ...c, ...wrongIndentation(context) }));
  return isParam ? found.filter(c => c.kind === 'param') : found;
}

/** The blanks before the first word of a line, where they are not the indentation of a body. */
function wrongIndentation({ input, replaces }: CursorContext): Pick<Completion, 'reindents'> | undefined {
  const { text } = input.tree;
  const at = span(lineStart(text, replaces.start), replaces.start);
  return text.slice(at.start, at.end) === BODY_INDENT ? undefined : { reindents: at };
}

function keywords(context: CursorContext): Completion[] {
  const { input, replaces, rest } = context;
  // An incomplete header may become any block.
  const isComplete = (item: Item): item is Block => item.kind === 'block' && item.header.text === item.keyword;
  const used = new Set(input.tree.items.map(({ item }) => (isComplete(item) ? item.keyword : undefined)));
  const open = blockKeywords.filter(k => blocks[k].max === 'many' || !used.has(k));
  // In an existing header only the keyword is replaced.
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
  return [...headers, importCompletion(replaces, isAlone), ...wholeSpec(context)];
}

const importCompletion = (replaces: CursorContext['replaces'], isAlone: boolean): Completion => ({
  label: 'import',
  kind: 'keyword',
  insert: isAlone ? 'import "${1:other}.kyn"' : 'import',
  snippet: isAlone,
  replaces,
  detail: 'import "<path>"',
  doc: 'Imports the datasets and models of another file. The path is relative to this file.',
});

// Only where nothing else is: in a spec with blocks it would duplicate them.
function wholeSpec({ input, replaces }: CursorContext): Completion[] {
  const { text } = input.tree;
  const others = text.slice(0, replaces.start) + text.slice(replaces.end);
  if (!others.split(/[\r\n]/).every(isBlankOrComment)) return [];
  return [
    {
      label: 'whole spec',
      kind: 'snippet',
      insert: `${newSpecSnippet(tabStops().stop)}$0`,
      snippet: true,
      replaces,
      detail: 'data, model, training and metrics',
      doc: 'A whole spec to start from. The command `KynML: New Spec` fills it from the header of a CSV file.',
    },
  ];
}

const isBlankOrComment = (line: string): boolean => /^[\ufeff \t]*(?:#|$)/.test(line);

// A value can start only after these tokens.
const OPENS_VALUE: ReadonlySet<TokenKind | undefined> = new Set(['=', ',', '(', '[']);

function completeEntries(context: CursorContext, block: Block): Completion[] {
  const { tokens, input } = context;
  if (context.start) return block.keyword === 'sweep' ? axes(context, block) : keys(context, block);
  const [first, second] = tokens;
  // The expected type of a param or an axis is not known here.
  if (block.keyword === 'params' || block.keyword === 'sweep') return [];
  if (first?.kind !== 'name' || second?.kind !== '=' || !OPENS_VALUE.has(tokens.at(-1)?.kind)) return [];
  const spec = block.keyword && keySpec(block.keyword, input.tree.text.slice(first.start, first.end));
  return valueCompletions(context, { type: spec?.type, defaultText: spec?.default });
}

// Keys in canonical order, which has the required keys first.
function keys(context: CursorContext, block: Block): Completion[] {
  const { keyword } = block;
  const set = namesSet(block);
  const isOpen = (spec: KeySpec): boolean =>
    !set.has(spec.name) && !(isOnnxOnly(spec) && isOtherFormat(context, block));
  const missing = (keyword ? blocks[keyword].keys : []).filter(spec => isOpen(spec) || spec.name === context.word);
  const isRequired = (spec: KeySpec): boolean => spec.required === true || (spec.required === 'onnx' && isOnnx(block));
  return missing.map((spec, i) => keyCompletion(context, spec, i === 0 && isRequired(spec)));
}

const isOnnx = (block: Block): boolean =>
  block.entries.some(({ key, value }) => key.text === 'format' && value?.kind === 'name' && value.text === 'onnx');

const isOnnxOnly = ({ name }: KeySpec): boolean => name === 'input_shape' || name === 'opset';

// An unknown or missing format may become `onnx`.
function isOtherFormat({ input }: CursorContext, block: Block): boolean {
  const format = wordOfKey(block, 'format', input.scope.params);
  return format !== undefined && format !== 'onnx' && wordStatus('format', format) !== undefined;
}

function keyCompletion({ input, block, replaces, rest }: CursorContext, spec: KeySpec, preselect: boolean): Completion {
  // In an existing entry only the key is replaced.
  const isAlone = rest === '';
  return {
    label: spec.name,
    kind: 'key',
    insert: isAlone ? `${spec.name} = ${valueTemplate(spec, input, tabStops())}` : spec.name,
    snippet: isAlone,
    replaces,
    detail: requirementText(spec),
    ...(block?.keyword && { doc: keyText(block.keyword, spec, input.options) }),
    ...(preselect && { preselect }),
  };
}

function requirementText({ required, default: defaultText }: KeySpec): string {
  if (required === true) return 'required';
  if (required) return `required for ${required}`;
  return defaultText === undefined ? 'optional' : `default ${defaultText}`;
}

function axes(context: CursorContext, block: Block): Completion[] {
  const { input, replaces, rest } = context;
  const set = namesSet(block);
  const isAlone = rest === '';
  return [...input.scope.params.values].flatMap(([name, value]) =>
    set.has(name) && name !== context.word
      ? []
      : {
          label: name,
          kind: 'param',
          insert: isAlone ? `${name} = [$1]` : name,
          snippet: isAlone,
          replaces,
          detail: value ? `= ${shownValue(value)}` : '',
          doc: axisText(input, name),
        },
  );
}

function completeModel(context: CursorContext): Completion[] {
  if (context.start) return layers(context);
  const { tokens, raw, input, replaces } = context;
  const [name] = tokens;
  if (!name || (raw.at(-1)?.kind !== 'blank' && raw.at(-1)?.kind !== '=')) return [];
  const spec = layerSpec(input.tree.text.slice(name.start, name.end));
  const line = { text: input.tree.text, tokens: raw.slice(raw.indexOf(name) + 1), offset: replaces.start };
  const argument = spec && parameterAt(spec.args, writtenArguments(line));
  return argument ? valueCompletions(context, { type: argument.type }) : [];
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
