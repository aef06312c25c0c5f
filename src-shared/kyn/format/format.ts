// The canonical form of a spec. Keeps every comment; refuses a text with syntax faults, for what is not understood cannot be laid out.
// Source: section "Canonical form" of the language page; comments are ours (the official formatter works from a tree without them).
import { type Span, span } from '../../text/span';
import { blocks, keySpec } from '../catalogue';
import type { Argument, Block, FaultCode, Import, Item, SyntaxTree, Value } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';
import { lex } from '../syntax/lexer';
import type { Token } from '../syntax/tokens';
import { valueSource } from '../syntax/valueSource';
import { countTrailingComments, type GapLine } from './trailingComments';

/** What may be chosen about the canonical form. */
export interface FormatOptions {
  /** Leave out keys whose value is the documented default. */
  readonly dropDefaults: boolean;
}

const INDENT = '    ';

/** The canonical text, or undefined when the spec has syntax faults. */
export function format(tree: SyntaxTree, options: FormatOptions = { dropDefaults: false }): string | undefined {
  if (obstacles(tree).size > 0) return undefined;
  const parts: string[] = [];
  let leading: string[] = [];
  for (const { item } of tree.items) {
    const laid = layOut(item, options);
    if (laid.lines.length > 0) {
      // Imports stand together; everything else has one blank line before it.
      const together = item.kind === 'import' && leading.length === 0 && parts.at(-1)?.startsWith('import ');
      if (parts.length > 0 && !together) parts.push('');
      parts.push(...leading, ...laid.lines);
      leading = [];
    }
    leading = [...leading, ...laid.trailing];
  }
  if (leading.at(-1) === '') leading = leading.slice(0, -1);
  if (leading.length > 0) parts.push(...(parts.length > 0 ? [''] : []), ...leading);
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

/** The canonical text with the line ends of the text as it is (those of its first line); the canonical form itself is about lines. */
export function formatInPlace(tree: SyntaxTree, options?: FormatOptions): string | undefined {
  return format(tree, options)?.replaceAll('\n', lineEndOf(tree.text));
}

/** Codes of the faults for which a spec is not laid out; empty when it can be. */
export const obstacles = ({ items }: SyntaxTree): ReadonlySet<FaultCode> =>
  new Set(items.flatMap(({ item }) => item.faults.map(f => f.code).filter(code => !MENDED.has(code))));

/** One import or block by itself: the stretch of its lines (relative to the item) and their canonical text, without a line end after the last. */
export function formatItem(
  item: Item,
  options: FormatOptions,
): { readonly span: Span; readonly text: string } | undefined {
  if (item.kind === 'preamble') return undefined;
  return { span: span(0, rowsOf(item).end), text: layOut(item, options).lines.join('\n') };
}

// Faults that laying out mends.
const MENDED: ReadonlySet<FaultCode> = new Set([
  'wrong-indentation',
  'tab-indentation',
  'byte-order-mark',
  'boolean-case',
] as const);

interface LaidOut {
  readonly lines: readonly string[];
  /** Comments in column 1 after the item: they lead what comes next. A blank line at their end keeps them apart from it. */
  readonly trailing: readonly string[];
}

function layOut(item: Item, options: FormatOptions): LaidOut {
  const own = rowsOf(item);
  const { rows, trailing } = own;
  if (item.kind === 'preamble') return { lines: [], trailing };
  if (item.kind === 'import') return { lines: [importLine(item, rows[0])], trailing };
  return { lines: blockLines(item, own, options), trailing };
}

/** A line with something on it: own-line comments above and below it, and the comment behind it. `start` is its first token's offset. */
interface Row {
  readonly start: number;
  readonly above: readonly string[];
  readonly behind: string | undefined;
  below: readonly string[];
}

/** A comment on a line of its own, or a blank line. */
interface Loose {
  readonly text: string;
  readonly place: GapLine;
  readonly end: number;
}

/** The rows of an item; `last`: comments of the body below its last row; `trailing`: comments that lead what comes next. `end`: where its own lines end. */
interface Rows {
  readonly rows: readonly Row[];
  readonly last: readonly string[];
  readonly trailing: readonly string[];
  readonly end: number;
}

// Every comment goes to exactly one place: behind a line, below it, above the next one, or after the item.
function rowsOf(item: Item): Rows {
  const rows: Row[] = [];
  let loose: Loose[] = [];
  const take = (isLast: boolean): void => {
    const own = item.kind === 'block' ? countTrailingComments(placesOf(loose), isLast) : 0;
    const row = rows.at(-1);
    if (row) row.below = loose.splice(0, own).map(l => l.text);
  };
  let end = 0;
  for (const line of tokenLines(lex(item.text))) {
    const comment = line.find(t => t.kind === 'comment');
    const first = line.find(t => t.kind !== 'blank' && t.kind !== 'comment' && t.kind !== 'bom');
    const text = comment && item.text.slice(comment.start, comment.end).trimEnd();
    if (first) {
      take(false);
      rows.push({ start: first.start, above: commentsOf(loose), behind: text, below: [] });
      loose = [];
      end = line.at(-1)?.end ?? end;
    } else if (text !== undefined) {
      const place = comment === line[0] || line[0]?.kind === 'bom' ? 'column' : 'indented';
      loose.push({ text, place, end: comment?.end ?? end });
    } else loose.push({ text: '', place: 'gap', end });
  }
  const inBody = item.kind === 'block' ? placesOf(loose).lastIndexOf('indented') + 1 : 0;
  end = loose[inBody - 1]?.end ?? end;
  const after = loose.splice(inBody);
  take(true);
  return { rows, last: commentsOf(loose), trailing: trimGaps(after.map(l => l.text)), end };
}

const placesOf = (loose: readonly Loose[]): GapLine[] => loose.map(l => l.place);
const commentsOf = (loose: readonly Loose[]): string[] => loose.flatMap(l => (l.place === 'gap' ? [] : [l.text]));

// One blank line between groups of comments and behind them stays; blank lines before them are the layout's business.
function trimGaps(lines: readonly string[]): string[] {
  const kept = lines.filter((text, i) => text !== '' || (i > 0 && lines[i - 1] !== ''));
  const first = kept.findIndex(text => text !== '');
  return first < 0 ? [] : kept.slice(first);
}

function tokenLines(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'newline') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
}

const withComment = (line: string, row: Row | undefined): string =>
  row?.behind === undefined ? line : `${line}  ${row.behind}`;

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
    ...withGap(row?.below ?? []),
  ]);
  const all = [...withGap(header?.below ?? []), ...lines, ...last];
  if (all.at(-1) === '') all.pop();
  return [head, ...all.map(line => (line === '' ? '' : INDENT + line))];
}

// Without the blank line they would belong to what follows.
const withGap = (comments: readonly string[]): string[] => (comments.length > 0 ? [...comments, ''] : []);

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
        row?.behind !== undefined ||
        (row?.above.length ?? 0) > 0 ||
        (row?.below.length ?? 0) > 0 ||
        !isDefault(block, entry.key.text, text),
    )
    .map(({ entry, row, text }) => ({ row, line: `${entry.key.text} = ${text}` }));
}

const isDefault = (block: Block, key: string, text: string): boolean =>
  block.keyword !== undefined && keySpec(block.keyword, key)?.default === text;

function argumentText({ key, value }: Argument): string {
  const text: string = valueSource(value as Value);
  return key ? `${key.text}=${text}` : text;
}
