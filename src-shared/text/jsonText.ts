// JSON text -> a tree with places and exact number tokens. Reads what Python's json module reads (NaN and Infinity included) and never overflows.
// Left out: the meaning of the values and the messages of the problems. A number is its text, because 1, 1.0 and 1e400 must stay different.
import { type Span, span } from './span';

/** A value with its span. `text` is the token of a number, or the decoded characters of a string. `secret`: it must not be shown (artifacts/secrets.ts). */
export type JsonNode =
  | { readonly kind: 'object'; readonly span: Span; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly span: Span; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly span: Span; readonly text: string; readonly secret?: true }
  | { readonly kind: 'number'; readonly span: Span; readonly text: string; readonly secret?: true }
  | { readonly kind: 'bool'; readonly span: Span; readonly value: boolean }
  | { readonly kind: 'null'; readonly span: Span };

/** A key with its value. */
export interface JsonMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonNode;
}

/** What is wrong with a text. */
export type JsonFault =
  | 'byte-order-mark'
  | 'empty'
  | 'text-after-end'
  | 'too-deep'
  | 'unclosed-object'
  | 'unclosed-array'
  | 'unclosed-string'
  | 'expected-comma-or-brace'
  | 'expected-comma-or-bracket'
  | 'expected-key'
  | 'expected-colon'
  | 'expected-value'
  | 'control-character'
  | 'bad-escape';

/** The first fault of a text and its location. */
export interface JsonProblem {
  readonly fault: JsonFault;
  readonly span: Span;
}

/** Whether a value contains other values. Searches of large trees skip the rest without a call. */
export const isContainer = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'array';

/** The result of reading a text: a value unless there is a problem. Duplicate keys are kept and are not a problem here. */
export interface JsonResult {
  readonly value?: JsonNode;
  readonly problem?: JsonProblem;
  /** The value up to the problem, as if the text ended there. Use it only to guess the kind of file. */
  readonly partial?: JsonNode;
}

/** Deeper values are rejected. Python's limit is about a thousand levels, but artifacts are not nested deeply. */
export const MAX_JSON_DEPTH = 500;

type Container =
  | { kind: 'object'; start: number; members: JsonMember[]; key?: { text: string; span: Span } }
  | { kind: 'array'; start: number; items: JsonNode[] };

/** Reads a JSON text. A byte order mark is a problem, as in Python's json module; the value after it is `partial`. */
export function parseJson(text: string): JsonResult {
  const marks = /^\ufeff*/.exec(text)?.[0].length ?? 0;
  if (marks === 0) return parseFrom(text, 0);
  const { value, partial = value } = parseFrom(text, marks);
  return { problem: { fault: 'byte-order-mark', span: span(0, marks) }, ...(partial && { partial }) };
}

function parseFrom(text: string, start: number): JsonResult {
  const reader = new Reader(text, start);
  try {
    return { value: reader.document() };
  } catch (problem) {
    if (problem instanceof ReadError) {
      const partial = reader.partial();
      return { problem: problem.problem, ...(partial && { partial }) };
    }
    throw problem;
  }
}

