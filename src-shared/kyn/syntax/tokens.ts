// The tokens of a spec. Every character of the text is in exactly one token, so printing the tokens gives the text back.

/** What a token is. `badNumber`, `singleQuoted`, `openString`, `badParam` and `unknown` are faults of their own. */
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
