// Values: numbers, booleans, strings, names, `$params`, calls and lists. A value that is broken becomes `bad`; the fault is reported once.
import { type Span, span } from '../../text/span';
import type { Argument, Name, Value } from './ast';
import type { LineReader } from './lines';
import type { Token } from './tokens';

/** Deeper lists and calls are not read: nobody writes them, and a reader that recurses must not be made to overflow. */
export const MAX_DEPTH = 64;

const place = (token: Token): Span => span(token.start, token.end);

/** A name token as a name. */
export const nameOf = (reader: LineReader, token: Token): Name => ({ text: reader.textOf(token), span: place(token) });

/** Reads one value; reports what keeps it from being one. */
export function parseValue(reader: LineReader, depth = 0): Value {
  const token = reader.peek();
  if (!token) {
    reader.fault('missing-value', reader.here());
    return { kind: 'bad', span: reader.here() };
  }
  if (depth > MAX_DEPTH) return broken(reader, 'nested-too-deep', token);
  if (token.kind === '[') return parseList(reader, depth);
  if (token.kind === 'name' && reader.peekSecond()?.kind === '(') return parseCall(reader, depth);
  return parseAtom(reader, token);
}

function broken(reader: LineReader, code: Parameters<LineReader['fault']>[0], token: Token): Value {
  reader.fault(code, place(token), reader.textOf(token));
  return { kind: 'bad', span: place(token) };
}

function parseAtom(reader: LineReader, token: Token): Value {
  const text = reader.textOf(token);
  switch (token.kind) {
    case 'int':
    case 'float':
      reader.advance();
      return { kind: token.kind, text, number: Number(text), span: place(token) };
    case 'string':
      reader.advance();
      return { kind: 'string', value: text.slice(1, -1), span: place(token) };
    case 'param':
      reader.advance();
      if (reader.isGlued()) return glued(reader, token);
      return { kind: 'param', name: text.slice(1), span: place(token) };
    case 'name':
      reader.advance();
      if (reader.isGlued()) return glued(reader, token);
      return parseWord(reader, token, text);
    case 'badNumber':
      return misspelt(reader, 'bad-number', token);
    case 'singleQuoted':
      return misspelt(reader, 'single-quotes', token);
    case 'openString':
      return broken(reader, 'unclosed-string', token);
    case 'badParam':
    case 'unknown':
      return broken(reader, 'unexpected-character', token);
    default:
      reader.fault('missing-value', span(token.start, token.end), text);
      return { kind: 'bad', span: place(token) };
  }
}

// `hidden-size`, `a.b`: the character that no name holds is the fault, and no part of the word stands for anything.
function glued(reader: LineReader, word: Token): Value {
  const next = reader.peek();
  if (next?.kind === 'badNumber') gluedFault(reader, next);
  else if (next) reader.fault('unexpected-character', place(next), reader.textOf(next));
  return { kind: 'bad', span: place(word) };
}

/** Reports what makes a number out of the rest of a word: its first character. */
export const gluedFault = (reader: LineReader, token: Token): void =>
  reader.fault('unexpected-character', span(token.start, token.start + 1), reader.textOf(token).slice(0, 1));

// The rest of the line can still be read after a value that is only written in another language's way.
function misspelt(reader: LineReader, code: 'bad-number' | 'single-quotes', token: Token): Value {
  reader.advance();
  reader.remark(code, place(token), reader.textOf(token));
  return { kind: 'bad', span: place(token) };
}

function parseWord(reader: LineReader, token: Token, text: string): Value {
  if (text === 'true' || text === 'false') return { kind: 'bool', value: text === 'true', span: place(token) };
  if (/^(true|false)$/i.test(text)) {
    reader.remark('boolean-case', place(token), text);
    return { kind: 'bool', value: text.toLowerCase() === 'true', span: place(token) };
  }
  return { kind: 'name', text, span: place(token) };
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

/** Reads `key=value` or a value. */
export function parseArgument(reader: LineReader, depth = 0): Argument {
  const first = reader.peek();
  if (first?.kind !== 'name' || reader.peekSecond()?.kind !== '=') return { value: parseValue(reader, depth) };
  const key = nameOf(reader, reader.advance() as Token);
  reader.advance();
  return { key, value: parseValue(reader, depth) };
}

// Elements with commas between them; a comma before the closing bracket is allowed.
function parseSequence(reader: LineReader, brackets: { open: Token; close: ']' | ')' }, element: () => void): void {
  while (!reader.broken && !reader.take(brackets.close)) {
    if (reader.peek()) element();
    if (reader.broken || reader.take(brackets.close)) return;
    if (!reader.take(',') || !reader.peek()) unclosed(reader, brackets);
  }
}

function unclosed(reader: LineReader, { open, close }: { open: Token; close: string }): void {
  const rest = reader.peek();
  if (rest) reader.fault('unexpected-text', span(rest.start, rest.end), reader.textOf(rest));
  else reader.fault('unclosed-bracket', place(open), close);
}
