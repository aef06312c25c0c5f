// What the built-in compiler cannot express in the values of a sweep. Each value is planned with the defaults of the other params, so the work grows with
// the number of values and not with that of combinations.
import { shift } from '../../text/span';
import { blocksOf, type Params } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block } from '../syntax/ast';
import { type AxisValue, axisValues } from '../training/runs';
import { valueOfKey, wordOfKey } from '../training/trainTarget';
import { type CompilerFinding, compilerFindings } from './planTraining';
import { usedParams } from './usedValues';

/** How many values are planned at most. docs/reference.md states both limits. */
export const MAX_VALUES = 100;

/** How many lines of blocks are planned at most, in all values together. */
export const MAX_LINES = 20_000;

/**
 * The findings of the values of a sweep: at most one for each value, at its place. What `known`, the findings of the run of all defaults, already contains is
 * left out.
 */
export function sweptFindings(spec: SpecModel, known: readonly CompilerFinding[]): readonly CompilerFinding[] {
  const sweep = blocksOf(spec.tree, 'sweep')[0];
  if (!sweep || blocksOf(spec.tree, 'train').length === 0) return [];
  const blocks = plannedBlocks(spec, axisValues(sweep.item, spec.scope.params));
  const inputs = [spec.scope.params, ...blocks];
  const cached = cache.get(sweep.item);
  const found =
    cached && isSame(cached.inputs, inputs)
      ? cached.found
      : findingsOfValues(spec, { sweep: sweep.item, blocks, known });
  cache.set(sweep.item, { inputs, found });
  return found.map(d => ({ ...d, span: shift(d.span, sweep.at) }));
}

interface Cached {
  readonly inputs: readonly unknown[];
  /** Spans are relative to the sweep block. */
  readonly found: readonly CompilerFinding[];
}

const cache = new WeakMap<Block, Cached>();

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

interface Planned {
  readonly sweep: Block;
  readonly blocks: readonly Block[];
  readonly known: readonly CompilerFinding[];
}

function findingsOfValues(spec: SpecModel, { sweep, blocks, known }: Planned): CompilerFinding[] {
  const identity = (d: CompilerFinding): string => `${d.span.start} ${d.code} ${d.message}`;
  const isKnown = new Set(known.map(identity));
  return plannedValues(sweep, spec.scope.params, blocks).flatMap(({ value, params }) => {
    const found = compilerFindings({ ...spec, scope: { ...spec.scope, params } }).find(d => !isKnown.has(identity(d)));
    return found ? [{ ...found, span: value.span }] : [];
  });
}

// The values that blocks use, until a limit is reached.
function plannedValues(sweep: Block, params: Params, blocks: readonly Block[]): AxisValue[] {
  const values: AxisValue[] = [];
  let lines = 0;
  for (const [name, ofAxis] of axisValues(sweep, params)) {
    const users = blocks.filter(block => usedParams(block).includes(name));
    const cost = users.reduce((sum, { layers, entries }) => sum + layers.length + entries.length, 0);
    for (const value of users.length > 0 ? ofAxis : []) {
      lines += cost;
      if (values.length === MAX_VALUES || lines > MAX_LINES) return values;
      values.push(value);
    }
  }
  return values;
}

// The blocks that the runs of a sweep use: those of the spec, and each model and dataset that the train block may name.
function plannedBlocks({ tree, scope }: SpecModel, axes: ReadonlyMap<string, readonly AxisValue[]>): readonly Block[] {
  const own = (['train', 'evaluate', 'export'] as const).flatMap(keyword => blocksOf(tree, keyword).slice(0, 1));
  const train = own[0]?.item;
  const named = (['model', 'data'] as const).flatMap(key => {
    const written = train && valueOfKey(train, key);
    const values = written?.kind === 'param' ? (axes.get(written.name) ?? []) : [];
    const names = [scope.params, ...values.map(v => v.params)].map(params => train && wordOfKey(train, key, params));
    return names.flatMap(name =>
      name === undefined ? [] : scope.declared.named(key === 'data' ? 'dataset' : key, name).slice(0, 1),
    );
  });
  return [...own.map(placed => placed.item), ...named.map(declaration => declaration.block)];
}
