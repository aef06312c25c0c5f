// Completions inside strings: paths of CSV files and imports, and column names. Listing files is left to the caller.
import { type Span, span } from '../../text/span';
import { isWritable } from '../data/columnText';
import { sourceOf } from '../data/datasetText';
import { blocksOf } from '../names/scope';
import type { Block } from '../syntax/ast';
import { lineEnd, lineStart } from '../syntax/chunks';
import { blockAt } from '../syntax/itemAt';
import { entryOf } from '../training/trainTarget';
import { type Completion, type CompletionInput, cursorContextAt } from './cursorContext';

/** An entry of a folder. */
export interface PathEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Access to the files around a spec. Folders are relative paths that end with a slash, or ''. */
export interface SpecFiles {
  /** Entries of a folder, resolved as data paths are. */
  readonly dataIn: (folder: string) => readonly PathEntry[];
  /** Entries of a folder, relative to the spec. */
  readonly besideIn: (folder: string) => readonly PathEntry[];
  /** Columns of a data file, and whether each is numeric; undefined if they are not known. */
  readonly columnsOf: (path: string) => readonly { readonly name: string; readonly numeric: boolean }[] | undefined;
}

interface InString {
  /** The line before the string, and the content of the string before and after the cursor. */
  readonly head: string;
  readonly before: string;
  readonly after: string;
  readonly offset: number;
}

/** Completions inside a string; undefined if the offset is not in one. */
export function completeString(input: CompletionInput, offset: number, files: SpecFiles): Completion[] | undefined {
  const at = stringAt(input.tree.text, offset);
  if (!at) return undefined;
  if (/^import\s+$/.test(at.head)) return paths(at, files.besideIn, '.kyn');
  const block = blockAt(input.tree, offset - at.before.length - at.head.length - 1);
  const key = /^\s+(\w+)\s*=/.exec(at.head)?.[1];
  if (!block || key === undefined) return [];
  const use = stringUseOf(input, block, { key, head: at.head });
  if (!use) return [];
  return use.kind === 'path' ? paths(at, files.dataIn, '.csv') : columns(at, columnsFor(input, use.dataset, files));
}

/** Completions where a string can start: the same items including their quotes. */
export function completeQuoted(input: CompletionInput, offset: number, files: SpecFiles): Completion[] {
  const context = cursorContextAt(input, offset);
  const [key, equals] = context?.tokens ?? [];
  const { text } = input.tree;
  if (!context?.block || key?.kind !== 'name' || equals?.kind !== '=' || context.word.startsWith('$')) return [];
  if (context.rest !== '' && context.rest !== ')') return [];
  const head = text.slice(lineStart(text, offset), context.replaces.start);
  // Only the first argument of `csv` is a path.
  if (!/[=(]\s*$/.test(head)) return [];
  const use = stringUseOf(input, context.block, { key: text.slice(key.start, key.end), head });
  if (!use) return [];
  const emptyString: InString = { head, before: '', after: '', offset };
  const found =
    use.kind === 'path'
      ? paths(emptyString, files.dataIn, '.csv')
      : columns(emptyString, columnsFor(input, use.dataset, files));
  return found.map(item => ({ ...item, ...quoted(item), replaces: context.replaces }));
}

// After a folder, the path continues, so the cursor stays before the closing quote.
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
  // An unclosed string may contain text that does not belong to it.
  return { head, before, after: text[offset + after.length] === '"' ? after : '', offset };
}

interface StringUse {
  readonly kind: 'path' | 'column';
  readonly dataset: Block;
}

// What a string is used for, a path or a column name: in a dataset itself, or in a param or axis that a dataset uses.
function stringUseOf(
  { tree }: CompletionInput,
  block: Block,
  { key, head }: { key: string; head: string },
): StringUse | undefined {
  if (block.keyword === 'dataset') {
    if (key === 'source' && /csv\(\s*$/.test(head)) return { kind: 'path', dataset: block };
    return key === 'target' && /=\s*$/.test(head) ? { kind: 'column', dataset: block } : undefined;
  }
  if (block.keyword !== 'params' && block.keyword !== 'sweep') return undefined;
  for (const { item: dataset } of blocksOf(tree, 'dataset')) {
    if (usesParam(dataset, 'target', key)) return { kind: 'column', dataset };
    if (usesParam(dataset, 'source', key)) return { kind: 'path', dataset };
  }
  return undefined;
}

function usesParam(dataset: Block, key: 'source' | 'target', param: string): boolean {
  const value = entryOf(dataset, key)?.value;
  const inner = value?.kind === 'call' ? value.args[0]?.value : value;
  return inner?.kind === 'param' && inner.name === param;
}

// Lists the folder before the last slash. A file replaces the rest of the string, a folder only the next path segment.
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
  // A single column that contains separators is a header with another separator.
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
