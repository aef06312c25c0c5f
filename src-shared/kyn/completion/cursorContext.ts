// Completion items, and the context of the cursor that they are computed from.
import { type Span, span } from '../../text/span';
import type { SpecModel } from '../names/specModel';
import type { Block } from '../syntax/ast';
import { lineStart } from '../syntax/chunks';
import { blockAt } from '../syntax/itemAt';
import { type OpenBracket, openBrackets, tokensBefore } from '../syntax/lineContext';
import type { Token, TokenKind } from '../syntax/tokens';

/**
 * A completion item. `snippet`: `insert` has tab stops as in `${1:text}`. `replaces` is the span of the replaced word.
 */
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
    | 'column'
    | 'snippet';
  readonly insert: string;
  readonly snippet: boolean;
  readonly replaces: Span;
  /** Short text beside the label, for example the default or the value of a param. */
  readonly detail?: string;
  /** Markdown, the same as the hover of the item. */
  readonly doc?: string;
  /** In long lists, the symbol to compute `doc` from when the item is resolved. */
  readonly docSymbol?: SymbolRef;
  /** The indentation of the line, where it is not that of a body line: it becomes `BODY_INDENT` with the item. */
  readonly reindents?: Span;
  /** Characters that accept the item and are then inserted. */
  readonly commit?: readonly string[];
  /** Whether the item is selected initially. */
  readonly preselect?: boolean;
}

/** A reference to a symbol by name. */
export interface SymbolRef {
  readonly kind: 'model' | 'dataset' | 'param';
  readonly name: string;
}

/** The input for completions; an `Analysis` is one. */
export type CompletionInput = SpecModel;

/** The context of a cursor where something can be completed. */
export interface CursorContext {
  readonly input: CompletionInput;
  readonly block: Block | undefined;
  /** The word up to the cursor: empty, a name, or a name that starts with `$`. */
  readonly word: string;
  readonly replaces: Span;
  /** Set if the word is the first of its line: in column 1 or after indentation. */
  readonly start: 'column' | 'indented' | undefined;
  /** The tokens before the word on its line, without blanks. */
  readonly tokens: readonly Token[];
  /** All tokens before the word on its line. */
  readonly raw: readonly Token[];
  /** The brackets that are open, the innermost last. */
  readonly open: readonly OpenBracket[];
  /** The text after the word on its line, up to a comment. */
  readonly rest: string;
}

// A word can start after these tokens. Numbers, strings and comments have no completions.
const WORDS: ReadonlySet<TokenKind> = new Set(['name', 'param', 'badParam']);
const BEFORE_WORD: ReadonlySet<TokenKind> = new Set(['blank', 'newline', 'bom', '=', '(', '[', ',', ']', ')', ':']);

/** The context at an offset; undefined in a comment, a string or a number. */
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
