// A train block -> how the network is trained.
import { MAX_IN_LINE } from '../../text/firstInLine';
import { type CallForm, checkpointForm, earlyStopForm, type WordCategory } from '../catalogue';
import { isWithin } from '../catalogue/limits';
import { resolved } from '../names/scope';
import type { Argument, Value } from '../syntax/ast';
import { bindArguments, bindCall } from '../types/bindCall';
import { fits } from '../types/values';
import {
  flagOf,
  isSet,
  isSupported,
  literal,
  numberOf,
  optionalNumber,
  type PlannedBlock,
  plannedOnce,
  type Supported,
  settingOf,
  undetermined,
  unsupported,
  unusable,
  usableNumber,
  wordOf,
} from './blockPlan';
import { builtinArgument } from './findings/builtinArgument';
import { builtinForm } from './findings/builtinForm';
import type { NumberText, OptimizerName, SchedulerPlan, TrainPlan } from './plan';

/** A loss by its name in a spec. */
export type WrittenLoss = 'mse' | 'bce' | 'cross_entropy' | 'nll';

/** A train block. Which form of `bce` is used depends on the model. */
export type TrainingPlanOfBlock = Omit<TrainPlan, 'loss'> & { readonly loss: WrittenLoss };

const LOSSES: Supported<WrittenLoss> = { mse: true, bce: true, cross_entropy: true, nll: true };
const OPTIMIZERS: Supported<OptimizerName> = { adam: true, sgd: true, adamw: true, rmsprop: true };
const SCHEDULERS: Supported<SchedulerPlan['name']> = { onecycle: true, step: true, cosine: true, plateau: true };
const DEVICES: Supported<TrainPlan['device']> = { auto: true, cpu: true, cuda: true, mps: true };
const PRECISIONS: Supported<TrainPlan['precision']> = { fp32: true, fp16: true, bf16: true };

/** The plan of a train block. */
export const planTrain = plannedOnce((planned): TrainingPlanOfBlock | undefined => {
  const loss = wordOf(planned, 'loss', { list: 'loss', supported: LOSSES });
  const optimizer = optimizerOf(planned);
  const epochs = numberOf(planned, 'epochs');
  const batch = numberOf(planned, 'batch');
  const device = wordOf(planned, 'device', { list: 'device', supported: DEVICES });
  const precision = wordOf(planned, 'precision', { list: 'precision', supported: PRECISIONS });
  const scheduler = schedulerOf(planned);
  const earlyStop = earlyStopOf(planned);
  const checkpoint = checkpointOf(planned);
  const seed = seedOf(planned);
  const flags = { compile: flagOf(planned, 'compile'), deterministic: flagOf(planned, 'deterministic') };
  if (!loss || !optimizer || !device || !precision || epochs === undefined || batch === undefined) return undefined;
  return {
    ...{ loss, optimizer, epochs, batch, device, precision, ...flags },
    ...(scheduler && { scheduler }),
    ...(earlyStop && { earlyStop }),
    ...(checkpoint && { checkpoint }),
    ...(seed !== undefined && { seed }),
  };
});

interface PlannedCall<W extends string> {
  readonly name: W;
  readonly number: (argument: string) => NumberText | undefined;
}

// A call of a key, with its arguments as numbers.
function callOf<W extends string>(
  planned: PlannedBlock,
  key: string,
  { list, supported }: { readonly list: WordCategory; readonly supported: Supported<W> },
): PlannedCall<W> | undefined {
  const setting = settingOf(planned, key);
  if (setting?.value.kind !== 'call') return undetermined(planned, key);
  const call = setting.value;
  const name = call.callee.text;
  const bound = isSupported(name, supported) ? bindCall(call, list) : undefined;
  if (!bound || !isSupported(name, supported))
    return unsupported(planned, { what: list, word: name }, call.callee.span);
  for (const extra of bound.extra.slice(0, MAX_IN_LINE))
    planned.findings.push(builtinArgument.report({ callee: name, argument: extra.key?.text }, argumentSpan(extra)));
  const number = (argument: string): NumberText | undefined => {
    const written = bound.bound.find(b => b.arg.name === argument)?.value;
    const standard = bound.spec.args.find(a => a.name === argument)?.default;
    if (!written) return standard === undefined ? undefined : usableNumber(literal(standard));
    const value = resolved(written, planned.params);
    return (value && usableNumber(value)) ?? unusable(planned, key, value ? 'too-large' : 'undetermined');
  };
  return { name, number };
}

const argumentSpan = ({ key, value }: Argument) => ({ start: (key ?? value).span.start, end: value.span.end });

