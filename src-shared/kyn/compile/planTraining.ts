// The plan of a training: the train block with its model, dataset, metrics and export. Whatever cannot be expressed is a finding at its place.
import { byPlace, type Diagnostic, withoutSecrets } from '../../text/diagnostic';
import { type Span, shift } from '../../text/span';
import { sourceOf } from '../data/datasetText';
import { blocksOf, type Declaration, type Params } from '../names/scope';
import { secretTexts } from '../names/secretTexts';
import type { SpecModel } from '../names/specModel';
import type { Block, Placed } from '../syntax/ast';
import { valueOfKey, wordOfKey } from '../training/trainTarget';
import type { BlockPlan } from './blockPlan';
import { builtinMetric } from './findings/builtinMetric';
import { builtinModel } from './findings/builtinModel';
import { builtinShape } from './findings/builtinShape';
import { builtinValue } from './findings/builtinValue';
import { type Output, overwrittenOutputs, sharedOutputs } from './outputs';
import type { LossName, MetricName, ModelPlan, TrainingPlan } from './plan';
import { type DatasetPlan, planData } from './planData';
import { type ExportOfBlock, planExport } from './planExport';
import { type MetricUse, planMetrics } from './planMetrics';
import { planModel } from './planModel';
import { planTrain, type TrainingPlanOfBlock, type WrittenLoss } from './planTrain';

/** What a plan needs besides the spec. `csv`: the absolute path of the data; `overrides`: the texts of `--param` by name. */
export interface TrainingFacts {
  readonly generator: string;
  readonly spec: string;
  readonly configHash: string;
  readonly csv: string;
  readonly overrides: readonly (readonly [name: string, text: string])[];
}

/** The plan of a training, or what the built-in compiler cannot express. `outputs`: the files that the run writes; whether it may is not checked. */
export type TrainingPlanResult =
  | { readonly ok: true; readonly plan: TrainingPlan; readonly outputs: readonly Output[] }
  | { readonly ok: false; readonly findings: readonly Diagnostic[] };

/** Plans the training of a spec without errors. */
export function planTraining(spec: SpecModel, facts: TrainingFacts): TrainingPlanResult {
  const { findings, parts, outputs } = planParts(spec);
  if (findings.length > 0 || !parts) {
    const errors = findings.map(({ imported: _, ...d }) => ({ ...d, severity: 'error' as const }));
    return { ok: false, findings: withoutSecrets(onePerPlace(errors), secretTexts(spec.tree, spec.composition)) };
  }
  const { csv, generator, spec: path, configHash } = facts;
  const { loss, ...train } = parts.train;
  // The order of the options must not change the script.
  const overrides = [...facts.overrides].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const plan: TrainingPlan = {
    origin: { generator, spec: path, configHash, overrides },
    data: { ...parts.data, csv },
    model: parts.model,
    train: { ...train, loss: lossOf(loss, parts.model) },
    metrics: parts.metrics.map(m => m.name),
    ...(parts.exported && { export: parts.exported.plan }),
  };
  return { ok: true, plan, outputs };
}

/** A finding of the built-in compiler. `imported`: it is about a block of an imported file. */
export type CompilerFinding = Diagnostic & { readonly imported?: true };

/** What the built-in compiler cannot express in what a spec trains, at most one finding for each place. */
export function compilerFindings(spec: SpecModel): readonly CompilerFinding[] {
  if (blocksOf(spec.tree, 'train').length === 0) return [];
  const { findings, outputs } = planParts(spec);
  const shared = blocksOf(spec.tree, 'sweep').length > 0 ? sharedOutputs(outputs) : [];
  return onePerPlace([...findings, ...overwrittenOutputs(outputs), ...shared]);
}

/** The path of a data file as it is written, and where a spec names it: in its own dataset, or where it refers to an imported one. */
export interface PlannedSource {
  readonly path: string;
  readonly span: Span;
}

/** The data of a training; undefined where the dataset cannot be determined. */
export function plannedSource(spec: SpecModel): PlannedSource | undefined {
  const train = blocksOf(spec.tree, 'train')[0];
  const { found, span: reference } = train ? declaredFor(spec, train, 'data') : {};
  const source = found && sourceOf(found.block, spec.scope.params);
  if (!found || !source || !reference) return undefined;
  return { path: source.value, span: found.file ? reference : shift(source.written.span, offsetOf(found)) };
}

interface Parts {
  readonly train: TrainingPlanOfBlock;
  readonly model: ModelPlan;
  readonly data: DatasetPlan;
  readonly metrics: readonly MetricUse[];
  readonly exported?: ExportOfBlock | undefined;
}

interface PlannedParts {
  readonly findings: readonly CompilerFinding[];
  readonly parts: Parts | undefined;
  readonly outputs: readonly Output[];
}

