// What the catalogue is made of: words, keys, blocks and calls.

/** The keywords that open a block. */
export type BlockKeyword = 'params' | 'sweep' | 'dataset' | 'model' | 'train' | 'evaluate' | 'export';

/** Where a rule comes from. A rejected word is one that the documentation names as unsupported. */
export type WordStatus = 'documented' | 'assumed' | 'rejected';

/** The lists of words that a spec chooses from. */
export type WordCategory =
  | 'layer'
  | 'activation'
  | 'loss'
  | 'optimizer'
  | 'scheduler'
  | 'metric'
  | 'device'
  | 'precision'
  | 'format'
  | 'connector';

/** A word of a list. */
export interface Word {
  readonly name: string;
  readonly status: WordStatus;
  /** What it means, as Markdown. */
  readonly doc: string;
  /** What it does to the repeatability of a run, as Markdown. */
  readonly repro?: string;
}

/** What a value must be. `ref` is the name of a block. */
export type ValueType =
  | { readonly kind: 'int' | 'float'; readonly min?: number; readonly above?: number; readonly below?: number }
  | { readonly kind: 'bool' | 'any' | 'scalar' }
  /** `filled`: an empty string says nothing there. */
  | { readonly kind: 'string'; readonly filled?: true }
  | { readonly kind: 'word'; readonly words: WordCategory }
  | { readonly kind: 'call'; readonly callee: WordCategory }
  /** `before`: what stands before a single value that should have been a list, where a list of it alone is not enough. */
  | { readonly kind: 'list'; readonly of: ValueType; readonly before?: string }
  | { readonly kind: 'ref'; readonly to: 'model' | 'dataset' };

/** A key of a block. `required: 'onnx'`: only where `format = onnx`. */
export interface KeySpec {
  readonly name: string;
  readonly type: ValueType;
  readonly required?: true | 'onnx';
  /** As it would be written; absent where there is no default. */
  readonly default?: string;
  /** A value as it would be written, for a key that has no default. */
  readonly example?: string;
  /** What it means, as Markdown. */
  readonly doc: string;
  /** What it does to the repeatability of a run, as Markdown. */
  readonly repro?: string;
  /** The part of all this that the documentation does not state and this project decided; absent where it states everything. */
  readonly assumed?: string;
}

/** A kind of block. `keys` stand in canonical order; a block without keys takes any name (params, sweep) or layers (model). */
export interface BlockSpec {
  readonly keyword: BlockKeyword;
  readonly named: boolean;
  readonly max: 1 | 'many';
  readonly keys: readonly KeySpec[];
  /** What it is for, as Markdown. */
  readonly doc: string;
  readonly repro?: string;
  readonly assumed?: string;
}

/** An argument of a call. `positional`: written without its name, like the path of `csv`. */
export interface CallArgument {
  readonly name: string;
  readonly positional: boolean;
  /** Without it there is nothing to call. */
  readonly required?: true;
  readonly type: ValueType;
  /** A value as it would be written. */
  readonly example: string;
  readonly status: 'documented' | 'assumed';
  readonly doc: string;
  readonly repro?: string;
}

/** What can be called, and with what. */
export interface CallSpec {
  readonly name: string;
  readonly list: WordCategory;
  readonly args: readonly CallArgument[];
}
