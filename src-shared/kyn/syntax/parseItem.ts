// Parses one item (preamble, import or block) from its text. Pure, so an item with unchanged text is not parsed again.
import { secretSpans } from '../../text/secretText';
import { span } from '../../text/span';
import type { BlockKeyword } from '../catalogue/types';
import type { Block, Entry, Fault, Import, Item, Layer, Name, Preamble } from './ast';
import { blockKeywords, suggestKeyword } from './chunks';
import { type Line, LineReader, significantLines } from './lines';
import { gluedFault, nameOf, parseArgument, parseValue } from './parseValue';
import { withSecrets } from './secretValues';
import type { Token } from './tokens';

const INDENT = '    ';
const NAMED: ReadonlySet<BlockKeyword> = new Set(['dataset', 'model']);

/** Parses the text of a chunk. `first`: the chunk has no header, because it is the text before the first one. `secretsOf` finds the secrets in it. */
export const parseItem = (text: string, first: boolean, secretsOf = secretSpans): Item =>
  withSecrets(readItem(text, first), secretsOf(text));

function readItem(text: string, first: boolean): Item {
  const faults: Fault[] = [];
  const base = { text, faults };
  if (first) return preamble(base);
  const lines = significantLines(text);
  const [header] = lines;
  if (!header) return { kind: 'preamble', ...base };
  if (header.indent.end > header.indent.start)
    faults.push({ code: 'wrong-indentation', span: header.indent, detail: text.slice(0, header.indent.end) });
  const reader = new LineReader(text, header, faults);
  if (reader.peek() && reader.textOf(reader.peek() as Token) === 'import') return parseImport(base, reader, lines);
  return parseBlock(base, reader, lines);
}

type Base = { text: string; faults: Fault[] };

function preamble(base: Base): Preamble {
  if (base.text.startsWith('\ufeff')) base.faults.push({ code: 'byte-order-mark', span: span(0, 1), detail: '' });
  reportStrayLine(base, significantLines(base.text, 1));
  return { kind: 'preamble', ...base };
}

function reportStrayLine(base: Base, lines: readonly Line[]): void {
  // Only the first line is reported, because a binary or foreign file would give one fault per line.
  const line = lines[0];
  if (!line) return;
  const end = line.tokens.at(-1)?.end ?? line.indent.end;
  base.faults.push({ code: 'stray-line', span: span(line.indent.end, end), detail: '' });
}

function parseImport(base: Base, reader: LineReader, lines: readonly Line[]): Import {
  const keyword = nameOf(reader, reader.advance() as Token);
  const token = reader.peek();
  // `import ""` does not name a file.
  if (token?.kind !== 'string' || reader.textOf(token).slice(1, -1).trim() === '') {
    const at = token ? span(token.start, reader.lineEnd()) : keyword.span;
    reader.fault('import-syntax', at, token ? base.text.slice(at.start, at.end) : '');
    return { kind: 'import', ...base, keyword };
  }
  reader.advance();
  reader.expectEnd();
  reportStrayLine(base, lines.slice(1));
  return {
    kind: 'import',
    ...base,
    keyword,
    path: { value: reader.textOf(token).slice(1, -1), span: span(token.start, token.end) },
  };
}

function parseBlock(base: Base, reader: LineReader, lines: readonly Line[]): Block {
  const header = nameOf(reader, reader.advance() as Token);
  const keyword = keywordOf(reader, header);
  const nameToken = reader.take('name');
  const name = nameToken && !isIncompleteName(reader, keyword) ? nameOf(reader, nameToken) : undefined;
  checkHeader(reader, { keyword, header, name, named: nameToken !== undefined });
  const entries: Entry[] = [];
  const layers: Layer[] = [];
  let unread = keyword === undefined;
  for (const line of lines.slice(1)) {
    checkIndent(base, line);
    const lineReader = new LineReader(base.text, line, base.faults);
    const read = keyword === 'model' ? parseLayer(lineReader) : keyword && parseEntry(lineReader, keyword);
    if (!read) unread = true;
    else if ('name' in read) layers.push(read);
    else entries.push(read);
  }
  // Few blocks use params.
  const params = base.text.includes('$') ? paramNames(base.text, lines) : [];
  const parts = { entries, layers, unread, params, ...(keyword && { keyword }), ...(name && { name }) };
  return { kind: 'block', ...base, header, ...parts };
}

