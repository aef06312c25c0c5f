// The values of a setting in all runs of a spec. A sweep replaces the default of a param, so the default alone is not
// enough.
import { entriesByKey, suggestedKeys } from '../names/entriesByKey';
import { blocksOf, resolved } from '../names/scope';
import type { SpecNames } from '../names/specModel';
import type { Block, Entry, Value } from '../syntax/ast';

/** A setting with its values in the runs. */
export interface RunSetting {
  /** The entry that sets it; absent if the key is duplicated, mistyped or cannot be parsed. */
  readonly entry?: Entry;
  /** Its value in each run, or one value for all runs; empty if it cannot be determined. */
  readonly values: readonly Value[];
  /** The sweep axis that sets it. */
  readonly axis?: string;
}

const UNKNOWN: RunSetting = { values: [] };

/** The setting of a key of a block; undefined if it is not set, so that its default applies. */
export function runSetting(block: Block, key: string, names: SpecNames): RunSetting | undefined {
  const [entry, another] = entriesByKey(block).get(key) ?? [];
  if (another) return UNKNOWN;
  // A mistyped key or an unparsed line has its own finding and may be this key.
  if (!entry) return block.unread || suggestedKeys(block).has(key) ? UNKNOWN : undefined;
  if (!entry.complete || !entry.value) return UNKNOWN;
  return { entry, ...valuesInRuns(entry.value, names) };
}

function valuesInRuns(value: Value, { tree, scope }: SpecNames): Pick<RunSetting, 'values' | 'axis'> {
  if (value.kind !== 'param') return resolvedValues([value]);
  const axes = blocksOf(tree, 'sweep').flatMap(({ item }) => entriesByKey(item).get(value.name) ?? []);
  const [axis, another] = axes;
  if (!axis || scope.params.overrides?.has(value.name)) return resolvedValues([resolved(value, scope.params)]);
  if (another || axis.value?.kind !== 'list') return { values: [], axis: value.name };
  return { ...resolvedValues(axis.value.items.map(item => resolved(item, scope.params))), axis: value.name };
}

function resolvedValues(values: readonly (Value | undefined)[]): { readonly values: readonly Value[] } {
  const resolvable = values.filter(v => v !== undefined && v.kind !== 'bad') as Value[];
  return { values: resolvable.length === values.length ? resolvable : [] };
}

/** A value as a word: a name, or a string from a param; undefined for other values. */
export const wordOf = (value: Value): string | undefined =>
  value.kind === 'name' ? value.text : value.kind === 'string' ? value.value : undefined;

/** Whether a value is `true`. */
export const isTrueValue = (value: Value): boolean => value.kind === 'bool' && value.value;
