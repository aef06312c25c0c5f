// What can be written at a place of a spec: block keywords, keys that are not set yet, words of the catalogue, names, `$params`.
import { type Span, span } from '../text/span';
import type { Block, SyntaxTree } from './ast';
import { blocks, type KeySpec, keySpec, type ValueType, type WordCategory, words } from './catalogue';
import { blockKeywords, lineEnd } from './chunks';
import { layerSpecs } from './layers';
import type { Options } from './options';
import type { Scope } from './scope';
import { valueSource } from './valueSource';
import { acceptedWords } from './values';

/** Something to insert. `snippet`: `insert` has tab stops as in `${1:text}`. `replaces` is the word that it takes the place of. */
export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'key' | 'word' | 'call' | 'name' | 'param' | 'layer' | 'constant';
  readonly insert: string;
  readonly snippet: boolean;
  readonly replaces: Span;
  /** A short remark beside the label: the default, the value of a param. */
  readonly detail?: string;
  readonly doc?: string;
}

/** What a completion is computed from. */
export interface CompletionInput {
  readonly tree: SyntaxTree;
  readonly scope: Scope;
  readonly options: Options;
}

interface Place extends CompletionInput {
  readonly block: Block | undefined;
  /** The line before the cursor. */
  readonly before: string;
  readonly replaces: Span;
}

