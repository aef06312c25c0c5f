// The syntax tree of a spec: a list of items (imports and blocks), each a tree of its own with spans relative to the item's start.
// So an item that did not change is the same object in the next version of the document, wherever it has moved.
import type { Span } from '../../text/span';
import type { BlockKeyword } from '../catalogue/types';

/** A word with its place. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** A value. Numbers keep their text; `number` is its nearest double. */
export type Value =
  | { readonly kind: 'int' | 'float'; readonly text: string; readonly number: number; readonly span: Span }
  | { readonly kind: 'bool'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'name'; readonly text: string; readonly span: Span }
  | { readonly kind: 'param'; readonly name: string; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly span: Span }
  | { readonly kind: 'call'; readonly callee: Name; readonly args: readonly Argument[]; readonly span: Span }
  /** Something stands here that is no value; the fault is reported, nothing else is said about it. */
  | { readonly kind: 'bad'; readonly span: Span };

/** An argument of a call or a layer; `key` is absent for a positional one. */
export interface Argument {
  readonly key?: Name;
  readonly value: Value;
}

/** `key = value`; `value` is absent where there is no `=`. `complete` is false where a syntax fault cut it short: its value is not judged. */
export interface Entry {
  readonly key: Name;
  readonly value?: Value;
  readonly complete: boolean;
  readonly span: Span;
}

/** A layer of a model: `dense 64 relu`. `complete` is false where a syntax fault cut it short. */
export interface Layer {
  readonly name: Name;
  readonly args: readonly Argument[];
  readonly complete: boolean;
  readonly span: Span;
}

/** A syntax fault: what and where. Its words and cure are those of the check with the same code. */
export interface Fault {
  readonly code: FaultCode;
  readonly span: Span;
  /** What the words need to name, e.g. the text that stands there. */
  readonly detail: string;
}

/** Codes of the faults that the parser finds. */
export type FaultCode =
  | 'bad-number'
  | 'boolean-case'
  | 'byte-order-mark'
  | 'import-syntax'
  | 'missing-block-name'
  | 'missing-colon'
  | 'missing-equals'
  | 'missing-value'
  | 'nested-too-deep'
  | 'single-quotes'
  | 'stray-line'
  | 'sweep-axis-not-list'
  | 'tab-indentation'
  | 'unclosed-bracket'
  | 'unclosed-string'
  | 'unexpected-block-name'
  | 'unexpected-character'
  | 'unexpected-text'
  | 'unknown-block'
  | 'wrong-indentation';

interface ItemBase {
  /** The item's own text: from its header to the next header. `lex` gives its tokens; kept, they would be most of the tree. */
  readonly text: string;
  readonly faults: readonly Fault[];
}

/** What stands before the first header: comments, blank lines, and lines that belong nowhere. */
export interface Preamble extends ItemBase {
  readonly kind: 'preamble';
}

/** `import "other.kyn"`; `path` is absent where it is broken. */
export interface Import extends ItemBase {
  readonly kind: 'import';
  readonly keyword: Name;
  readonly path?: { readonly value: string; readonly span: Span };
}

/** A block. `keyword` is what it was understood as (a mistyped one still has its body read); absent when it cannot be told. */
export interface Block extends ItemBase {
  readonly kind: 'block';
  readonly keyword?: BlockKeyword;
  readonly header: Name;
  readonly name?: Name;
  readonly entries: readonly Entry[];
  readonly layers: readonly Layer[];
  /** A line of the body could not be told, so it is not known what the block lacks. */
  readonly unread: boolean;
  /** All `$name` in the block, in text order. */
  readonly params: readonly Name[];
}

/** A part of a spec that is parsed by itself. */
export type Item = Preamble | Import | Block;

/** An item at its place: `at` is the absolute offset of its first character. */
export interface Placed<T extends Item = Item> {
  readonly at: number;
  readonly item: T;
}

/** A parsed text; the items' texts in order are the text. */
export interface SyntaxTree {
  readonly text: string;
  readonly items: readonly Placed[];
}
