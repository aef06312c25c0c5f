// The runs of a spec that checks analyze: the run of all defaults, and one run per value of each sweep axis, one axis
// at a time.
import { type Span, shift } from '../../text/span';
import { blocksOf, type Params, resolved, type Scope, wordIn } from '../names/scope';
import type { SpecNames } from '../names/specModel';
import type { Block, Placed, Value } from '../syntax/ast';
import { shownValue } from '../syntax/valueSource';
import { shapesOf } from './shapes';
import { type TrainTarget, trainTarget, valueOfKey } from './trainTarget';

/** A value of a sweep axis. Spans are relative to the sweep block. */
export interface AxisValue {
  readonly name: string;
  readonly value: Value;
  /**
   * The params of the run with this value and defaults otherwise; the same object while the sweep block and the params
   * are.
   */
  readonly params: Params;
}

/** The maximum number of values per axis that are checked, because each is checked again on every relevant change. */
export const MAX_VALUES = 100;

interface Axes {
  readonly params: Params;
  readonly values: ReadonlyMap<string, readonly AxisValue[]>;
}

const cache = new WeakMap<Block, Axes>();

/** The values of the axes of a sweep block by param name, the first 100 of each. An override replaces the axis of its param. */
export function axisValues(sweep: Block, params: Params): Axes['values'] {
  const cached = cache.get(sweep);
  if (cached?.params === params) return cached.values;
  const values = new Map<string, AxisValue[]>();
  for (const { key, value, complete } of sweep.entries)
    if (complete && value?.kind === 'list' && !values.has(key.text) && !params.overrides?.has(key.text))
      values.set(
        key.text,
        value.items.slice(0, MAX_VALUES).map(item => axisValue(key.text, item, params)),
      );
  cache.set(sweep, { params, values });
  return values;
}

const axisValue = (name: string, value: Value, params: Params): AxisValue => ({
  name,
  value,
  params: { ...params, swept: { name, value: resolved(value, params) } },
});

/** A run and what it trains. `swept` is absent for the run of all defaults; its span is absolute. */
export interface Run extends TrainTarget {
  readonly scope: Scope;
  readonly swept?: { readonly name: string; readonly value: Value; readonly span: Span };
}

type SweptRun = Run & Required<Pick<Run, 'swept'>>;

/** The runs that are checked. `unchecked`: the first run that is left out; absent if none is. */
interface CheckedRuns {
  readonly runs: readonly Run[];
  readonly unchecked?: SweptRun;
}

/**
 * The run of all defaults, then the runs of the axes that the train block or its model use, as many as are checked. Empty
 * without a train block.
 */
export const runsOf = (names: SpecNames): readonly Run[] => checkedRuns(names).runs;

/** The same runs, and where they end. The check `sweep-size` reports what is left out. */
export function checkedRuns(names: SpecNames): CheckedRuns {
  const { tree, scope } = names;
  const found = trainTarget(names);
  if (!found) return { runs: [] };
  const runs: Run[] = [{ ...found, scope }];
  const sweep = blocksOf(tree, 'sweep')[0];
  if (!sweep) return { runs };
  const used = paramsUsedBy(found);
  let layers = 0;
  for (const [name, values] of axisValues(sweep.item, scope.params))
    for (const value of used.has(name) ? values : []) {
      const run = runWith(found, scope, { sweep, value });
      layers += run.shape?.layers.length ?? 0;
      if (layers > MAX_LAYERS) return { runs, unchecked: run };
      runs.push(run);
    }
  return { runs };
}

// The maximum number of layers in all runs together: a model with a param for each layer has that many layers in each run.
const MAX_LAYERS = 100_000;

const paramsUsedBy = ({ train, model }: TrainTarget): ReadonlySet<string> =>
  new Set([train.item, ...(model ? [model.block] : [])].flatMap(block => block.params.map(p => p.text)));

function runWith(
  { train, model }: TrainTarget,
  scope: Scope,
  { sweep, value: { name, value, params } }: { sweep: Placed<Block>; value: AxisValue },
): SweptRun {
  const written = valueOfKey(train.item, 'model');
  const modelName = written?.kind === 'param' && written.name === name ? wordIn(written, params) : model?.name;
  const trained =
    modelName === model?.name
      ? model
      : modelName === undefined
        ? undefined
        : scope.declared.named('model', modelName)[0];
  return {
    train,
    ...(trained && { model: trained, shape: shapesOf(trained.block, params) }),
    scope: { ...scope, params },
    swept: { name, value, span: shift(value.span, sweep.at) },
  };
}

/** The prefix of a message about a run of a sweep: "With `hidden = 2`, "; empty for the run of all defaults. */
export const inRun = ({ swept }: Run): string => (swept ? `With \`${swept.name} = ${shownValue(swept.value)}\`, ` : '');

/**
 * The run of all defaults and the runs that differ from it in some aspect, so that a finding is not repeated for every
 * run.
 */
export function runsThatDiffer(runs: readonly Run[], aspects: (run: Run) => readonly unknown[]): Run[] {
  const defaults = runs[0] ? aspects(runs[0]) : [];
  return runs.filter(run => !run.swept || aspects(run).some((aspect, i) => aspect !== defaults[i]));
}
