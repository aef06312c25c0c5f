// Semantic tokens of every word, comment, string, number and operator, for clients that colour with semantic tokens only. Clients with a grammar get
// names only (encodeTokens.ts).
import type { Item, Placed } from '../../../../src-shared/kyn/syntax/ast';
import { itemsBetween } from '../../../../src-shared/kyn/syntax/itemAt';
import { tokenAt } from '../../../../src-shared/kyn/syntax/lexer';
import type { Token, TokenKind } from '../../../../src-shared/kyn/syntax/tokens';
import type { Span } from '../../../../src-shared/text/span';
import type { TokenSource } from '../workspace/actionResults';
import { type DeclaredNames, declaredNames, extentOf, type Place, placeAfter, TYPE_OF } from './encodeTokens';
import { type NameToken, nameTokens } from './nameTokens';

/** The types of all tokens, in the order of their numbers; those of names come first. */
export const TOKEN_TYPES = [
  'class',
  'struct',
  'parameter',
  'keyword',
  'property',
  'function',
  'variable',
  'string',
  'number',
  'operator',
  'comment',
] as const;

type TokenType = (typeof TOKEN_TYPES)[number];

const OF_KIND: Partial<Record<TokenKind, TokenType>> = {
  comment: 'comment',
  string: 'string',
  singleQuoted: 'string',
  openString: 'string',
  int: 'number',
  float: 'number',
  badNumber: 'number',
  param: 'parameter',
  '=': 'operator',
  ':': 'operator',
};

/** A token of an item. `name`: what it is if the name is declared. */
interface WordToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: TokenType;
  readonly name?: NameToken;
}

/** The tokens of a spec as the numbers of the protocol. */
export const encodeWords = ({ tree, scope }: TokenSource): number[] => encode(tree.items, declaredNames(scope));

/** The tokens of the items that overlap a range of offsets. */
export function encodeWordsIn({ tree, scope }: TokenSource, range: Span): number[] {
  const { from, to } = itemsBetween(tree, range);
  return encode(tree.items.slice(from, to), declaredNames(scope), placeAfter(tree.items.slice(0, from)));
}

function encode(items: readonly Placed[], declared: DeclaredNames, place: Place = { line: 0, character: 0 }): number[] {
  const data: number[] = [];
  let [itemLine, itemCharacter, lastLine, lastCharacter] = [place.line, place.character, 0, 0];
  for (const { item } of items) {
    for (const token of wordTokens(item)) {
      const line = itemLine + token.line;
      const character = token.line === 0 ? token.character + itemCharacter : token.character;
      const { type, modifiers } = meaningOf(token, declared);
      data.push(line - lastLine, line === lastLine ? character - lastCharacter : character);
      data.push(token.length, type, modifiers);
      [lastLine, lastCharacter] = [line, character];
    }
    const { lines, rest } = extentOf(item);
    itemCharacter = lines === 0 ? itemCharacter + rest : rest;
    itemLine += lines;
  }
  return data;
}

function meaningOf({ type, name }: WordToken, declared: DeclaredNames): { type: number; modifiers: number } {
  return name && declared[name.kind].has(name.name)
    ? { type: TYPE_OF[name.kind], modifiers: name.declares ? 1 : 0 }
    : { type: TOKEN_TYPES.indexOf(type), modifiers: 0 };
}

const cache = new WeakMap<Item, readonly WordToken[]>();

function wordTokens(item: Item): readonly WordToken[] {
  const tokens = cache.get(item) ?? computeTokens(item);
  cache.set(item, tokens);
  return tokens;
}

function computeTokens(item: Item): WordToken[] {
  const names = new Map(
    (item.kind === 'block' ? nameTokens(item) : []).map(name => [`${name.line}:${name.character}`, name]),
  );
  const found: WordToken[] = [];
  let [line, lineStart] = [0, 0];
  for (const { token, previous, next } of withNeighbours(item.text)) {
    const type = token.kind === 'name' ? wordType(item, token, { previous, next }) : OF_KIND[token.kind];
    const character = token.start - lineStart;
    const name = names.get(`${line}:${character}`);
    if (type) found.push({ line, character, length: token.end - token.start, type, ...(name && { name }) });
    if (token.kind === 'newline') [line, lineStart] = [line + 1, token.end];
  }
  return found;
}

interface Neighbours {
  readonly previous: Token | undefined;
  readonly next: Token | undefined;
}

// The tokens without blanks, each with the ones next to it.
function withNeighbours(text: string): (Neighbours & { readonly token: Token })[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token.kind !== 'blank') tokens.push(token);
    at = token.end;
  }
  return tokens.map((token, i) => ({ token, previous: tokens[i - 1], next: tokens[i + 1] }));
}

// The first word of a line is a keyword at the start of the line, otherwise a key or a layer.
function wordType({ kind, text, ...item }: Item, token: Token, { previous, next }: Neighbours): TokenType {
  const isFirst = previous === undefined || previous.kind === 'newline';
  const word = text.slice(token.start, token.end);
  if (isFirst && token.start === 0 && kind !== 'preamble') return 'keyword';
  if (next?.kind === '(') return 'function';
  if (isFirst) return 'keyword' in item && item.keyword === 'model' ? 'function' : 'property';
  if (word === 'true' || word === 'false') return 'keyword';
  return next?.kind === '=' ? 'property' : 'variable';
}
