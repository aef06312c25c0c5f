// A model block -> its layers with their widths.
import { MAX_IN_LINE } from '../../text/firstInLine';
import type { Span } from '../../text/span';
import { asWord, resolved } from '../names/scope';
import type { Layer, Value } from '../syntax/ast';
import { bindLayer } from '../types/layers';
import { isSupported, type PlannedBlock, plannedOnce, type Supported, unsupported, usableNumber } from './blockPlan';
import { builtinArgument } from './findings/builtinArgument';
import { builtinModel } from './findings/builtinModel';
import type { ActivationName, LayerPlan, ModelPlan } from './plan';

const ACTIVATIONS: Supported<ActivationName | 'linear'> = {
  relu: true,
  linear: true,
  softmax: true,
  log_softmax: true,
  sigmoid: true,
  tanh: true,
  gelu: true,
  leaky_relu: true,
};

/** The plan of a model. */
export const planModel = plannedOnce((planned): ModelPlan | undefined => {
  const { block } = planned;
  const layers: LayerPlan[] = [];
  let inputs: number | undefined;
  let width: number | undefined;
  for (const layer of block.layers) {
    const made = layerPlan(planned, layer, width);
    layers.push(...made.layers);
    width = made.width;
    inputs ??= made.width;
  }
  const span = block.name?.span ?? block.header.span;
  const hasWeights = layers.some(l => l.kind === 'linear' || l.kind === 'batchnorm');
  if (inputs === undefined || width === undefined) return problem(planned, 'unknown-width', span);
  if (!hasWeights) return problem(planned, 'no-weights', span);
  return { name: block.name?.text ?? '', inputs, outputs: width, layers };
});

interface LayerResult {
  readonly layers: readonly LayerPlan[];
  readonly width: number | undefined;
}

// Reported layers have no plan.
const NOTHING: LayerResult = { layers: [], width: undefined };

function layerPlan(planned: PlannedBlock, layer: Layer, before: number | undefined): LayerResult {
  const { name } = layer;
  if (!layer.complete) return problem(planned, 'unknown-width', name.span) ?? NOTHING;
  const bound = bindLayer(layer);
  if (!bound) return unsupported(planned, { what: 'layer', word: name.text }, name.span) ?? NOTHING;
  for (const { key, span } of bound.extra.slice(0, MAX_IN_LINE))
    planned.findings.push(builtinArgument.report({ callee: name.text, argument: key?.text }, span));
  const written = (arg: string): Value | undefined => bound.bound.find(b => b.arg.name === arg)?.value;
  if (name.text === 'input') return { layers: [], width: unitsOf(planned, written('n'), name.span) };
  if (before === undefined) problem(planned, 'unknown-width', name.span);
  const known = before ?? 0;
  switch (name.text) {
    case 'dense':
      return densePlan(planned, { layer, before: known, units: written('units'), activation: written('activation') });
    case 'dropout':
      return { layers: dropoutPlan(planned, layer, written('rate')), width: before };
    case 'batchnorm':
      return { layers: [{ kind: 'batchnorm', width: known }], width: before };
    default:
      return unsupported(planned, { what: 'layer', word: name.text }, name.span) ?? NOTHING;
  }
}

function dropoutPlan(planned: PlannedBlock, { name }: Layer, written: Value | undefined): LayerPlan[] {
  const value = written && resolved(written, planned.params);
  const rate = value && usableNumber(value);
  if (rate !== undefined) return [{ kind: 'dropout', rate }];
  return problem(planned, 'unknown-rate', (written ?? name).span) ?? [];
}

interface Dense {
  readonly layer: Layer;
  readonly before: number;
  readonly units: Value | undefined;
  readonly activation: Value | undefined;
}

function densePlan(planned: PlannedBlock, { layer, before, units, activation }: Dense): LayerResult {
  const width = unitsOf(planned, units, layer.name.span);
  const linear: LayerPlan = { kind: 'linear', inputs: before, outputs: width ?? 0 };
  if (!activation) return { layers: [linear], width };
  const value = resolved(activation, planned.params);
  const word = value && asWord(value);
  const name = word?.kind === 'name' ? word.text : '';
  if (!isSupported(name, ACTIVATIONS)) unsupported(planned, { what: 'activation', word: name }, activation.span);
  else if (name !== 'linear') return { layers: [linear, { kind: 'activation', name }], width };
  return { layers: [linear], width };
}

function unitsOf(planned: PlannedBlock, written: Value | undefined, layer: Span): number | undefined {
  const value = written && resolved(written, planned.params);
  const span = written?.span ?? layer;
  if (value?.kind !== 'int' || value.number < 1) return problem(planned, 'unknown-width', span);
  return Number.isSafeInteger(value.number) ? value.number : problem(planned, 'too-wide', span);
}

type Reason = Exclude<Parameters<typeof builtinModel.message>[0]['reason'], 'outputs'>;

// An unknown width may follow from what is already reported.
function problem(planned: PlannedBlock, reason: Reason, span: Span): undefined {
  if (reason === 'unknown-width' && planned.findings.length > 0) return;
  planned.findings.push(builtinModel.report({ reason }, span));
}
