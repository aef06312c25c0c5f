// How far a run of a spec can be repeated, as far as the spec says. The tiers are those of the DLM documentation: strong (bit-exact),
// best-effort (close), advisory (no promise).
import { type Fix, fix } from '../../text/diagnostic';
import { type Span, shift } from '../../text/span';
import { wordStatus } from '../catalogue';
import { blocksOf } from '../names/scope';
import type { Block, Entry, Placed, Value } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { valueSource } from '../syntax/valueSource';
import { isTrueValue, type RunSetting, runSetting, type SpecNames, wordOf } from './runValues';

/** A tier of repeatability. */
export type Tier = 'strong' | 'best-effort' | 'advisory';

/** Something in the spec that works against repeatability, at its place in the spec, with its cures. */
export interface Weakness {
  readonly reason: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

interface Claim extends SpecNames {
  readonly train: Placed<Block>;
  /** `deterministic = true`. */
  readonly entry: Entry;
}

/** What works against `deterministic = true`; empty when the spec does not claim it for each of its runs. */
export function weaknesses(names: SpecNames): Weakness[] {
  const train = blocksOf(names.tree, 'train')[0];
  const claimed = train && runSetting(train.item, 'deterministic', names);
  if (!train || !claimed?.entry || claimed.values.length === 0 || !claimed.values.every(isTrueValue)) return [];
  const claim: Claim = { ...names, train, entry: claimed.entry };
  return [...workers(claim), ...RULES.flatMap(rule => inTrain(claim, rule))];
}

interface Rule {
  readonly key: string;
  readonly isWeak: (value: Value) => boolean;
  readonly reason: (value: string) => string;
  /** What it can be set to instead, the best first. */
  readonly alternatives: readonly string[];
}

const RULES: readonly Rule[] = [
  {
    key: 'precision',
    isWeak: value => /^(fp16|bf16)$/.test(wordOf(value) ?? ''),
    reason: value => `${value} falls back to fp32 without CUDA`,
    alternatives: ['fp32'],
  },
  {
    key: 'compile',
    isWeak: isTrueValue,
    reason: () => 'compile may fuse operations differently on each machine',
    alternatives: ['false'],
  },
  {
    key: 'device',
    isWeak: value => wordOf(value) === 'auto',
    reason: () => 'device = auto takes what the machine has',
    alternatives: ['cuda', 'cpu'],
  },
];

const WORKERS: Rule = {
  key: 'num_workers',
  isWeak: value => value.kind === 'int' && value.number > 0,
  reason: value => `num_workers = ${value} may change the order of batches`,
  alternatives: ['0'],
};

function inTrain(claim: Claim, rule: Rule): Weakness[] {
  const setting = runSetting(claim.train.item, rule.key, claim);
  const reason = setting && reasonOf(setting, rule);
  if (!setting?.entry || reason === undefined) return [];
  const { at } = claim.train;
  return [{ reason, span: shift(setting.entry.span, at), fixes: [...changes(setting, rule, at), without(claim)] }];
}

function reasonOf({ values, axis }: RunSetting, { isWeak, reason }: Rule): string | undefined {
  const found = values.find(isWeak);
  return found && `${reason(wordOf(found) ?? valueSource(found))}${axis ? ` (by the sweep axis ${axis})` : ''}`;
}

// What a sweep varies is meant to vary: setting it to one value would leave the axis without effect.
const changes = ({ entry, axis }: RunSetting, { key, alternatives }: Rule, at: number): Fix[] =>
  entry?.value && !axis
    ? alternatives.map(value => fix(`Set ${key} = ${value}`, shift((entry.value as Value).span, at), value, false))
    : [];

const without = ({ train, entry }: Claim): Fix =>
  fix('Do without deterministic', shift(wholeLines(train.item, entry.span), train.at), '', false);

// The dataset may stand in an imported file, which is not this spec's to change: then it is told where the spec names it.
function workers(claim: Claim): Weakness[] {
  const { tree, scope, train } = claim;
  const data = runSetting(train.item, 'data', claim);
  const name = data?.values[0] && wordOf(data.values[0]);
  const dataset = scope.datasets.find(d => d.name === name);
  const setting = dataset && runSetting(dataset.block, WORKERS.key, claim);
  const reason = setting && reasonOf(setting, WORKERS);
  if (!data?.entry || !setting?.entry || reason === undefined) return [];
  if (dataset?.file) {
    const where = `${reason} of ${dataset.name} in ${dataset.file.label}`;
    return [{ reason: where, span: shift(data.entry.span, train.at), fixes: [without(claim)] }];
  }
  const at = blocksOf(tree, 'dataset').find(p => p.item === dataset?.block)?.at ?? 0;
  return [{ reason, span: shift(setting.entry.span, at), fixes: [...changes(setting, WORKERS, at), without(claim)] }];
}

/** A tier with the reasons why it is not higher. */
export interface Repeatability {
  readonly tier: Tier;
  readonly reasons: readonly string[];
}

/** The tier that a spec can reach; undefined when it trains nothing. What cannot be told counts against it. */
export function tierOf(names: SpecNames): Repeatability | undefined {
  const train = blocksOf(names.tree, 'train')[0];
  if (!train) return undefined;
  const missing = noPromise(train.item, names);
  if (missing) return { tier: 'advisory', reasons: [missing] };
  const device = runSetting(train.item, 'device', names);
  const devices = device?.values.map(v => wordOf(v) ?? '') ?? ['auto'];
  const isPromised = devices.length > 0 && devices.every(one => PROMISED.has(one));
  const reasons = [
    ...weaknesses(names).map(w => w.reason),
    // That it is auto then is this project's assumption: it counts against the tier, and nobody is told to change what the documentation leaves open.
    ...(device ? [] : ['device is not set, so it is auto and takes what the machine has']),
    ...[...new Set(devices)].flatMap(placeReason),
    ...untold(train.item, names).map(key => `${key} cannot be told`),
  ];
  const tier = isPromised ? (reasons.length === 0 ? 'strong' : 'best-effort') : 'advisory';
  return { tier, reasons };
}

function noPromise(train: Block, names: SpecNames): string | undefined {
  const seed = runSetting(train, 'seed', names);
  if (!seed) return 'no seed is set';
  if (seed.values.length === 0 || seed.values.some(v => v.kind !== 'int')) return 'seed cannot be told';
  const claimed = runSetting(train, 'deterministic', names);
  if (!claimed) return 'deterministic is not set';
  if (claimed.values.length === 0) return 'deterministic cannot be told';
  if (claimed.values.every(isTrueValue)) return undefined;
  return claimed.axis
    ? `deterministic is not true in each run (sweep axis ${claimed.axis})`
    : 'deterministic is not true';
}

// What auto takes may be the processor, and of a device that nobody knows nothing is known: neither promises more than the processor does.
const PROMISED: ReadonlySet<string> = new Set(['cuda', 'mps']);

function placeReason(device: string): string[] {
  if (device === 'cuda' || device === 'auto') return [];
  return wordStatus('device', device)
    ? [`${device} promises no bit-exact kernels`]
    : [`${device || 'this'} is no device that is known, so what it promises cannot be told`];
}

// Settings that would have been judged if they could be read.
function untold(train: Block, names: SpecNames): string[] {
  const isUntold = (block: Block, key: string) => runSetting(block, key, names)?.values.length === 0;
  const keys = ['data', ...RULES.map(r => r.key)].filter(key => isUntold(train, key));
  const data = runSetting(train, 'data', names)?.values[0];
  const dataset = data && names.scope.datasets.find(d => d.name === wordOf(data));
  if (!dataset) return keys.includes('data') ? keys : [...keys, 'the dataset'];
  return isUntold(dataset.block, WORKERS.key) ? [...keys, WORKERS.key] : keys;
}