function planParts(spec: SpecModel): PlannedParts {
  const { tree, scope } = spec;
  const { params } = scope;
  const train = blocksOf(tree, 'train')[0];
  if (!train) return { findings: [undeclared('train', { start: 0, end: 0 })], parts: undefined, outputs: [] };
  const findings: CompilerFinding[] = [];
  const add = <T>(placed: Placed<Block>, { plan, findings: found }: BlockPlan<T>): T | undefined => {
    for (const d of found) findings.push(moved(d, placed.at));
    return plan;
  };
  const declared = <T>(
    key: 'model' | 'data',
    planOf: (block: Block, params: Params) => BlockPlan<T>,
  ): T | undefined => {
    const { found, span } = declaredFor(spec, train, key);
    if (!found) return void findings.push(undeclared(key, span));
    const { plan, findings: reported } = planOf(found.block, params);
    for (const d of reported) findings.push(atDeclaration(d, found, span));
    // What other blocks need of it would only repeat these findings.
    return reported.length === 0 ? plan : undefined;
  };
  const planned = add(train, planTrain(train.item, params));
  const model = declared('model', planModel);
  const data = declared('data', planData);
  const [evaluate, exported] = [blocksOf(tree, 'evaluate')[0], blocksOf(tree, 'export')[0]];
  const metrics = evaluate ? add(evaluate, planMetrics(evaluate.item, params)) : [];
  const saved = exported && add(exported, planExport(exported.item, params));
  if (planned && evaluate) for (const d of misfits(metrics ?? [], planned.loss)) findings.push(moved(d, evaluate.at));
  if (planned && model) findings.push(...outputProblems(planned.loss, model, train));
  if (model && saved) for (const d of shapeProblems(saved, model)) findings.push(moved(d, exported.at));
  const isWhole = planned && model && data && metrics && findings.length === 0;
  const parts = isWhole ? { train: planned, model, data, metrics, exported: saved } : undefined;
  const outputs = [
    ...(planned?.checkpoint ? outputOf(train, 'checkpoint', { ...planned.checkpoint, format: 'torch' }) : []),
    ...(exported && saved ? outputOf(exported, 'path', saved.plan) : []),
  ];
  return { findings, parts, outputs };
}

function outputOf({ item, at }: Placed<Block>, key: string, { path, format }: Omit<Output, 'span'>): Output[] {
  const written = valueOfKey(item, key);
  return written ? [{ path, format, span: shift(written.span, at) }] : [];
}

// BCELoss takes probabilities: only where nothing follows the sigmoid.
const lossOf = (loss: WrittenLoss, { layers }: ModelPlan): LossName => {
  const last = layers.at(-1);
  const isProbability = last?.kind === 'activation' && last.name === 'sigmoid';
  return loss === 'bce' && !isProbability ? 'bce_with_logits' : loss;
};

const REGRESSION: readonly WrittenLoss[] = ['mse'];
const CLASSIFICATION: readonly WrittenLoss[] = ['bce', 'cross_entropy', 'nll'];
const LOSSES_OF: Readonly<Record<MetricName, readonly WrittenLoss[]>> = {
  mae: REGRESSION,
  rmse: REGRESSION,
  mse: REGRESSION,
  r2: REGRESSION,
  accuracy: CLASSIFICATION,
  precision: CLASSIFICATION,
  recall: CLASSIFICATION,
  f1: CLASSIFICATION,
};

const misfits = (metrics: readonly MetricUse[], loss: WrittenLoss): Diagnostic[] =>
  metrics
    .filter(({ name }) => !LOSSES_OF[name].includes(loss))
    .map(({ name, span }) => builtinMetric.report({ metric: name, loss, losses: LOSSES_OF[name] }, span));

// The target is one column.
function outputProblems(loss: WrittenLoss, { outputs }: ModelPlan, train: Placed<Block>): Diagnostic[] {
  const written = valueOfKey(train.item, 'loss');
  if (loss !== 'mse' || outputs === 1 || !written) return [];
  return [builtinModel.report({ reason: 'outputs', outputs }, shift(written.span, train.at))];
}

function shapeProblems({ shape }: ExportOfBlock, { inputs }: ModelPlan): Diagnostic[] {
  if (!shape || (shape.length === 2 && shape.features === String(inputs))) return [];
  return [builtinShape.report({ features: inputs }, shape.span)];
}

interface Referred {
  readonly found: Declaration | undefined;
  /** The place of the reference in the train block, absolute. */
  readonly span: Span;
}

function declaredFor({ scope }: SpecModel, { at, item }: Placed<Block>, key: 'model' | 'data'): Referred {
  const name = wordOfKey(item, key, scope.params);
  const found = name === undefined ? undefined : scope.declared.named(key === 'data' ? 'dataset' : key, name)[0];
  return { found, span: shift((valueOfKey(item, key) ?? item.header).span, at) };
}

const undeclared = (key: string, span: Span): Diagnostic => builtinValue.report({ key, reason: 'undetermined' }, span);

// A finding in an imported file is shown where the spec refers to the block.
function atDeclaration(d: Diagnostic, declaration: Declaration, reference: Span): CompilerFinding {
  const { file, name } = declaration;
  if (!file) return moved(d, offsetOf(declaration));
  return { ...d, span: reference, imported: true, message: `\`${name}\` in ${file.label}: ${d.message}` };
}

const offsetOf = ({ block, span }: Declaration): number => span.start - (block.name?.span.start ?? 0);

const moved = (d: Diagnostic, by: number): Diagnostic => ({ ...d, span: shift(d.span, by) });

function onePerPlace(findings: CompilerFinding[]): CompilerFinding[] {
  const seen = new Set<string>();
  return findings.sort(byPlace).filter(({ span }) => {
    const place = `${span.start} ${span.end}`;
    return !seen.has(place) && seen.add(place);
  });
}
