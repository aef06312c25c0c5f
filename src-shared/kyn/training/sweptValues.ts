// Checks the values of sweep axes against the uses of their params. A finding is located at the value and reported
// once.

import type { Diagnostic } from '../../text/diagnostic';
import type { ValueType } from '../catalogue';
import type { Options } from '../catalogue/options';
import { blocksOf, type Params } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block, Placed, Value } from '../syntax/ast';
import { matching } from '../syntax/matching';
import { type ParamUse, paramUses } from '../types/paramUses';
import { type Expected, isSameIdentity, resolveExpected } from '../types/values';
import { type AxisValue, axisValues } from './runs';

/** Runs the value checks on some values of a block. */
export type CheckValues = (block: Block, expected: readonly Expected[], options: Options) => Diagnostic[];

/** The findings about the values of a sweep, relative to its block. Imported blocks use the params of the spec too. */
export function sweptFindings(sweep: Block, names: SpecModel, checkValues: CheckValues): Diagnostic[] {
  const axes = axisValues(sweep, names.scope.params);
  const cached = cachedResults(sweep, names);
  const results: Results = new Map();
  if (axes.size > 0)
    for (const block of blocksWithParams(names))
      for (const use of paramUses(block)) {
        const values = axes.get(use.name);
        // Another use with the same type would give the same findings.
        if (!values || results.get(use.type)?.has(use.name)) continue;
        const previous = cached?.get(use.type)?.get(use.name);
        const result =
          previous && isSameUse(previous.use, use)
            ? previous
            : { use, diagnostics: checkValues(block, withValues(use, values), names.options) };
        results.set(use.type, (results.get(use.type) ?? new Map()).set(use.name, result));
      }
  cache.set(sweep, { params: names.scope.params, options: names.options, results });
  return deduplicated([...results.values()].flatMap(byName => [...byName.values()].flatMap(v => v.diagnostics)));
}

interface Result {
  readonly use: ParamUse;
  readonly diagnostics: readonly Diagnostic[];
}

// By expected type (identity of the catalogue object) and axis name.
type Results = Map<ValueType, Map<string, Result>>;

const cache = new WeakMap<Block, { params: Params; options: Options; results: Results }>();

function cachedResults(sweep: Block, { scope: { params }, options }: Omit<SpecModel, 'tree'>): Results | undefined {
  const cached = cache.get(sweep);
  const isValid = cached?.options === options && (cached.params === params || sweep.params.length === 0);
  return isValid ? cached.results : undefined;
}

function deduplicated(found: readonly Diagnostic[]): Diagnostic[] {
  const byPosition = new Map<string, Diagnostic>();
  for (const finding of found) {
    const key = `${finding.code} ${finding.span.start}`;
    if (!byPosition.has(key)) byPosition.set(key, finding);
  }
  return [...byPosition.values()];
}

const withParams = matching(item => item.kind === 'block' && item.params.length > 0);

function* blocksWithParams({ tree: own, composition: { files } }: SpecModel): Iterable<Block> {
  for (const i of withParams(own)) yield (own.items[i] as Placed<Block>).item;
  for (const { tree } of files)
    for (const keyword of ['dataset', 'model'] as const)
      for (const { item } of blocksOf(tree, keyword)) if (item.params.length > 0) yield item;
}

const isSameUse = (a: ParamUse, b: ParamUse): boolean =>
  isSameIdentity(a.identity, b.identity) && a.usedIn.keyword === b.usedIn.keyword && a.usedIn.name === b.usedIn.name;

const withValues = ({ usedIn, ...use }: ParamUse, values: readonly AxisValue[]): Expected[] =>
  values.flatMap(({ value, params }) =>
    resolveExpected(use, params).map(e => ({ ...e, written: valueAt(value, e.value) ?? value, usedIn })),
  );

// The value inside `written` with the span of `value`. A word converted from a string has the span of that string.
function valueAt(written: Value, value: Value): Value | undefined {
  if (written.span === value.span) return written.kind === value.kind ? value : written;
  if (written.kind !== 'list') return undefined;
  for (const item of written.items) {
    const found = valueAt(item, value);
    if (found) return found;
  }
  return undefined;
}