/** Everything that can be written at an offset; the editor filters by what is typed. */
export function complete(input: CompletionInput, offset: number): Completion[] {
  const { text } = input.tree;
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  if (inComment(before)) return [];
  const word = /\$?\w*$/.exec(before)?.[0] ?? '';
  const end = offset + (/^\w*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0);
  const place = {
    ...input,
    block: blockAt(input.tree, start),
    before: before.slice(0, before.length - word.length),
    replaces: span(offset - word.length, end),
  };
  if (inString(place.before)) return [];
  if (place.before === '') return word.startsWith('$') ? [] : keywords(place);
  if (word.startsWith('$')) return params(place);
  return bodyCompletions(place);
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

const inString = (before: string): boolean => (before.split('"').length - 1) % 2 === 1;
const inComment = (before: string): boolean => before.replace(/"[^"]*"/g, '').includes('#');

// The block whose text holds the line; a line after the last header belongs to that block.
function blockAt(tree: SyntaxTree, offset: number): Block | undefined {
  const item = tree.items.findLast(p => p.at < offset)?.item;
  return item?.kind === 'block' ? item : undefined;
}

function keywords({ tree, replaces }: Place): Completion[] {
  const used = new Set(tree.items.map(({ item }) => (item.kind === 'block' ? item.keyword : undefined)));
  const open = blockKeywords.filter(k => blocks[k].max === 'many' || !used.has(k));
  const headers = open.map((k): Completion => {
    const name = blocks[k].named ? ` \${1:${k === 'model' ? 'Net' : 'Rows'}}` : '';
    return { label: k, kind: 'keyword', insert: `${k}${name}:\n    $0`, snippet: true, replaces, doc: blocks[k].doc };
  });
  const doc = 'Takes the datasets and models of another file. The path is relative to this file.';
  return [
    ...headers,
    { label: 'import', kind: 'keyword', insert: 'import "${1:other}.kyn"', snippet: true, replaces, doc },
  ];
}

function bodyCompletions(place: Place): Completion[] {
  const { block, before } = place;
  if (!block?.keyword) return [];
  const key = /^\s+(\w+)\s*=/.exec(before)?.[1];
  if (block.keyword === 'model') return /^\s+$/.test(before) ? layers(place) : layerArguments(place);
  if (/^\s+$/.test(before)) return block.keyword === 'sweep' ? axes(place) : keys(place, block);
  return key === undefined ? [] : [...values(place, block, key), ...params(place)];
}

function keys({ replaces }: Place, block: Block): Completion[] {
  const set = new Set(block.entries.map(e => e.key.text));
  const specs = block.keyword ? blocks[block.keyword].keys : [];
  return specs
    .filter(spec => !set.has(spec.name))
    .map(spec => ({
      label: spec.name,
      kind: 'key',
      insert: `${spec.name} = ${template(spec)}`,
      snippet: true,
      replaces,
      detail: spec.required ? 'required' : spec.default === undefined ? '' : `default ${spec.default}`,
      doc: spec.doc,
    }));
}

function template({ type, default: usual }: KeySpec): string {
  if (type.kind === 'call')
    return type.callee === 'connector'
      ? 'csv("$1")'
      : type.callee === 'scheduler'
        ? 'onecycle(max_lr=${1:0.01})'
        : 'adam(lr=${1:0.001})';
  if (type.kind === 'string') return '"$1"';
  if (type.kind === 'list') return '[$1]';
  return usual === undefined ? '$1' : `\${1:${usual}}`;
}

function values(place: Place, block: Block, key: string): Completion[] {
  const type = block.keyword && keySpec(block.keyword, key)?.type;
  if (!type) return [];
  const opened = openBracket(place.before.slice(place.before.indexOf('=') + 1));
  if (opened === '(') return [];
  return ofType(type.kind === 'list' && opened === '[' ? type.of : type, place);
}

// The innermost bracket that is open at the end of a text without strings.
function openBracket(text: string): string | undefined {
  const open: string[] = [];
  for (const c of text) {
    if (c === '(' || c === '[') open.push(c);
    else if (c === ')' || c === ']') open.pop();
  }
  return open.at(-1);
}

function ofType(type: ValueType, place: Place): Completion[] {
  const { scope, replaces } = place;
  const plain = (label: string, kind: Completion['kind'], detail?: string): Completion => ({
    label,
    kind,
    insert: label,
    snippet: false,
    replaces,
    ...(detail && { detail }),
  });
  if (type.kind === 'bool') return ['true', 'false'].map(v => plain(v, 'constant'));
  if (type.kind === 'word') return wordList(type.words, place);
  if (type.kind === 'ref')
    return (type.to === 'model' ? scope.models : scope.datasets).map(d =>
      plain(d.name, 'name', d.file?.label ?? type.to),
    );
  if (type.kind !== 'call') return [];
  const argument =
    type.callee === 'connector' ? '"$1"' : type.callee === 'scheduler' ? 'max_lr=${1:0.01}' : 'lr=${1:0.001}';
  return wordList(type.callee, place).map(w => ({
    ...w,
    kind: 'call',
    insert: `${w.label}(${argument})`,
    snippet: true,
  }));
}

function wordList(list: WordCategory, { options, replaces }: Place): Completion[] {
  return acceptedWords(list, options).map(label => {
    const status = words[list].find(w => w.name === label)?.status;
    const detail =
      status === 'assumed' ? 'not in the public documentation' : status === undefined ? 'from your settings' : list;
    return { label, kind: 'word', insert: label, snippet: false, replaces, detail };
  });
}

function layers({ replaces, block }: Place): Completion[] {
  const hasInput = block?.layers.some(l => l.name.text === 'input');
  const inserts: Readonly<Record<string, string>> = {
    input: 'input ${1:10}',
    dense: 'dense ${1:64} ${2:relu}',
    dropout: 'dropout ${1:0.5}',
  };
  return layerSpecs
    .filter(spec => spec.name !== 'input' || !hasInput)
    .map(spec => ({
      label: spec.name,
      kind: 'layer',
      insert: inserts[spec.name] ?? spec.name,
      snippet: true,
      replaces,
      detail: spec.form,
    }));
}

function layerArguments(place: Place): Completion[] {
  const [name, ...given] = place.before.trim().split(/\s+/);
  const argument = layerSpecs.find(spec => spec.name === name)?.args[given.length];
  return argument ? [...ofType(argument.type, place), ...params(place)] : [];
}

function axes({ scope, block, replaces }: Place): Completion[] {
  const set = new Set(block?.entries.map(e => e.key.text));
  return [...scope.params.values.keys()]
    .filter(name => !set.has(name))
    .map(name => ({
      label: name,
      kind: 'param',
      insert: `${name} = [$1]`,
      snippet: true,
      replaces,
      detail: paramText(scope, name),
    }));
}

function params({ scope, replaces }: Place): Completion[] {
  return [...scope.params.values.keys()].map(name => ({
    label: `$${name}`,
    kind: 'param',
    insert: `$${name}`,
    snippet: false,
    replaces,
    detail: paramText(scope, name),
  }));
}

function paramText(scope: Scope, name: string): string {
  const value = scope.params.values.get(name);
  return value ? `= ${valueSource(value)}` : '';
}
