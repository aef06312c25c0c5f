// The tokens of a line before an offset and the brackets that are open there. A statement is one line, so completion
// and signature help need no more context.
import type { Item } from './ast';
import { lineStart } from './chunks';
import { tokenAt } from './lexer';
import type { Token } from './tokens';

/** A bracket that is open at an offset. */
export interface OpenBracket {
  readonly kind: '(' | '[';
  /** The name of the call; absent for a list and for a bracket without a name before it. */
  readonly callee?: string;
  /** The names of the elements before the current one; undefined for positional elements. */
  readonly given: readonly (string | undefined)[];
  /** The name of the current element, once its `=` is written. */
  readonly key?: string;
}

/**
 * The tokens on the line of an offset that start before it, including blanks and comments; the last one may end after
 * it.
 */
export function tokensBefore(text: string, offset: number): Token[] {
  const tokens: Token[] = [];
  for (let token: Token, at = lineStart(text, offset); at < offset; at = token.end) {
    token = tokenAt(text, at);
    tokens.push(token);
  }
  return tokens;
}

/** The tokens on the line of an offset that start before it, without blanks and comments. */
export const significantTokensBefore = ({ text }: Pick<Item, 'text'>, offset: number): Token[] =>
  tokensBefore(text, offset).filter(t => t.kind !== 'blank' && t.kind !== 'comment');

/** The token that contains the character after an offset; undefined at the end of the text. */
export function tokenUnder(text: string, offset: number): Token | undefined {
  return offset < text.length ? tokensBefore(text, offset + 1).at(-1) : undefined;
}

/** The brackets that are open after the given tokens of a line, the innermost last. */
export function openBrackets(text: string, tokens: readonly Token[]): OpenBracket[] {
  const open: { kind: '(' | '['; callee?: string; given: (string | undefined)[]; key?: string }[] = [];
  let previous: Token | undefined;
  for (const token of tokens) {
    const top = open.at(-1);
    const word = previous?.kind === 'name' ? text.slice(previous.start, previous.end) : undefined;
    if (token.kind === '(' || token.kind === '[')
      open.push({ kind: token.kind, given: [], ...(token.kind === '(' && word !== undefined && { callee: word }) });
    else if (token.kind === ')' || token.kind === ']') open.pop();
    else if (token.kind === ',' && top) {
      top.given.push(top.key);
      delete top.key;
    } else if (token.kind === '=' && top && word !== undefined) top.key = word;
    if (token.kind !== 'blank') previous = token;
  }
  return open;
}

const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '(': ')' };

/** The closing brackets for those that are open at an offset, the innermost first. */
export function closersAt(item: Pick<Item, 'text'>, offset: number): string {
  const open: string[] = [];
  for (const { kind } of significantTokensBefore(item, offset)) {
    const close = CLOSERS[kind];
    if (close) open.push(close);
    else if (kind === open.at(-1)) open.pop();
  }
  return open.reverse().join('');
}

/** The parameter of the current element: the named one, or the first that no element before it took. */
export function parameterAt<P extends { readonly name: string }>(
  parameters: readonly P[],
  { given, key }: Pick<OpenBracket, 'given' | 'key'>,
): P | undefined {
  if (key !== undefined) return parameters.find(p => p.name === key);
  return freeParameters(parameters, given)[0];
}

/** The parameters that the elements before the current one did not take. */
export function freeParameters<P extends { readonly name: string }>(
  parameters: readonly P[],
  given: OpenBracket['given'],
): readonly P[] {
  let free = parameters;
  for (const name of given) {
    const taken = name === undefined ? free[0] : free.find(p => p.name === name);
    free = free.filter(p => p !== taken);
  }
  return free;
}
