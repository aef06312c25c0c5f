// The syntax tree of a spec: a list of items (imports and blocks). Spans are relative to the start of the item,
// so an unchanged item is the same object in the next version of the document, even if it moved.
import type { Span } from '../../text/span';
import type { BlockKeyword } from '../catalogue/types';

/** A name with its span. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** A value. Numbers keep their text; `number` is its nearest double. `shown`: what is displayed instead, because it contains a secret. */
export type Value =
  | {
      readonly kind: 'int' | 'float';
      readonly text: string;
      readonly number: number;
      readonly span: Span;
      readonly shown?: string;
    }
  | { readonly kind: 'bool'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span; readonly shown?: string }
  | { readonly kind: 'name'; readonly text: string; readonly span: Span; readonly shown?: string }
  | { readonly kind: 'param'; readonly name: string; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly span: Span }
  | { readonly kind: 'call'; readonly callee: Name; readonly args: readonly Argument[]; readonly span: Span }
  /** Text that is not a value. Its fault is reported by the parser; checks ignore it. */
  | { readonly kind: 'bad'; readonly span: Span };

/** An argument of a call or a layer; `key` is absent for a positional one. */
export interface Argument {
  readonly key?: Name;
  readonly value: Value;
}

/**
 * `key = value`; `value` is absent without `=`. `complete` is false after a syntax fault: checks then ignore the
 * value.
 */
export interface Entry {
  readonly key: Name;
  readonly value?: Value;
  readonly complete: boolean;
  readonly span: Span;
}

/** A layer of a model: `dense 64 relu`. `complete` is false after a syntax fault. */
export interface Layer {
  readonly name: Name;
  readonly args: readonly Argument[];
  readonly complete: boolean;
  readonly span: Span;
}

/** A syntax fault. The check with the same code provides its message and fixes. */
export interface Fault {
  readonly code: FaultCode;
  readonly span: Span;
  /** Input for the message, for example the text at the span. */
  readonly detail: string;
}

/** Codes of the faults that the parser reports. */
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
  /**
   * The text from the item's header to the next header. Tokens are not stored, because they would be most of the tree;
   * `tokenAt` reads them again.
   */
  readonly text: string;
  readonly faults: readonly Fault[];
  /** The secrets in the text, in order; absent if there are none. They are never displayed. */
  readonly secrets?: readonly Span[];
}

/** The text before the first header: comments, blank lines and stray lines. */
export interface Preamble extends ItemBase {
  readonly kind: 'preamble';
}

/** `import "other.kyn"`; `path` is absent after a syntax fault, and has `shown` if it contains a secret. */
export interface Import extends ItemBase {
  readonly kind: 'import';
  readonly keyword: Name;
  readonly path?: { readonly value: string; readonly span: Span; readonly shown?: string };
}

/**
 * A block. `keyword` is also set for a mistyped keyword if the intended one can be determined, so that the body is
 * parsed.
 */
export interface Block extends ItemBase {
  readonly kind: 'block';
  readonly keyword?: BlockKeyword;
  readonly header: Name;
  readonly name?: Name;
  readonly entries: readonly Entry[];
  readonly layers: readonly Layer[];
  /** Whether a line of the body could not be parsed, so that missing keys cannot be determined. */
  readonly unread: boolean;
  /** All `$name` in the block, in text order. */
  readonly params: readonly Name[];
}

/** A part of a spec that is parsed by itself. */
export type Item = Preamble | Import | Block;

/** An item with its position: `at` is the absolute offset of its first character. */
export interface Placed<T extends Item = Item> {
  readonly at: number;
  readonly item: T;
}

/** A parsed text. The texts of the items in order are the whole text. */
export interface SyntaxTree {
  readonly text: string;
  readonly items: readonly Placed[];
  /** Identifies this version of the spec: the key of what is computed once for it. It holds nothing, so it keeps no version in memory. */
  readonly version: object;
  /** How the items differ from those of the version that the tree was parsed from; absent for a first version. */
  readonly change?: Change;
}

/** `removed` items of an earlier version, from the index `at`, became `added` items. All other items are the same objects. */
export interface Change {
  readonly from: SyntaxTree['version'];
  readonly at: number;
  readonly removed: readonly Item[];
  readonly added: number;
}
