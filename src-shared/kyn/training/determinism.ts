// How repeatable the runs of a spec are, judged by the spec alone. The tiers are those of the DLM documentation: strong
// (bit-exact), best-effort (close), advisory (no guarantee).

import { type Fix, fix } from '../../text/diagnostic';
import { type Span, shift } from '../../text/span';
import { wordStatus } from '../catalogue';
import { blocksOf } from '../names/scope';
import type { SpecNames } from '../names/specModel';
import type { Block, Entry, Placed, Value } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { shownValue } from '../syntax/valueSource';
import { isTrueValue, type RunSetting, runSetting, wordOf } from './runValues';

/** A tier of repeatability. */
export type Tier = 'strong' | 'best-effort' | 'advisory';

/** A setting that works against repeatability, with its span in the spec and its fixes. */
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

/** The settings that work against `deterministic = true`; empty if the spec does not set it for every run. */
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
  /** Values to set instead, the best first. */
  readonly alternatives: readonly string[];
}

const RULES: readonly Rule[] = [
  {
    key: 'precision',
    isWeak: value => /^(fp16|bf16)$/.test(wordOf(value) ?? ''),
    reason: value => `\`${value}\` falls back to \`fp32\` without CUDA`,
    alternatives: ['fp32'],
  },
  {
    key: 'compile',
    isWeak: isTrueValue,
    reason: () => '`compile` may fuse operations differently on each machine',
    alternatives: ['false'],
  },
  {
    key: 'device',
    isWeak: value => wordOf(value) === 'auto',
    reason: () => '`device = auto` depends on the machine',
    alternatives: ['cuda', 'cpu'],
  },
];

const WORKERS: Rule = {
  key: 'num_workers',
  isWeak: value => value.kind === 'int' && value.number > 0,
  reason: value => `\`num_workers = ${value}\` may change the order of batches`,
  alternatives: ['0'],
};

function inTrain(claim: Claim, rule: Rule): Weakness[] {
  const setting = runSetting(claim.train.item, rule.key, claim);
  const reason = setting && reasonOf(setting, rule);
  if (!setting?.entry || reason === undefined) return [];
  const { at } = claim.train;
  return [{ reason, span: shift(setting.entry.span, at), fixes: [...setFixes(setting, rule, at), removeClaim(claim)] }];
}

function reasonOf({ values, axis }: RunSetting, { isWeak, reason }: Rule): string | undefined {
  const found = values.find(isWeak);
  return found && `${reason(wordOf(found) ?? shownValue(found))}${axis ? ` (sweep axis \`${axis}\`)` : ''}`;
}

// A swept setting gets no fix, because a fixed value would leave the axis without effect.
const setFixes = ({ entry, axis }: RunSetting, { key, alternatives }: Rule, at: number): Fix[] =>
  entry?.value && !axis
    ? alternatives.map(value => fix(`Set \`${key} = ${value}\``, shift((entry.value as Value).span, at), value, false))
    : [];

const removeClaim = ({ train, entry }: Claim): Fix =>
  fix('Remove `deterministic`', shift(wholeLines(train.item, entry.span), train.at), '', false);

// A dataset of an imported file is reported where the spec refers to it. Its setting gets no fix, because fixes edit
// only this spec.
function workers(claim: Claim): Weakness[] {
  const { tree, scope, train } = claim;
  const data = runSetting(train.item, 'data', claim);
  const name = data?.values[0] && wordOf(data.values[0]);
  const dataset = name === undefined ? undefined : scope.declared.named('dataset', name)[0];
  const setting = dataset && runSetting(dataset.block, WORKERS.key, claim);
  const reason = setting && reasonOf(setting, WORKERS);
  if (!data?.entry || !setting?.entry || reason === undefined) return [];
  if (dataset?.file) {
    const importedReason = `${reason} of dataset \`${dataset.name}\` in ${dataset.file.label}`;
    return [{ reason: importedReason, span: shift(data.entry.span, train.at), fixes: [removeClaim(claim)] }];
  }
  const at = blocksOf(tree, 'dataset').find(p => p.item === dataset?.block)?.at ?? 0;
  return [
    { reason, span: shift(setting.entry.span, at), fixes: [...setFixes(setting, WORKERS, at), removeClaim(claim)] },
  ];
}

/** A tier with the reasons why it is not a higher one. */
export interface Repeatability {
  readonly tier: Tier;
  readonly reasons: readonly string[];
}

/**
 * The tier that a spec can reach; undefined without a train block. Settings that cannot be determined count against it.
 */
export function tierOf(names: SpecNames): Repeatability | undefined {
  const train = blocksOf(names.tree, 'train')[0];
  if (!train) return undefined;
  const missing = missingPrerequisite(train.item, names);
  if (missing) return { tier: 'advisory', reasons: [missing] };
  const device = runSetting(train.item, 'device', names);
  const devices = device?.values.map(v => wordOf(v) ?? '') ?? ['auto'];
  const isGpu = devices.length > 0 && devices.every(one => GPUS.has(one));
  const reasons = [
    ...weaknesses(names).map(w => w.reason),
    // The default `auto` is an assumption, so it lowers the tier but is not a finding.
    ...(device ? [] : ['`device` is not set, so `auto` applies and depends on the machine']),
    ...[...new Set(devices)].flatMap(deviceReason),
    ...unknownSettings(train.item, names).map(setting => `${setting} cannot be determined`),
  ];
  const tier = isGpu ? (reasons.length === 0 ? 'strong' : 'best-effort') : 'advisory';
  return { tier, reasons };
}

function missingPrerequisite(train: Block, names: SpecNames): string | undefined {
  const seed = runSetting(train, 'seed', names);
  if (!seed) return '`seed` is not set';
  if (seed.values.length === 0 || seed.values.some(v => v.kind !== 'int')) return '`seed` cannot be determined';
  const claimed = runSetting(train, 'deterministic', names);
  if (!claimed) return '`deterministic` is not set';
  if (claimed.values.length === 0) return '`deterministic` cannot be determined';
  if (claimed.values.every(isTrueValue)) return undefined;
  return claimed.axis
    ? `\`deterministic\` is not true in every run (sweep axis \`${claimed.axis}\`)`
    : '`deterministic` is not true';
}

// `auto` and unknown devices may be the CPU, so they guarantee no more than the CPU does.
const GPUS: ReadonlySet<string> = new Set(['cuda', 'mps']);

function deviceReason(device: string): string[] {
  if (device === 'cuda' || device === 'auto') return [];
  return wordStatus('device', device)
    ? [`\`${device}\` does not guarantee bit-exact kernels`]
    : [`${device ? `\`${device}\`` : 'the device'} is not a known device, so its guarantees cannot be determined`];
}

// The settings of the rules above that cannot be determined, as text for a reason.
function unknownSettings(train: Block, names: SpecNames): string[] {
  const isUnknown = (block: Block, key: string) => runSetting(block, key, names)?.values.length === 0;
  const keys = ['data', ...RULES.map(r => r.key)].filter(key => isUnknown(train, key));
  const settings = keys.map(codeOf);
  const data = runSetting(train, 'data', names)?.values[0];
  const name = data && wordOf(data);
  const dataset = name === undefined ? undefined : names.scope.declared.named('dataset', name)[0];
  if (!dataset) return keys.includes('data') ? settings : [...settings, 'the dataset'];
  return isUnknown(dataset.block, WORKERS.key) ? [...settings, codeOf(WORKERS.key)] : settings;
}

const codeOf = (key: string): string => `\`${key}\``;
