// The tokens of a spec. Lossless: every character of the text is in exactly one token.

/** The kind of a token. `badNumber`, `singleQuoted`, `openString`, `badParam` and `unknown` are malformed. */
export type TokenKind =
  | 'bom'
  | 'blank'
  | 'newline'
  | 'comment'
  | 'name'
  | 'int'
  | 'float'
  | 'badNumber'
  | 'string'
  | 'singleQuoted'
  | 'openString'
  | 'param'
  | 'badParam'
  | '='
  | '('
  | ')'
  | '['
  | ']'
  | ','
  | ':'
  | 'unknown';

/** One token; offsets are relative to the start of its item, end exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}
