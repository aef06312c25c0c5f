// Semantic tokens as the numbers of the protocol, from the items of a spec alone: after an edit, only what is around it is encoded again.
import type { SymbolKind } from '../../../../src-shared/kyn/names/occurrences';
import { outlineOf } from '../../../../src-shared/kyn/names/outline';
import type { Scope } from '../../../../src-shared/kyn/names/scope';
import type { Item, Placed, SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { itemsBetween } from '../../../../src-shared/kyn/syntax/itemAt';
import { firstIndex } from '../../../../src-shared/text/firstIndex';
import { lineIndex } from '../../../../src-shared/text/lineIndex';
import type { Span } from '../../../../src-shared/text/span';
import { type TokenEdit, tokenEdits } from '../base/tokenEdits';
import type { TokenSource } from '../workspace/actionResults';
import { type NameToken, nameTokens } from './nameTokens';

/** The numbers of the types of names. */
export const TYPE_OF: Readonly<Record<SymbolKind, number>> = { model: 0, dataset: 1, param: 2 };
const NUMBERS = 5;

/** All tokens: line and column relative to the previous token, length, type and modifiers of each. */
export const encodeTokens = ({ tree, scope }: TokenSource): number[] => encode(tree.items, declaredNames(scope));

/** The tokens of the items that overlap a range of offsets. */
export function encodeTokensIn({ tree, scope }: TokenSource, range: Span): number[] {
  const { from, to } = itemsBetween(tree, range);
  return encode(tree.items.slice(from, to), declaredNames(scope), placeAfter(tree.items.slice(0, from)));
}

/** The edits between the tokens of two versions of a spec: none, or one of whole tokens. */
export function editsBetween(before: TokenSource, after: TokenSource): TokenEdit[] {
  // Names of imported files may change without a change of this one.
  const isSame = outlineOf(before.tree) === outlineOf(after.tree) && [before, after].every(hasOwnNamesOnly);
  return isSame ? editsInPlace(before.tree, after) : tokenEdits(encodeTokens(before), encodeTokens(after));
}

const hasOwnNamesOnly = ({ scope: { declared } }: TokenSource): boolean =>
  declared.imported('model').length === 0 && declared.imported('dataset').length === 0;

// Both versions have as many items, each with the same names. Positions are relative, so the items that differ are encoded with the last token before
// them and the first one after them.
function editsInPlace({ items: old }: SyntaxTree, after: TokenSource): TokenEdit[] {
  const { items } = after.tree;
  const isSame = (i: number): boolean => items[i]?.item === old[i]?.item;
  let from = 0;
  while (from < items.length && isSame(from)) from++;
  let to = items.length;
  while (to > from && isSame(to - 1)) to--;
  if (from === to) return [];
  const before = tokensBefore(after);
  const countAt = (i: number): number => before[i] ?? 0;
  const start = Math.max(0, firstIndex(before, count => count >= countAt(from)) - 1);
  const end = Math.min(
    items.length,
    firstIndex(before, count => count > countAt(to)),
  );
  const declared = declaredNames(after.scope);
  const edits = tokenEdits(encode(old.slice(start, end), declared), encode(items.slice(start, end), declared));
  return edits.map(edit => ({ ...edit, start: edit.start + countAt(start) * NUMBERS }));
}

const counts = new WeakMap<object, readonly number[]>();

// For each item the number of tokens before it, and at the end that of all tokens: the same for all versions with one outline.
function tokensBefore({ tree, scope }: TokenSource): readonly number[] {
  const outline = outlineOf(tree);
  const known = counts.get(outline);
  if (known) return known;
  const declared = declaredNames(scope);
  const found = [0];
  let count = 0;
  for (const { item } of tree.items) {
    for (const { kind, name } of tokensOf(item)) if (declared[kind].has(name)) count++;
    found.push(count);
  }
  counts.set(outline, found);
  return found;
}

/** A position in the text. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

// Many tokens are encoded at once, so they are written into one array without intermediate objects.
function encode(items: readonly Placed[], declared: DeclaredNames, place: Place = { line: 0, character: 0 }): number[] {
  const data: number[] = [];
  let { line: itemLine, character: itemCharacter } = place;
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { item } of items) {
    for (const token of tokensOf(item)) {
      if (!declared[token.kind].has(token.name)) continue;
      const line = itemLine + token.line;
      const character = token.line === 0 ? token.character + itemCharacter : token.character;
      data.push(line - lastLine, line === lastLine ? character - lastCharacter : character);
      data.push(token.length, TYPE_OF[token.kind], token.declares ? 1 : 0);
      lastLine = line;
      lastCharacter = character;
    }
    const { lines, rest } = extentOf(item);
    itemCharacter = lines === 0 ? itemCharacter + rest : rest;
    itemLine += lines;
  }
  return data;
}

/** The position after some items. */
export function placeAfter(items: readonly Placed[]): Place {
  let place = { line: 0, character: 0 };
  for (const { item } of items) {
    const { lines, rest } = extentOf(item);
    place = { line: place.line + lines, character: lines === 0 ? place.character + rest : rest };
  }
  return place;
}

const tokensOf = (item: Item): readonly NameToken[] => (item.kind === 'block' ? nameTokens(item) : []);

/** The line ends in the text of an item, and the characters after the last one. */
export interface Extent {
  readonly lines: number;
  readonly rest: number;
}

const extents = new WeakMap<Item, Extent>();

/** The extent of an item; kept with it. */
export function extentOf(item: Item): Extent {
  let extent = extents.get(item);
  if (!extent) {
    const { starts, length } = lineIndex(item.text);
    extent = { lines: starts.length - 1, rest: length - (starts.at(-1) ?? 0) };
    extents.set(item, extent);
  }
  return extent;
}

/** The names that a spec declares, by kind. */
export type DeclaredNames = Readonly<Record<SymbolKind, { has(name: string): boolean }>>;

/** The declared names of a scope. */
export const declaredNames = ({ declared, params }: Scope): DeclaredNames => ({
  model: { has: name => declared.has('model', name) },
  dataset: { has: name => declared.has('dataset', name) },
  param: params.values,
});