function optimizerOf(planned: PlannedBlock): TrainPlan['optimizer'] | undefined {
  const call = callOf(planned, 'optimizer', { list: 'optimizer', supported: OPTIMIZERS });
  const lr = call?.number('lr');
  return call && { name: call.name, ...(lr !== undefined && { lr }) };
}

function schedulerOf(planned: PlannedBlock): SchedulerPlan | undefined {
  if (!isSet(planned, 'scheduler')) return undefined;
  const call = callOf(planned, 'scheduler', { list: 'scheduler', supported: SCHEDULERS });
  return call && (schedulerPlan(call) ?? undetermined(planned, 'scheduler'));
}

function schedulerPlan({ name, number }: PlannedCall<SchedulerPlan['name']>): SchedulerPlan | undefined {
  switch (name) {
    case 'onecycle': {
      const maxLr = number('max_lr');
      return maxLr === undefined ? undefined : { name, maxLr };
    }
    case 'step': {
      const [size, gamma] = [number('size'), number('gamma')];
      return size === undefined || gamma === undefined ? undefined : { name, size, gamma };
    }
    case 'cosine':
      return { name };
    case 'plateau': {
      const [patience, factor] = [number('patience'), number('factor')];
      return patience === undefined || factor === undefined ? undefined : { name, patience, factor };
    }
  }
}

const SEEDS = [-(2n ** 63n), 2n ** 64n - 1n] as const;

function seedOf(planned: PlannedBlock): NumberText | undefined {
  const seed = optionalNumber(planned, 'seed');
  if (seed === undefined) return undefined;
  const isInRange = /^-?\d+$/.test(seed) && BigInt(seed) >= SEEDS[0] && BigInt(seed) <= SEEDS[1];
  return isInRange ? seed : unusable(planned, 'seed', 'seed');
}

function earlyStopOf(planned: PlannedBlock): TrainPlan['earlyStop'] {
  if (!isSet(planned, 'early_stop')) return undefined;
  const value = settingOf(planned, 'early_stop')?.value;
  const args =
    value?.kind === 'int'
      ? argumentsOf(planned, earlyStopForm, [{ value }])
      : argumentsOf(planned, earlyStopForm, value);
  const patience = args && usableNumber(args('patience'));
  const minDelta = args && usableNumber(args('min_delta'));
  return patience === undefined || minDelta === undefined ? unreadable(planned, 'early_stop') : { patience, minDelta };
}

function checkpointOf(planned: PlannedBlock): TrainPlan['checkpoint'] {
  if (!isSet(planned, 'checkpoint')) return undefined;
  const args = argumentsOf(planned, checkpointForm, settingOf(planned, 'checkpoint')?.value);
  const path = args?.('path');
  const every = args && usableNumber(args('every'));
  return path?.kind !== 'string' || every === undefined
    ? unreadable(planned, 'checkpoint')
    : { path: path.value, every };
}

// The arguments of a form by name, defaults included; undefined where the value does not have this form.
function argumentsOf(
  planned: PlannedBlock,
  form: CallForm,
  given: Value | readonly Argument[] | undefined,
): ((name: string) => Value) | undefined {
  const args =
    given && 'kind' in given
      ? given.kind === 'call' && given.callee.text === form.name
        ? given.args
        : undefined
      : given;
  if (!args) return undefined;
  const { bound, missing, extra } = bindArguments(args, form);
  if (missing.length > 0 || extra.length > 0) return undefined;
  const values = new Map<string, Value>();
  for (const { name, default: text } of form.args) if (text !== undefined) values.set(name, literal(text));
  for (const { arg, value } of bound) {
    const known = resolved(value, planned.params);
    if (!known || !fits(known, arg.type) || !isAllowed(known, arg.type)) return undefined;
    values.set(arg.name, known);
  }
  return name => values.get(name) as Value;
}

function isAllowed(value: Value, type: CallForm['args'][number]['type']): boolean {
  if (type.kind === 'string') return !type.filled || (value.kind === 'string' && value.value !== '');
  const isNumber = value.kind === 'int' || value.kind === 'float';
  return !isNumber || (type.kind !== 'int' && type.kind !== 'float') || isWithin(value.number, type);
}

function unreadable(planned: PlannedBlock, key: 'early_stop' | 'checkpoint'): undefined {
  const { block, findings } = planned;
  const entry = block.entries.find(e => e.key.text === key);
  findings.push(builtinForm.report({ key }, entry?.value?.span ?? entry?.key.span ?? block.header.span));
}
