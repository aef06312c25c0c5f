// The types of the catalogue: words, keys, blocks and calls.

/** The keywords that open a block. */
export type BlockKeyword = 'params' | 'sweep' | 'dataset' | 'model' | 'train' | 'evaluate' | 'export';

/** The source of a rule. A rejected word is one that the documentation names as unsupported. */
export type WordStatus = 'documented' | 'assumed' | 'rejected';

/** The lists of words that a value can come from. */
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
  /** The meaning, as Markdown. */
  readonly doc: string;
  /** The effect on the repeatability of a run, as Markdown. */
  readonly repro?: string;
}

/** The expected type of a value. `ref` is the name of a block. */
export type ValueType =
  | { readonly kind: 'int' | 'float'; readonly min?: number; readonly above?: number; readonly below?: number }
  | { readonly kind: 'bool' | 'any' | 'scalar' }
  /** `filled`: the string must not be empty. */
  | { readonly kind: 'string'; readonly filled?: true }
  | { readonly kind: 'word'; readonly words: WordCategory }
  | { readonly kind: 'call'; readonly callee: WordCategory }
  /** `before`: the elements to insert before a single value when a fix turns it into a list. */
  | { readonly kind: 'list'; readonly of: ValueType; readonly before?: string }
  | { readonly kind: 'ref'; readonly to: 'model' | 'dataset' };

/** A key of a block. `required: 'onnx'`: required only with `format = onnx`. */
export interface KeySpec {
  readonly name: string;
  readonly type: ValueType;
  readonly required?: true | 'onnx';
  /** As source text; absent without a default. */
  readonly default?: string;
  /** The KynML documentation does not state the default: another compiler may have another one. */
  readonly isDefaultAssumed?: true;
  /** A value as source text, for a key without a default. */
  readonly example?: string;
  /** The meaning, as Markdown. */
  readonly doc: string;
  /** The effect on the repeatability of a run, as Markdown. */
  readonly repro?: string;
  /** The part that the KynML documentation does not specify; absent if it specifies everything. */
  readonly assumed?: string;
}

/**
 * A kind of block. `keys` are in canonical order; a block without keys accepts any name (params, sweep) or layers
 * (model).
 */
export interface BlockSpec {
  readonly keyword: BlockKeyword;
  readonly named: boolean;
  readonly max: 1 | 'many';
  readonly keys: readonly KeySpec[];
  /** The purpose, as Markdown. */
  readonly doc: string;
  readonly repro?: string;
  readonly assumed?: string;
}

/** An argument of a call. `positional`: written without its name, as in `csv("data.csv")`. */
export interface CallArgument {
  readonly name: string;
  readonly positional: boolean;
  /** The call is an error without it. */
  readonly required?: true;
  readonly type: ValueType;
  /** As source text; absent without a default. */
  readonly default?: string;
  /** A value as source text. */
  readonly example: string;
  readonly status: 'documented' | 'assumed';
  readonly doc: string;
  readonly repro?: string;
}

/** The form of a call: its name and its arguments. */
export interface CallForm {
  readonly name: string;
  readonly args: readonly CallArgument[];
}

/** A call of a list of words. */
export interface CallSpec extends CallForm {
  readonly list: WordCategory;
}
