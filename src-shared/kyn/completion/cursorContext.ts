// What a completion is, and the place that it is asked for.
import { type Span, span } from '../../text/span';
import type { HoverInput } from '../hover/names';
import type { Block } from '../syntax/ast';
import { blockAt } from '../syntax/itemAt';
import { lineStart, type OpenBracket, openBrackets, tokensBefore } from '../syntax/lineContext';
import type { Token, TokenKind } from '../syntax/tokens';

/** Something to insert. `snippet`: `insert` has tab stops as in `${1:text}`. `replaces` is the word that it takes the place of. */
export interface Completion {
  readonly label: string;
  readonly kind:
    | 'keyword'
    | 'key'
    | 'argument'
    | 'word'
    | 'call'
    | 'name'
    | 'param'
    | 'layer'
    | 'constant'
    | 'file'
    | 'folder'
    | 'column';
  readonly insert: string;
  readonly snippet: boolean;
  readonly replaces: Span;
  /** A short remark beside the label: the default, the value of a param. */
  readonly detail?: string;
  /** Markdown: what a hover on it would say. */
  readonly doc?: string;
  /** Where there are many: what `doc` would be about, to be asked for it. */
  readonly docSymbol?: SymbolRef;
  /** Characters that accept it and are typed as well. */
  readonly commit?: readonly string[];
  /** The one to begin with. */
  readonly preselect?: boolean;
}

/** A name of a spec. */
export interface SymbolRef {
  readonly kind: 'model' | 'dataset' | 'param';
  readonly name: string;
}

/** What completions are computed from; an analysis is one. */
export type CompletionInput = HoverInput;

/** A place where something can be written. */
export interface CursorContext {
  readonly input: CompletionInput;
  readonly block: Block | undefined;
  /** The word at the cursor, as far as it is written: empty, a name, or one that starts with `$`. */
  readonly word: string;
  readonly replaces: Span;
  /** Whether the word is the first of its line: in column 1, or behind the indentation. */
  readonly start: 'column' | 'indented' | undefined;
  /** The tokens before the word on its line that are no blanks. */
  readonly tokens: readonly Token[];
  /** All tokens before the word on its line. */
  readonly raw: readonly Token[];
  /** The brackets that are open, the innermost last. */
  readonly open: readonly OpenBracket[];
  /** What follows the word on its line, up to a comment. */
  readonly rest: string;
}

// Behind these a word can begin. Numbers, strings and comments have nothing to complete.
const WORDS: ReadonlySet<TokenKind> = new Set(['name', 'param', 'badParam']);
const BEFORE_WORD: ReadonlySet<TokenKind> = new Set(['blank', 'newline', 'bom', '=', '(', '[', ',', ']', ')', ':']);

/** The place of an offset; undefined where nothing can be completed: in a comment, a string or a number. */
export function cursorContextAt(input: CompletionInput, offset: number): CursorContext | undefined {
  const { text } = input.tree;
  const all = tokensBefore(text, offset);
  const last = all.at(-1);
  const isWord = last !== undefined && WORDS.has(last.kind);
  if (last && !isWord && !BEFORE_WORD.has(last.kind)) return undefined;
  const raw = isWord ? all.slice(0, -1) : all;
  const from = isWord ? last.start : offset;
  const end = endOfWord(text, offset);
  const tokens = raw.filter(t => t.kind !== 'blank' && t.kind !== 'bom');
  const isFirst = tokens.length === 0;
  const column = raw.every(t => t.kind === 'bom');
  return {
    input,
    block: blockAt(input.tree, lineStart(text, offset)),
    word: text.slice(from, offset),
    replaces: span(from, end),
    start: isFirst ? (column ? 'column' : 'indented') : undefined,
    tokens,
    raw,
    open: openBrackets(text, raw),
    rest: restOfLine(text, end),
  };
}

function endOfWord(text: string, offset: number): number {
  WORD.lastIndex = offset;
  WORD.test(text);
  return WORD.lastIndex;
}

function restOfLine(text: string, from: number): string {
  REST.lastIndex = from;
  return (REST.exec(text)?.[0] ?? '').trim();
}

const WORD = /\w*/y;
const REST = /[^#\r\n]*/y;
