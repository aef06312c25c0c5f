// Parses values: numbers, booleans, strings, names, `$params`, calls and lists. A malformed value becomes `bad` and is
// reported once.
import { type Span, span } from '../../text/span';
import type { Argument, Name, Value } from './ast';
import type { LineReader } from './lines';
import type { Token } from './tokens';

/** The maximum nesting of lists and calls, so that the recursive parser cannot overflow the stack. */
export const MAX_DEPTH = 64;

const spanOf = (token: Token): Span => span(token.start, token.end);

/** The name of a name token. */
export const nameOf = (reader: LineReader, token: Token): Name => ({ text: reader.textOf(token), span: spanOf(token) });

/** Parses one value; reports a fault if it is malformed. */
export function parseValue(reader: LineReader, depth = 0): Value {
  const token = reader.peek();
  if (!token) {
    reader.fault('missing-value', reader.here());
    return { kind: 'bad', span: reader.here() };
  }
  if (depth > MAX_DEPTH) return badValue(reader, 'nested-too-deep', token);
  if (token.kind === '[') return parseList(reader, depth);
  if (token.kind === 'name' && reader.peekSecond()?.kind === '(') return parseCall(reader, depth);
  return parseAtom(reader, token);
}

function badValue(reader: LineReader, code: Parameters<LineReader['fault']>[0], token: Token): Value {
  reader.fault(code, spanOf(token), reader.textOf(token));
  return { kind: 'bad', span: spanOf(token) };
}

function parseAtom(reader: LineReader, token: Token): Value {
  const text = reader.textOf(token);
  switch (token.kind) {
    case 'int':
    case 'float':
      reader.advance();
      return { kind: token.kind, text, number: Number(text), span: spanOf(token) };
    case 'string':
      reader.advance();
      return { kind: 'string', value: text.slice(1, -1), span: spanOf(token) };
    case 'param':
      reader.advance();
      if (reader.isGlued()) return gluedValue(reader, token);
      return { kind: 'param', name: text.slice(1), span: spanOf(token) };
    case 'name':
      reader.advance();
      if (reader.isGlued()) return gluedValue(reader, token);
      return parseWord(reader, token, text);
    case 'badNumber':
      return foreignValue(reader, 'bad-number', token);
    case 'singleQuoted':
      return foreignValue(reader, 'single-quotes', token);
    case 'openString':
      return badValue(reader, 'unclosed-string', token);
    case 'badParam':
    case 'unknown':
      return badValue(reader, 'unexpected-character', token);
    default:
      reader.fault('missing-value', span(token.start, token.end), text);
      return { kind: 'bad', span: spanOf(token) };
  }
}

// `hidden-size`, `a.b`: reports the character that is not allowed in names; the whole word is `bad`.
function gluedValue(reader: LineReader, word: Token): Value {
  const next = reader.peek();
  if (next?.kind === 'badNumber') gluedFault(reader, next);
  else if (next) reader.fault('unexpected-character', spanOf(next), reader.textOf(next));
  return { kind: 'bad', span: spanOf(word) };
}

/** Reports the first character of a number token that directly follows a word. */
export const gluedFault = (reader: LineReader, token: Token): void =>
  reader.fault('unexpected-character', span(token.start, token.start + 1), reader.textOf(token).slice(0, 1));

// A value in the notation of another language: the rest of the line can still be parsed.
function foreignValue(reader: LineReader, code: 'bad-number' | 'single-quotes', token: Token): Value {
  reader.advance();
  reader.remark(code, spanOf(token), reader.textOf(token));
  return { kind: 'bad', span: spanOf(token) };
}

function parseWord(reader: LineReader, token: Token, text: string): Value {
  if (text === 'true' || text === 'false') return { kind: 'bool', value: text === 'true', span: spanOf(token) };
  if (/^(true|false)$/i.test(text)) {
    reader.remark('boolean-case', spanOf(token), text);
    return { kind: 'bool', value: text.toLowerCase() === 'true', span: spanOf(token) };
  }
  return { kind: 'name', text, span: spanOf(token) };
}

function parseList(reader: LineReader, depth: number): Value {
  const open = reader.advance() as Token;
  const items: Value[] = [];
  parseSequence(reader, { open, close: ']' }, () => items.push(parseValue(reader, depth + 1)));
  return { kind: 'list', items, span: reader.from(open.start) };
}

function parseCall(reader: LineReader, depth: number): Value {
  const callee = nameOf(reader, reader.advance() as Token);
  const open = reader.advance() as Token;
  const args: Argument[] = [];
  parseSequence(reader, { open, close: ')' }, () => args.push(parseArgument(reader, depth + 1)));
  return { kind: 'call', callee, args, span: reader.from(callee.span.start) };
}

/** Parses `key=value` or a value. */
export function parseArgument(reader: LineReader, depth = 0): Argument {
  const first = reader.peek();
  if (first?.kind !== 'name' || reader.peekSecond()?.kind !== '=') return { value: parseValue(reader, depth) };
  const key = nameOf(reader, reader.advance() as Token);
  reader.advance();
  return { key, value: parseValue(reader, depth) };
}

// Parses elements separated by commas; a trailing comma is allowed.
function parseSequence(reader: LineReader, brackets: { open: Token; close: ']' | ')' }, element: () => void): void {
  while (!reader.broken && !reader.take(brackets.close)) {
    if (reader.peek()) element();
    if (reader.broken || reader.take(brackets.close)) return;
    if (!reader.take(',') || !reader.peek()) reportUnclosed(reader, brackets);
  }
}

function reportUnclosed(reader: LineReader, { open, close }: { open: Token; close: string }): void {
  const rest = reader.peek();
  if (rest) reader.fault('unexpected-text', span(rest.start, rest.end), reader.textOf(rest));
  else reader.fault('unclosed-bracket', spanOf(open), close);
}
