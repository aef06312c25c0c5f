// Formats a spec in its canonical form. Keeps every comment; does not format a text with syntax faults. Source: section
// "Canonical form" of the language page. The placement of comments is defined by this tool: the official formatter
// works on a tree without comments.
import { type Span, span } from '../../text/span';
import { blocks, documentedDefault } from '../catalogue';
import type { Argument, Block, FaultCode, Import, Item, SyntaxTree, Value } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';
import { tokenAt } from '../syntax/lexer';
import type { Token } from '../syntax/tokens';
import { valueSource } from '../syntax/valueSource';
import { countTrailingComments, type GapLine } from './trailingComments';

/** Options of the formatter. */
export interface FormatOptions {
  /** Remove keys whose value is the documented default. */
  readonly dropDefaults: boolean;
}

const INDENT = '    ';

/** The canonical text; undefined if the spec has syntax faults that block formatting. */
export function format(tree: SyntaxTree, options: FormatOptions = { dropDefaults: false }): string | undefined {
  if (obstacles(tree).size > 0) return undefined;
  const parts: string[] = [];
  let leading: string[] = [];
  for (const { item } of tree.items) {
    const laid = layOut(item, options);
    if (laid.lines.length > 0) {
      // Consecutive imports have no blank line between them; every other item has one before it.
      const isImportGroup = item.kind === 'import' && leading.length === 0 && parts.at(-1)?.startsWith('import ');
      if (parts.length > 0 && !isImportGroup) parts.push('');
      append(parts, leading);
      append(parts, laid.lines);
      leading = [];
    }
    append(leading, laid.after);
  }
  if (leading.at(-1) === '') leading.pop();
  if (leading.length > 0 && parts.length > 0) parts.push('');
  append(parts, leading);
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

// `push(...lines)` overflows the stack for a few hundred thousand lines.
function append(lines: string[], more: readonly string[]): void {
  for (const line of more) lines.push(line);
}

/** The canonical text with the line ending of the first line of the current text. */
export function formatInPlace(tree: SyntaxTree, options?: FormatOptions): string | undefined {
  return format(tree, options)?.replaceAll('\n', lineEndOf(tree.text));
}

/** The codes of the faults that block formatting; empty if the spec can be formatted. */
export const obstacles = ({ items }: SyntaxTree): ReadonlySet<FaultCode> =>
  new Set(items.flatMap(({ item }) => item.faults.map(f => f.code).filter(code => !FIXED_BY_FORMATTING.has(code))));

/**
 * The span of the lines of one import or block (relative to the item) and their canonical text, without the last line
 * ending.
 */
export function formatItem(
  item: Item,
  options: FormatOptions,
): { readonly span: Span; readonly text: string } | undefined {
  if (item.kind === 'preamble') return undefined;
  return { span: span(0, rowsOf(item).end), text: layOut(item, options).lines.join('\n') };
}

// Faults that formatting fixes.
const FIXED_BY_FORMATTING: ReadonlySet<FaultCode> = new Set([
  'wrong-indentation',
  'tab-indentation',
  'byte-order-mark',
  'boolean-case',
] as const);

interface Layout {
  readonly lines: readonly string[];
  /** Comments in column 1 after the item. They lead the next item, unless a blank line at their end separates them. */
  readonly after: readonly string[];
}

function layOut(item: Item, options: FormatOptions): Layout {
  const body = rowsOf(item);
  const { rows, after } = body;
  if (item.kind === 'preamble') return { lines: [], after };
  if (item.kind === 'import') return { lines: [importLine(item, rows[0])], after };
  return { lines: blockLines(item, body, options), after };
}

/**
 * A statement line with its leading comments (`above`), trailing comments (`below`) and end-of-line comment. `start` is
 * the offset of its first token.
 */
interface Row {
  readonly start: number;
  readonly above: readonly string[];
  readonly endOfLine: string | undefined;
  below: readonly string[];
}

/** A comment on its own line, or a group of blank lines. */
interface Loose {
  readonly text: string;
  readonly kind: GapLine;
  readonly end: number;
}

/**
 * The rows of an item. `last`: comments in the body below the last row; `after`: comments that lead the next item;
 * `end`: the end of the item's lines.
 */
interface Rows {
  readonly rows: readonly Row[];
  readonly last: readonly string[];
  readonly after: readonly string[];
  readonly end: number;
}

// Assigns every comment to exactly one position: end of line, below a row, above the next row, or after the item.
function rowsOf(item: Item): Rows {
  const rows: Row[] = [];
  let loose: Loose[] = [];
  const attachBelow = (isLast: boolean): void => {
    const count = item.kind === 'block' ? countTrailingComments(kindsOf(loose), isLast) : 0;
    const row = rows.at(-1);
    if (row) row.below = loose.splice(0, count).map(l => l.text);
  };
  let end = 0;
  for (const line of tokenLines(item.text)) {
    const comment = line.find(t => t.kind === 'comment');
    const first = line.find(t => t.kind !== 'blank' && t.kind !== 'comment' && t.kind !== 'bom');
    const text = comment && item.text.slice(comment.start, comment.end).trimEnd();
    if (first) {
      attachBelow(false);
      rows.push({ start: first.start, above: commentsOf(loose), endOfLine: text, below: [] });
      loose = [];
      end = line.at(-1)?.end ?? end;
    } else if (text !== undefined) {
      const kind = comment === line[0] || line[0]?.kind === 'bom' ? 'column' : 'indented';
      loose.push({ text, kind, end: comment?.end ?? end });
    } else if (loose.at(-1)?.kind !== 'blank') loose.push({ text: '', kind: 'blank', end });
  }
  const inBody = item.kind === 'block' ? kindsOf(loose).lastIndexOf('indented') + 1 : 0;
  end = loose[inBody - 1]?.end ?? end;
  const after = loose.splice(inBody);
  attachBelow(true);
  return { rows, last: commentsOf(loose), after: trimBlankLines(after.map(l => l.text)), end };
}

const kindsOf = (loose: readonly Loose[]): GapLine[] => loose.map(l => l.kind);
const commentsOf = (loose: readonly Loose[]): string[] => loose.flatMap(l => (l.kind === 'blank' ? [] : [l.text]));

// Keeps one blank line between and after groups of comments; blank lines before them are set by the layout.
function trimBlankLines(lines: readonly string[]): string[] {
  const kept = lines.filter((text, i) => text !== '' || (i > 0 && lines[i - 1] !== ''));
  const first = kept.findIndex(text => text !== '');
  return first < 0 ? [] : kept.slice(first);
}

// The tokens of one line at a time: those of a whole long item would take hundreds of bytes for each of its characters.
function* tokenLines(text: string): Iterable<readonly Token[]> {
  let line: Token[] = [];
  for (let token: Token, at = 0; at < text.length; at = token.end) {
    token = tokenAt(text, at);
    if (token.kind !== 'newline') line.push(token);
    else {
      yield line;
      line = [];
    }
  }
  if (line.length > 0) yield line;
}

const withComment = (line: string, row: Row | undefined): string =>
  row?.endOfLine === undefined ? line : `${line}  ${row.endOfLine}`;

const importLine = (item: Import, row: Row | undefined): string =>
  withComment(`import "${item.path?.value ?? ''}"`, row);

function blockLines(block: Block, { rows, last }: Rows, options: FormatOptions): string[] {
  const [header, ...body] = rows;
  const head = withComment(`${block.keyword ?? block.header.text}${block.name ? ` ${block.name.text}` : ''}:`, header);
  const rowAt = new Map(body.map(row => [row.start, row]));
  const statements =
    block.keyword === 'model'
      ? block.layers.map(layer => ({
          row: rowAt.get(layer.span.start),
          line: [layer.name.text, ...layer.args.map(argumentText)].join(' '),
        }))
      : entryLines(block, rowAt, options);
  const lines = statements.flatMap(({ row, line }) => [
    ...(row?.above ?? []),
    withComment(line, row),
    ...withBlankLine(row?.below ?? []),
  ]);
  const all = [...withBlankLine(header?.below ?? []), ...lines, ...last];
  if (all.at(-1) === '') all.pop();
  return [head, ...all.map(line => (line === '' ? '' : INDENT + line))];
}

// Without the blank line, the comments would lead the next statement.
const withBlankLine = (comments: readonly string[]): string[] => (comments.length > 0 ? [...comments, ''] : []);

function entryLines(
  block: Block,
  rowAt: ReadonlyMap<number, Row>,
  { dropDefaults }: FormatOptions,
): { row: Row | undefined; line: string }[] {
  const order = block.keyword ? blocks[block.keyword].keys.map(k => k.name) : [];
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...block.entries]
    .sort((a, b) => rank(a.key.text) - rank(b.key.text))
    .map(entry => ({ entry, row: rowAt.get(entry.key.span.start), text: entry.value ? valueSource(entry.value) : '' }))
    .filter(
      ({ entry, row, text }) =>
        !dropDefaults ||
        row?.endOfLine !== undefined ||
        (row?.above.length ?? 0) > 0 ||
        (row?.below.length ?? 0) > 0 ||
        !isDefault(block, entry.key.text, text),
    )
    .map(({ entry, row, text }) => ({ row, line: `${entry.key.text} = ${text}` }));
}

const isDefault = (block: Block, key: string, text: string): boolean =>
  block.keyword !== undefined && documentedDefault(block.keyword, key) === text;

function argumentText({ key, value }: Argument): string {
  const text: string = valueSource(value as Value);
  return key ? `${key.text}=${text}` : text;
}