// In `model my.net:` and `model Net Two:` the name is not complete.
const isIncompleteName = (reader: LineReader, keyword: BlockKeyword | undefined): boolean =>
  keyword !== undefined && NAMED.has(keyword) && (reader.isGlued() || reader.peek()?.kind === 'name');

// `$hidden-size` does not use the param `hidden`.
const isIncompleteParam = (token: Token, next: Token | undefined): boolean =>
  next?.kind === 'badNumber' && next.start === token.end;

const paramNames = (text: string, lines: readonly Line[]): Name[] =>
  lines.flatMap(({ tokens }) =>
    tokens.filter((t, i) => t.kind === 'param' && !isIncompleteParam(t, tokens[i + 1])).map(t => paramName(text, t)),
  );

const paramName = (text: string, t: Token): Name => ({
  text: text.slice(t.start + 1, t.end),
  span: span(t.start, t.end),
});

// A mistyped keyword is reported and its block parsed as the intended one, so that the rest of the file is still
// understood.
function keywordOf(reader: LineReader, header: Name): BlockKeyword | undefined {
  const exact = blockKeywords.find(k => k === header.text);
  if (exact) return exact;
  const intended = suggestKeyword(header.text);
  reader.remark('unknown-block', header.span, intended ?? '');
  return blockKeywords.find(k => k === intended);
}

function checkHeader(
  reader: LineReader,
  parts: { keyword: BlockKeyword | undefined; header: Name; name: Name | undefined; named: boolean },
): void {
  const { keyword, header, name, named } = parts;
  const next = reader.peek();
  if (next?.kind === 'badNumber' && reader.isGlued()) gluedFault(reader, next);
  const hasColon = reader.take(':') !== undefined;
  // An unknown keyword is the only finding of its line.
  const isExact = keyword === header.text;
  if (isExact && NAMED.has(keyword) && !named) reader.fault('missing-block-name', header.span, keyword);
  if (isExact && !NAMED.has(keyword) && name) reader.remark('unexpected-block-name', name.span, keyword);
  if (isExact && !hasColon && !reader.peek()) reader.fault('missing-colon', reader.here(), keyword);
  reader.expectEnd();
}

function checkIndent(base: Base, line: Line): void {
  const indent = base.text.slice(line.indent.start, line.indent.end);
  // Without the characters that are not allowed, such a line is empty.
  if (indent === INDENT || line.tokens.every(token => token.kind === 'unknown')) return;
  const code = indent.includes('\t') ? 'tab-indentation' : 'wrong-indentation';
  // Without indentation, the first word is underlined.
  const at = indent === '' ? span(line.indent.end, line.tokens[0]?.end ?? line.indent.end) : line.indent;
  base.faults.push({ code, span: at, detail: indent });
}

// The name that a line starts with; undefined if there is none or it contains a character that is not allowed in names.
function firstWord(reader: LineReader): Name | undefined {
  const first = reader.take('name');
  if (first && !reader.isGlued()) return nameOf(reader, first);
  reportUnexpectedStart(reader);
  return undefined;
}

function parseEntry(reader: LineReader, keyword: BlockKeyword): Entry | undefined {
  const key = firstWord(reader);
  if (!key) return undefined;
  if (!reader.take('=')) {
    reader.fault('missing-equals', reader.here(), key.text);
    return { key, complete: false, span: reader.from(key.span.start) };
  }
  const value = parseValue(reader);
  reader.expectEnd();
  if (keyword === 'sweep' && value.kind !== 'list' && value.kind !== 'bad')
    reader.fault('sweep-axis-not-list', value.span, key.text);
  return { key, value, complete: !reader.broken, span: reader.from(key.span.start) };
}

function reportUnexpectedStart(reader: LineReader): void {
  const token = reader.peek() as Token;
  if (reader.isGlued() && token.kind === 'badNumber') gluedFault(reader, token);
  const lexical = (
    { openString: 'unclosed-string', unknown: 'unexpected-character', badParam: 'unexpected-character' } as const
  )[token.kind as 'openString'];
  const code = lexical ?? 'unexpected-text';
  reader.fault(code, span(token.start, lexical ? token.end : reader.lineEnd()), reader.textOf(token));
}

function parseLayer(reader: LineReader): Layer | undefined {
  const name = firstWord(reader);
  if (!name) return undefined;
  const args = [];
  while (reader.peek() && !reader.broken) args.push(parseArgument(reader));
  return { name, args, complete: !reader.broken, span: reader.from(name.span.start) };
}
