// What a setting is in the runs of a spec: a sweep gives a param other values than its default, so the default alone says nothing about them.

import { entriesByKey, suggestedKeys } from '../names/entriesByKey';
import { blocksOf, resolved } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block, Entry, Value } from '../syntax/ast';

/** The names of a spec; what is asked about is one of its blocks, or one of an imported file. */
export type SpecNames = Pick<SpecModel, 'tree' | 'scope'>;

/** A setting as the runs have it. */
export interface RunSetting {
  /** Where it is written; absent where it stands twice, is mistyped or cannot be read. */
  readonly entry?: Entry;
  /** Its value in each run, or in all of them; empty where it cannot be told. */
  readonly values: readonly Value[];
  /** The sweep axis that varies it. */
  readonly axis?: string;
}

const UNKNOWN: RunSetting = { values: [] };

/** A key of a block; undefined where it is not set, so that its default counts. */
export function runSetting(block: Block, key: string, names: SpecNames): RunSetting | undefined {
  const [entry, another] = entriesByKey(block).get(key) ?? [];
  if (another) return UNKNOWN;
  // A mistyped key and a line that cannot be read are reported themselves, and may be this one.
  if (!entry) return block.unread || suggestedKeys(block).has(key) ? UNKNOWN : undefined;
  if (!entry.complete || !entry.value) return UNKNOWN;
  return { entry, ...valuesInRuns(entry.value, names) };
}

function valuesInRuns(value: Value, { tree, scope }: SpecNames): Pick<RunSetting, 'values' | 'axis'> {
  if (value.kind !== 'param') return told([value]);
  const axes = blocksOf(tree, 'sweep').flatMap(({ item }) => entriesByKey(item).get(value.name) ?? []);
  const [axis, another] = axes;
  if (!axis) return told([resolved(value, scope.params)]);
  if (another || axis.value?.kind !== 'list') return { values: [], axis: value.name };
  return { ...told(axis.value.items.map(item => resolved(item, scope.params))), axis: value.name };
}

function told(values: readonly (Value | undefined)[]): { readonly values: readonly Value[] } {
  const known = values.filter(v => v !== undefined && v.kind !== 'bad') as Value[];
  return { values: known.length === values.length ? known : [] };
}

/** A value as a word: names, and the strings that stand for them in params. */
export const wordOf = (value: Value): string | undefined =>
  value.kind === 'name' ? value.text : value.kind === 'string' ? value.value : undefined;

/** Whether a value is `true`. */
export const isTrueValue = (value: Value): boolean => value.kind === 'bool' && value.value;
