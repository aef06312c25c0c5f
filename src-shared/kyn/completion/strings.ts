// What can be written inside of a string of a spec: paths of CSV files and imports, names of columns. Files are the shell's: it gives them on asking.
import { type Span, span } from '../../text/span';
import { isWritable } from '../data/columnText';
import { sourceOf } from '../data/datasetText';
import { blocksOf } from '../names/scope';
import type { Block } from '../syntax/ast';
import { lineEnd } from '../syntax/chunks';
import { blockAt } from '../syntax/itemAt';
import { lineStart } from '../syntax/lineContext';
import { entryOf } from '../training/trainTarget';
import { type Completion, type CompletionInput, cursorContextAt } from './cursorContext';

/** An entry of a folder. */
export interface PathEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** The files around a spec. Folders are relative as they are written, with a slash at the end, or ''. */
export interface SpecFiles {
  /** Entries of a folder in the places where data is looked up. */
  readonly dataIn: (folder: string) => readonly PathEntry[];
  /** Entries of a folder as seen from the spec. */
  readonly besideIn: (folder: string) => readonly PathEntry[];
  /** Columns of a data file, with whether each holds numbers only; undefined where they are not known. */
  readonly columnsOf: (path: string) => readonly { readonly name: string; readonly numeric: boolean }[] | undefined;
}

interface InString {
  /** The line up to the string, and what is written of the string up to the cursor and behind it. */
  readonly head: string;
  readonly before: string;
  readonly after: string;
  readonly offset: number;
}

/** Completions inside of a string; undefined where the offset is in none. */
export function completeString(input: CompletionInput, offset: number, files: SpecFiles): Completion[] | undefined {
  const at = stringAt(input.tree.text, offset);
  if (!at) return undefined;
  if (/^import\s+$/.test(at.head)) return paths(at, files.besideIn, '.kyn');
  const block = blockAt(input.tree, offset - at.before.length - at.head.length - 1);
  const key = /^\s+(\w+)\s*=/.exec(at.head)?.[1];
  if (!block || key === undefined) return [];
  const meaning = meaningOf(input, block, { key, head: at.head });
  if (!meaning) return [];
  return meaning.what === 'path'
    ? paths(at, files.dataIn, '.csv')
    : columns(at, columnsFor(input, meaning.dataset, files));
}

/** What is offered where a string can begin: the same with its quotes, so that nobody has to know that they are asked for. */
export function completeQuoted(input: CompletionInput, offset: number, files: SpecFiles): Completion[] {
  const place = cursorContextAt(input, offset);
  const [key, equals] = place?.tokens ?? [];
  const { text } = input.tree;
  if (!place?.block || key?.kind !== 'name' || equals?.kind !== '=' || place.word.startsWith('$')) return [];
  if (place.rest !== '' && place.rest !== ')') return [];
  const head = text.slice(lineStart(text, offset), place.replaces.start);
  // An argument behind the path is none.
  if (!/[=(]\s*$/.test(head)) return [];
  const meaning = meaningOf(input, place.block, { key: text.slice(key.start, key.end), head });
  if (!meaning) return [];
  const nothing: InString = { head, before: '', after: '', offset };
  const found =
    meaning.what === 'path'
      ? paths(nothing, files.dataIn, '.csv')
      : columns(nothing, columnsFor(input, meaning.dataset, files));
  return found.map(item => ({ ...item, ...quoted(item), replaces: place.replaces }));
}

// Behind a folder its files follow, so the quote that ends the string stays behind the cursor.
const quoted = ({ kind, insert }: Completion): Pick<Completion, 'insert' | 'snippet'> =>
  kind === 'folder'
    ? { insert: `"${insert.replace(/[\\$}]/g, '\\$&')}$0"`, snippet: true }
    : { insert: `"${insert}"`, snippet: false };

function stringAt(text: string, offset: number): InString | undefined {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const line = text.slice(start, offset);
  const quotes = line.split('"');
  if (quotes.length % 2 === 1) return undefined;
  const before = quotes.at(-1) ?? '';
  const head = line.slice(0, line.length - before.length - 1);
  if (head.replace(/"[^"]*"/g, '').includes('#')) return undefined;
  const after = /^[^"]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0] ?? '';
  // Without a quote at its end the string may take in whatever follows it.
  return { head, before, after: text[offset + after.length] === '"' ? after : '', offset };
}

interface Meaning {
  readonly what: 'path' | 'column';
  readonly dataset: Block;
}

// What a string stands for: in a dataset itself, or in the param or axis that a dataset names.
function meaningOf(
  { tree }: CompletionInput,
  block: Block,
  { key, head }: { key: string; head: string },
): Meaning | undefined {
  if (block.keyword === 'dataset') {
    if (key === 'source' && /csv\(\s*$/.test(head)) return { what: 'path', dataset: block };
    return key === 'target' && /=\s*$/.test(head) ? { what: 'column', dataset: block } : undefined;
  }
  if (block.keyword !== 'params' && block.keyword !== 'sweep') return undefined;
  for (const { item: dataset } of blocksOf(tree, 'dataset')) {
    if (names(dataset, 'target', key)) return { what: 'column', dataset };
    if (names(dataset, 'source', key)) return { what: 'path', dataset };
  }
  return undefined;
}

function names(dataset: Block, key: 'source' | 'target', param: string): boolean {
  const value = entryOf(dataset, key)?.value;
  const inner = value?.kind === 'call' ? value.args[0]?.value : value;
  return inner?.kind === 'param' && inner.name === param;
}

// Behind the last slash a file takes the place of all that follows, a folder only that of a folder's name. What stands before says which folder is listed.
function paths(
  { before, after, offset }: InString,
  list: (folder: string) => readonly PathEntry[],
  ending: string,
): Completion[] {
  const folder = before.slice(0, before.lastIndexOf('/') + 1);
  const start = offset - (before.length - folder.length);
  const segment = /^[^/]*\/?/.exec(after)?.[0] ?? '';
  return list(folder)
    .filter(({ name, isFolder }) => isWritable(name) && (isFolder || name.toLowerCase().endsWith(ending)))
    .sort((a, b) => Number(a.isFolder) - Number(b.isFolder) || (a.name < b.name ? -1 : 1))
    .map(({ name, isFolder }) => {
      const text = isFolder ? `${name}/` : name;
      const replaces = span(start, offset + (isFolder ? segment : after).length);
      return { label: text, kind: isFolder ? 'folder' : 'file', insert: text, snippet: false, replaces };
    });
}

function columnsFor({ scope }: CompletionInput, dataset: Block, { columnsOf }: SpecFiles) {
  const source = sourceOf(dataset, scope.params);
  return (source && columnsOf(source.value)) ?? [];
}

function columns(
  { before, after, offset }: InString,
  all: readonly { name: string; numeric: boolean }[],
): Completion[] {
  const replaces: Span = span(offset - before.length, offset + after.length);
  // One column that holds separators is a header of another form.
  if (all.length === 1 && /[;\t|]/.test(all[0]?.name ?? '')) return [];
  return all
    .filter(({ name }, i) => isWritable(name) && all.findIndex(c => c.name === name) === i)
    .map(({ name, numeric }) => ({
      label: name,
      kind: 'column',
      insert: name,
      snippet: false,
      replaces,
      detail: numeric ? 'numbers' : '',
    }));
}
