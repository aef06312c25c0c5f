// Refactorings at the cursor: extract a value to a param, inline a param, make a param a sweep axis.

import type { TextEdit } from '../../text/diagnostic';
import { shortText } from '../../text/shortText';
import { type Span, shift, touches } from '../../text/span';
import { freeName } from '../names/freeName';
import { isLiteral } from '../names/literals';
import { blocksOf, type Scope } from '../names/scope';
import type { Block, Entry, Layer, Placed, SyntaxTree, Value } from '../syntax/ast';
import { itemAt } from '../syntax/itemAt';
import { shownValue, valueSource } from '../syntax/valueSource';
import { addLine } from './addLine';
import { blockRefactorings } from './blockRefactorings';

/** A change that the editor offers without a finding. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'inline' | 'rewrite';
  readonly edits: readonly TextEdit[];
}

/** The refactorings at an offset. */
export function refactorings(tree: SyntaxTree, scope: Scope, offset: number): Refactoring[] {
  const placed = itemAt(tree, offset);
  if (!placed || !isBlock(placed)) return [];
  const ofBlock = blockRefactorings(placed.item).map(
    ({ title, edit }): Refactoring => ({
      title,
      kind: 'rewrite',
      edits: [{ ...edit, span: shift(edit.span, placed.at) }],
    }),
  );
  return [...ofValue({ tree, scope }, placed, offset - placed.at), ...ofBlock];
}

const isBlock = (placed: Placed): placed is Placed<Block> => placed.item.kind === 'block';

function ofValue(
  { tree, scope }: { tree: SyntaxTree; scope: Scope },
  placed: Placed<Block>,
  at: number,
): Refactoring[] {
  const { keyword, entries } = placed.item;
  if (keyword === 'params') {
    const entry = entries.find(e => touches(e.span, at));
    return entry ? toAxis(tree, entry) : [];
  }
  if (keyword === 'sweep') return [];
  const found = [
    ...entries.flatMap(e => (e.value ? innermost(e.value, e.key.text, at) : [])),
    ...placed.item.layers.flatMap(l => inLayer(l, at)),
  ].at(-1);
  if (!found) return [];
  const place = shift(found.value.span, placed.at);
  return found.value.kind === 'param'
    ? inline({ tree, scope }, found.value.name, place)
    : extract({ tree, scope }, found, place);
}

interface Found {
  readonly value: Value;
  /** The name of a param for the value. */
  readonly name: string;
}

function innermost(value: Value, name: string, at: number): Found[] {
  if (!touches(value.span, at)) return [];
  if (value.kind === 'list') return value.items.flatMap(v => innermost(v, name, at));
  if (value.kind === 'call') return value.args.flatMap(a => innermost(a.value, a.key?.text ?? name, at));
  return [{ value, name }];
}

function inLayer(layer: Layer, at: number): Found[] {
  const names: Readonly<Record<string, string>> = { input: 'features', dense: 'hidden', dropout: 'dropout' };
  return layer.args.flatMap(a => innermost(a.value, a.key?.text ?? names[layer.name.text] ?? layer.name.text, at));
}

function extract(
  { tree, scope }: { tree: SyntaxTree; scope: Scope },
  { value, name }: Found,
  place: Span,
): Refactoring[] {
  if (!isLiteral(value)) return [];
  const free = freeName(name, n => scope.params.values.has(n));
  const line = `${free} = ${valueSource(value)}`;
  const edits = [addLine(tree, 'params', line), { span: place, text: `$${free}` }];
  return [{ title: `Extract to param \`${free}\``, kind: 'extract', edits }];
}

function inline({ tree, scope }: { tree: SyntaxTree; scope: Scope }, name: string, place: Span): Refactoring[] {
  const value = scope.params.values.get(name);
  // A swept param has many values; inlining its default would leave the axis without an effect.
  if (!value || value.kind === 'bad' || axesOf(tree).includes(name)) return [];
  return [
    {
      title: `Replace with its value \`${shortText(shownValue(value))}\``,
      kind: 'inline',
      edits: [{ span: place, text: valueSource(value) }],
    },
  ];
}

function toAxis(tree: SyntaxTree, { key, value }: Entry): Refactoring[] {
  if (!value || value.kind === 'bad') return [];
  if (axesOf(tree).includes(key.text)) return [];
  const line = `${key.text} = ${value.kind === 'list' ? valueSource(value) : `[${valueSource(value)}]`}`;
  return [{ title: `Make \`${key.text}\` a sweep axis`, kind: 'rewrite', edits: [addLine(tree, 'sweep', line)] }];
}

const axesOf = (tree: SyntaxTree): string[] =>
  blocksOf(tree, 'sweep').flatMap(p => p.item.entries.map(e => e.key.text));
