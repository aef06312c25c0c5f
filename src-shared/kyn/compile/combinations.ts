// The combinations of a sweep. A sweep may have millions, so each is made when it is needed.
import type { JsonNode } from '../../text/jsonText';
import { jsonBool, jsonList, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { span } from '../../text/span';
import { blocksOf, type Override, type Overrides, type Params, resolved } from '../names/scope';
import type { SpecNames } from '../names/specModel';
import type { Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';
import { numberText } from './numberLiteral';

/** A combination: its values act like `--param`. */
export interface Combination {
  readonly overrides: Overrides;
  /** The `combo` of its entry in sweep_results.json. Numbers keep their digits. */
  readonly combo: JsonNode;
}

/** The combinations of a sweep: the product of its axes in text order; the last axis varies fastest. */
export interface Combinations {
  /** The names of the axes in text order. */
  readonly axes: readonly string[];
  /** 0 without a sweep, or where an axis has no values. */
  readonly count: number;
  /** The combination with an index from 0 to `count - 1`. */
  readonly at: (index: number) => Combination;
}

interface Axis {
  readonly name: string;
  readonly values: readonly Value[];
}

/** The combinations of the sweep of a spec without errors. A param that is overridden already keeps that value. */
export function combinations({ tree, scope: { params } }: SpecNames): Combinations {
  const axes = axesOf(blocksOf(tree, 'sweep')[0]?.item.entries ?? [], params);
  const count = axes.length === 0 ? 0 : axes.reduce((product, { values }) => product * values.length, 1);
  return { axes: axes.map(a => a.name), count, at: index => combinationAt(axes, index, params) };
}

function axesOf(entries: readonly { key: { text: string }; value?: Value }[], { overrides }: Params): Axis[] {
  const axes = new Map<string, Axis>();
  for (const { key, value } of entries)
    if (value?.kind === 'list' && !axes.has(key.text) && !overrides?.has(key.text))
      axes.set(key.text, { name: key.text, values: value.items });
  return [...axes.values()];
}

function combinationAt(axes: readonly Axis[], index: number, params: Params): Combination {
  let rest = index;
  const chosen = axes.toReversed().map(({ name, values }) => {
    const written = values[rest % values.length] as Value;
    rest = Math.floor(rest / values.length);
    return [name, resolved(written, params) ?? written] as const;
  });
  const ordered = chosen.reverse();
  const overrides = ordered.map(([name, value]) => [name, overrideOf(value)] as const);
  return {
    overrides: new Map([...(params.overrides ?? []), ...overrides]),
    combo: jsonObject(ordered.map(([name, value]) => [name, comboValue(value, params)])),
  };
}

// Values are compared by the identity of their spans.
const overrideOf = (value: Value): Override => ({
  value: { ...value, span: span(0, 0) },
  text: value.kind === 'string' ? value.value : valueSource(value),
});

/** A value of an axis as it is in `combo`. Numbers keep their digits; references are replaced by the values of params. */
export function comboValue(written: Value, params: Params): JsonNode {
  const value = resolved(written, params) ?? written;
  switch (value.kind) {
    case 'int':
    case 'float':
      return jsonNumber(numberText(value));
    case 'bool':
      return jsonBool(value.value);
    case 'string':
      return jsonString(value.value);
    case 'list':
      return jsonList(value.items.map(item => comboValue(item, params)));
    default:
      return jsonString(valueSource(value));
  }
}
