// The values of sweep axes against what their params are used for. A finding stands at the value, once for all places that say the same.
import type { Diagnostic } from '../../text/diagnostic';
import type { ValueType } from '../catalogue';
import type { Options } from '../catalogue/options';
import type { Composition } from '../names/compose';
import { blocksOf, type Params, type Scope } from '../names/scope';
import type { Block, Placed, Value } from '../syntax/ast';
import { bindCall } from '../types/bindCall';
import {
  type Expected,
  isSameIdentity,
  resolveExpected,
  type UnresolvedExpected,
  type UsingBlock,
  unresolvedValues,
} from '../types/values';
import { type AxisValue, axisValues } from './runs';

/** What the checks say about some values that a block asks for. */
export type Judge = (block: Block, expected: readonly Expected[], options: Options) => Diagnostic[];

interface Names {
  readonly scope: Scope;
  readonly composition: Composition;
  readonly options: Options;
}

/** The findings of the values of a sweep, relative to its block. The blocks that imports bring use params as the spec's own do. */
export function sweptFindings(sweep: Block, own: readonly Placed[], names: Names, judge: Judge): Diagnostic[] {
  const axes = axisValues(sweep, names.scope.params);
  const before = verdictsBefore(sweep, names);
  const verdicts: Verdicts = new Map();
  if (axes.size > 0)
    for (const block of usersOf(own, names.composition))
      for (const use of usesIn(block)) {
        const values = axes.get(use.name);
        // Another place that asks for the same would say the same.
        if (!values || verdicts.get(use.type)?.has(use.name)) continue;
        const known = before?.get(use.type)?.get(use.name);
        const verdict =
          known && isSameUse(known.use, use)
            ? known
            : { use, diagnostics: judge(block, withValues(use, values), names.options) };
        verdicts.set(use.type, (verdicts.get(use.type) ?? new Map()).set(use.name, verdict));
      }
  judged.set(sweep, { params: names.scope.params, options: names.options, verdicts });
  return once([...verdicts.values()].flatMap(byName => [...byName.values()].flatMap(v => v.diagnostics)));
}

interface Verdict {
  readonly use: Use;
  readonly diagnostics: readonly Diagnostic[];
}

// By what is asked for, which are objects of the catalogue, and the name of the axis.
type Verdicts = Map<ValueType, Map<string, Verdict>>;

const judged = new WeakMap<Block, { params: Params; options: Options; verdicts: Verdicts }>();

function verdictsBefore(sweep: Block, { scope: { params }, options }: Names): Verdicts | undefined {
  const before = judged.get(sweep);
  const isValid = before?.options === options && (before.params === params || sweep.params.length === 0);
  return isValid ? before.verdicts : undefined;
}

function once(found: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map<string, Diagnostic>();
  for (const one of found) {
    const key = `${one.code} ${one.span.start}`;
    if (!byPlace.has(key)) byPlace.set(key, one);
  }
  return [...byPlace.values()];
}

function* usersOf(own: readonly Placed[], { files }: Composition): Iterable<Block> {
  for (const { item } of own) if (item.kind === 'block' && item.params.length > 0) yield item;
  for (const { tree } of files)
    for (const keyword of ['dataset', 'model'] as const)
      for (const { item } of blocksOf(tree, keyword)) if (item.params.length > 0) yield item;
}

interface Use extends UnresolvedExpected {
  /** The name of the param. */
  readonly name: string;
  readonly usedIn: UsingBlock;
}

const isSameUse = (a: Use, b: Use): boolean =>
  isSameIdentity(a.identity, b.identity) && a.usedIn.keyword === b.usedIn.keyword && a.usedIn.name === b.usedIn.name;

const uses = new WeakMap<Block, readonly Use[]>();

// What each `$name` of a block stands for; a block never changes.
function usesIn(block: Block): readonly Use[] {
  const known = uses.get(block);
  if (known) return known;
  const usedIn = { keyword: block.keyword, name: block.name?.text };
  const used = unresolvedValues(block)
    .flatMap(usesOf)
    .map(use => ({ ...use, usedIn }));
  uses.set(block, used);
  return used;
}

function usesOf({ written, type, identity }: UnresolvedExpected): Omit<Use, 'usedIn'>[] {
  if (written.kind === 'param') return [{ name: written.name, written, type, identity }];
  if (written.kind === 'list' && type.kind === 'list')
    return written.items.flatMap(item => usesOf({ written: item, type: type.of, identity: { elementOf: identity } }));
  if (written.kind !== 'call' || type.kind !== 'call') return [];
  const { callee } = written;
  const bound = bindCall(written, type.callee)?.bound ?? [];
  return bound.flatMap(({ arg, value }) =>
    usesOf({ written: value, type: arg.type, identity: { callee: callee.text, argument: arg.name } }),
  );
}

const withValues = ({ usedIn, ...use }: Use, values: readonly AxisValue[]): Expected[] =>
  values.flatMap(({ value, params }) =>
    resolveExpected(use, params).map(e => ({ ...e, written: placeIn(value, e.value) ?? value, usedIn })),
  );

// A word was made of the string that stands in the same place.
function placeIn(written: Value, value: Value): Value | undefined {
  if (written.span === value.span) return written.kind === value.kind ? value : written;
  if (written.kind !== 'list') return undefined;
  for (const item of written.items) {
    const found = placeIn(item, value);
    if (found) return found;
  }
  return undefined;
}