// Carries the one problem of a text out of the reader; it never leaves this file.
class ReadError extends Error {
  constructor(readonly problem: JsonProblem) {
    super(problem.fault);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN/y;
const [TAB, LINE_FEED, RETURN, SPACE, QUOTE, BACKSLASH] = [9, 10, 13, 32, 34, 92];
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

class Reader {
  private readonly open: Container[] = [];
  private done: JsonNode | undefined;

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  document(): JsonNode {
    this.blank();
    if (this.at >= this.text.length) this.fail('empty', 0);
    for (;;) {
      const value = this.valueOrOpen();
      const done = value && this.attach(value);
      if (done) {
        this.done = done;
        this.blank();
        if (this.at < this.text.length) this.fail('text-after-end', this.at);
        return done;
      }
    }
  }

  /** The value read so far: open containers are closed, a key without a value is left out. */
  partial(): JsonNode | undefined {
    return this.open.reduceRight<JsonNode | undefined>(
      (inner, container) => closed(container, inner, this.at),
      this.done,
    );
  }

  // A complete value; undefined if a container was opened and its first element follows.
  private valueOrOpen(): JsonNode | undefined {
    this.blank();
    const c = this.text[this.at];
    if (c === '{' || c === '[') return this.openContainer(c);
    if (c === '"') {
      const start = this.at;
      return { kind: 'string', text: this.string(), span: span(start, this.at) };
    }
    return this.word();
  }

  private openContainer(c: '{' | '['): JsonNode | undefined {
    const start = this.at++;
    if (this.open.length >= MAX_JSON_DEPTH) this.fail('too-deep', start);
    this.blank();
    if (c === '{' && this.text[this.at] === '}') return { kind: 'object', members: [], span: span(start, ++this.at) };
    if (c === '[' && this.text[this.at] === ']') return { kind: 'array', items: [], span: span(start, ++this.at) };
    if (c === '[') this.open.push({ kind: 'array', start, items: [] });
    else {
      const object: Container = { kind: 'object', start, members: [] };
      this.open.push(object);
      this.key(object);
    }
    return undefined;
  }

  // Adds a value to its container and closes the containers that end after it. Returns the outermost value when it is complete.
  private attach(value: JsonNode): JsonNode | undefined {
    let current = value;
    for (;;) {
      const parent = this.open.at(-1);
      if (!parent) return current;
      if (parent.kind === 'array') parent.items.push(current);
      else
        parent.members.push({ key: parent.key?.text ?? '', keySpan: parent.key?.span ?? span(0, 0), value: current });
      this.blank();
      const c = this.text[this.at];
      if (c === ',') {
        this.at++;
        if (parent.kind === 'object') this.key(parent);
        return undefined;
      }
      if (c !== (parent.kind === 'array' ? ']' : '}')) this.unfinished(parent);
      this.at++;
      this.open.pop();
      const place = span(parent.start, this.at);
      current =
        parent.kind === 'array'
          ? { kind: 'array', items: parent.items, span: place }
          : { kind: 'object', members: parent.members, span: place };
    }
  }

  private unfinished(parent: Container): never {
    const isArray = parent.kind === 'array';
    if (this.at >= this.text.length) this.fail(isArray ? 'unclosed-array' : 'unclosed-object', parent.start);
    this.fail(isArray ? 'expected-comma-or-bracket' : 'expected-comma-or-brace', this.at);
  }

  private key(object: Container & { kind: 'object' }): void {
    this.blank();
    if (this.text[this.at] !== '"') this.fail('expected-key', this.at);
    const start = this.at;
    object.key = { text: this.string(), span: span(start, this.at) };
    this.blank();
    if (this.text[this.at] !== ':') this.fail('expected-colon', this.at);
    this.at++;
  }

  private string(): string {
    const start = this.at++;
    let read = '';
    for (;;) {
      const from = this.at;
      this.skipPlain();
      const plain = this.text.slice(from, this.at);
      const c = this.text.charCodeAt(this.at);
      if (c === QUOTE) {
        this.at++;
        return read === '' ? plain : read + plain;
      }
      if (Number.isNaN(c) || c === LINE_FEED || c === RETURN) this.fail('unclosed-string', start);
      if (c !== BACKSLASH) this.fail('control-character', this.at);
      read += plain + this.escape();
    }
  }

  // Characters that stand for themselves in a string. Reading them one by one takes a third of the time of a pattern.
  private skipPlain(): void {
    const { text } = this;
    let at = this.at;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c < SPACE || c === QUOTE || c === BACKSLASH) break;
    }
    this.at = at;
  }

