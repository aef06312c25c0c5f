// The runs of a spec as far as one setting after the other goes: that of all defaults, and one for each value of a sweep axis.
import { type Span, shift } from '../../text/span';
import { blocksOf, type Params, resolved, type Scope, wordIn } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block, Placed, Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';
import { shapesOf } from './shapes';
import { type TrainTarget, trainTarget, valueOfKey } from './trainTarget';

/** A value of a sweep axis. Spans are relative to the sweep block. */
export interface AxisValue {
  readonly name: string;
  readonly value: Value;
  /** The params of a run that has this value and otherwise defaults; the same object as long as block and params are. */
  readonly params: Params;
}

// Nobody reads findings of more values of one axis, and each of them is tried with each change of what uses it.
const MAX_VALUES = 100;

interface Axes {
  readonly params: Params;
  readonly values: ReadonlyMap<string, readonly AxisValue[]>;
}

const known = new WeakMap<Block, Axes>();

/** The values of the axes of a sweep block by the names of their params, the first 100 of each. */
export function axisValues(sweep: Block, params: Params): Axes['values'] {
  const before = known.get(sweep);
  if (before?.params === params) return before.values;
  const values = new Map<string, AxisValue[]>();
  for (const { key, value, complete } of sweep.entries)
    if (complete && value?.kind === 'list' && !values.has(key.text))
      values.set(
        key.text,
        value.items.slice(0, MAX_VALUES).map(item => axisValue(key.text, item, params)),
      );
  known.set(sweep, { params, values });
  return values;
}

const axisValue = (name: string, value: Value, params: Params): AxisValue => ({
  name,
  value,
  params: { ...params, swept: { name, value: resolved(value, params) } },
});

/** What is trained in a run. `swept` is absent for the run of all defaults; its span is absolute. */
export interface Run extends TrainTarget {
  readonly scope: Scope;
  readonly swept?: { readonly name: string; readonly value: Value; readonly span: Span };
}

/** The run of all defaults, then those of the axes that the train block or its model use. Empty where nothing is trained. */
export function runsOf(names: Pick<SpecModel, 'tree' | 'scope'>): Run[] {
  const { tree, scope } = names;
  const found = trainTarget(names);
  if (!found) return [];
  const runs: Run[] = [{ ...found, scope }];
  const sweep = blocksOf(tree, 'sweep')[0];
  if (!sweep) return runs;
  for (const [name, values] of axisValues(sweep.item, scope.params))
    if (isUsedBy(found, name)) for (const value of values) runs.push(runWith(found, scope, { sweep, value }));
  return runs;
}

const isUsedBy = ({ train, model }: TrainTarget, name: string): boolean =>
  [train.item, model?.block].some(block => block?.params.some(p => p.text === name));

function runWith(
  { train, model }: TrainTarget,
  scope: Scope,
  { sweep, value: { name, value, params } }: { sweep: Placed<Block>; value: AxisValue },
): Run {
  const own = { ...scope, params };
  const written = valueOfKey(train.item, 'model');
  const wanted = written?.kind === 'param' && written.name === name ? wordIn(written, params) : model?.name;
  const meant = wanted === model?.name ? model : scope.models.find(d => d.name === wanted);
  return {
    train,
    ...(meant && { model: meant, shape: shapesOf(meant.block, params) }),
    scope: own,
    swept: { name, value, span: shift(value.span, sweep.at) },
  };
}

/** How the words of a finding begin that holds in a run of a sweep: `With hidden = 2, `; empty for the run of all defaults. */
export const inRun = ({ swept }: Run): string => (swept ? `With ${swept.name} = ${valueSource(swept.value)}, ` : '');

/** The run of all defaults, and those in which something about it is not the same: what is the same is told once, for the defaults. */
export function runsThatDiffer(runs: readonly Run[], about: (run: Run) => readonly unknown[]): Run[] {
  const usual = runs[0] ? about(runs[0]) : [];
  return runs.filter(run => !run.swept || about(run).some((one, i) => one !== usual[i]));
}