  private escape(): string {
    const start = this.at++;
    const letter = this.text[this.at++] ?? '';
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) return plain;
    const hex = /^[0-9a-fA-F]{4}$/.exec(this.text.slice(this.at, this.at + 4))?.[0];
    if (letter !== 'u' || !hex) this.fail('bad-escape', start);
    this.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  private word(): JsonNode {
    const start = this.at;
    NUMBER.lastIndex = start;
    if (NUMBER.test(this.text)) {
      this.at = NUMBER.lastIndex;
      return { kind: 'number', text: this.text.slice(start, this.at), span: span(start, this.at) };
    }
    for (const word of ['true', 'false', 'null']) {
      if (!this.text.startsWith(word, start)) continue;
      this.at += word.length;
      return word === 'null'
        ? { kind: 'null', span: span(start, this.at) }
        : { kind: 'bool', value: word === 'true', span: span(start, this.at) };
    }
    this.fail('expected-value', start);
  }

  private blank(): void {
    const { text } = this;
    let at = this.at;
    for (; ; at++) {
      const c = text.charCodeAt(at);
      if (c !== SPACE && c !== LINE_FEED && c !== RETURN && c !== TAB) break;
    }
    this.at = at;
  }

  private fail(fault: JsonFault, at: number): never {
    const end = Math.min(this.text.length, at + 1);
    throw new ReadError({ fault, span: span(Math.min(at, end), end) });
  }
}

function closed(container: Container, inner: JsonNode | undefined, end: number): JsonNode {
  const place = span(container.start, end);
  if (container.kind === 'array')
    return { kind: 'array', items: inner ? [...container.items, inner] : container.items, span: place };
  const { key, members } = container;
  const last = inner && key ? [{ key: key.text, keySpan: key.span, value: inner }] : [];
  return { kind: 'object', members: [...members, ...last], span: place };
}

/** Members by key; the last of duplicates counts, as in Python. */
export function members(node: JsonNode | undefined): ReadonlyMap<string, JsonMember> {
  if (node?.kind !== 'object') return NO_MEMBERS;
  if (node.members.length <= FEW_MEMBERS) return membersByKey(node);
  const known = manyMembers.get(node) ?? membersByKey(node);
  manyMembers.set(node, known);
  return known;
}

/** The members of an object in their order, each key once with its last value, as in Python; none for any other value. */
export function distinctMembers(node: JsonNode | undefined): readonly JsonMember[] {
  if (node?.kind !== 'object') return NONE;
  const { members: all } = node;
  const isSmall = all.length <= FEW_MEMBERS;
  return isSmall && !hasDuplicate(all) ? all : [...members(node).values()];
}

// Without a set, because it is asked for each object.
function hasDuplicate(few: readonly JsonMember[]): boolean {
  for (let i = 1; i < few.length; i++)
    for (let before = 0; before < i; before++) if (few[i]?.key === few[before]?.key) return true;
  return false;
}

const NONE: readonly JsonMember[] = [];
const NO_MEMBERS: ReadonlyMap<string, JsonMember> = new Map();
// Smaller objects are read faster than they are looked up.
const FEW_MEMBERS = 16;
// Each problem and each metric of a large object looks up its own key.
const manyMembers = new WeakMap<JsonNode, ReadonlyMap<string, JsonMember>>();

const membersByKey = (node: Extract<JsonNode, { kind: 'object' }>): ReadonlyMap<string, JsonMember> =>
  new Map(node.members.map(m => [m.key, m]));

/** A key of an object with its value; the last of duplicates counts. */
export function lastMember(node: JsonNode | undefined, key: string): JsonMember | undefined {
  if (node?.kind !== 'object') return undefined;
  for (let i = node.members.length - 1; i >= 0; i--) {
    const found = node.members[i];
    if (found?.key === key) return found;
  }
  return undefined;
}

/** The value of a key of an object; the last of duplicates counts. */
export const member = (node: JsonNode | undefined, key: string): JsonNode | undefined => lastMember(node, key)?.value;

/** The characters of a key's string value; undefined for any other value. */
export function stringMember(node: JsonNode | undefined, key: string): string | undefined {
  const value = member(node, key);
  return value?.kind === 'string' ? value.text : undefined;
}

/** Whether a number is an integer for Python: written without point and exponent, and neither NaN nor Infinity. */
export const isInteger = (token: string): boolean => /^-?\d+$/.test(token);
