// How far a run of a spec can be repeated, as far as the spec says. The tiers are those of the DLM documentation: strong (bit-exact),
// best-effort (close), advisory (no promise).
import type { Block, Entry } from './ast';
import type { FileContext } from './check';
import { blocksOf, resolved } from './scope';
import { entryOf, isTrue, trained, valueOfKey, wordOfKey } from './trained';

/** A tier of repeatability. */
export type Tier = 'strong' | 'best-effort' | 'advisory';

/** Something in the spec that works against repeatability. `foreign`: it stands in an imported file. */
export interface Weakness {
  readonly reason: string;
  readonly placed: { readonly at: number; readonly item: Block; readonly foreign: boolean };
  readonly entry?: Entry;
}

/** What works against `deterministic = true`; empty when the spec does not claim it. */
export function weaknesses(context: Pick<FileContext, 'tree' | 'scope'>): Weakness[] {
  const found = trained(context);
  if (!found || !isTrue(found.train.item, 'deterministic')) return [];
  const { item } = found.train;
  const placed = { ...found.train, foreign: false };
  const at = (key: string, reason: string): Weakness => {
    const entry = entryOf(item, key);
    return { reason, placed, ...(entry && { entry }) };
  };
  const precision = wordOfKey(item, 'precision');
  const device = wordOfKey(item, 'device') ?? 'auto';
  return [
    ...workers(context),
    ...(precision === 'fp16' || precision === 'bf16'
      ? [at('precision', `${precision} falls back to fp32 without CUDA`)]
      : []),
    ...(isTrue(item, 'compile') ? [at('compile', 'compile may fuse operations differently on each machine')] : []),
    ...(device === 'auto' && entryOf(item, 'device') ? [at('device', 'device = auto takes what the machine has')] : []),
  ];
}

function workers({ tree, scope }: Pick<FileContext, 'tree' | 'scope'>): Weakness[] {
  const train = blocksOf(tree, 'train')[0];
  const name = train && wordOfKey(train.item, 'data');
  const placed = blocksOf(tree, 'dataset').find(p => p.item.name?.text === name);
  const entry = placed && entryOf(placed.item, 'num_workers');
  const value = entry?.value && resolved(entry.value, scope.params);
  if (!placed || !entry || value?.kind !== 'int' || value.number === 0) return [];
  return [
    {
      reason: `num_workers = ${value.text} may change the order of batches`,
      placed: { ...placed, foreign: false },
      entry,
    },
  ];
}

/** The tier that a spec can reach, with the reasons why it is not higher. */
export function tierOf(
  context: Pick<FileContext, 'tree' | 'scope'>,
): { readonly tier: Tier; readonly reasons: readonly string[] } | undefined {
  const found = trained(context);
  if (!found) return undefined;
  const { item } = found.train;
  if (!valueOfKey(item, 'seed')) return { tier: 'advisory', reasons: ['no seed is set'] };
  if (!isTrue(item, 'deterministic')) return { tier: 'advisory', reasons: ['deterministic is not set'] };
  const device = wordOfKey(item, 'device') ?? 'auto';
  const weak = weaknesses(context).map(w => w.reason);
  const place =
    device === 'cuda'
      ? []
      : [device === 'auto' ? 'the device is chosen by the machine' : `${device} promises no bit-exact kernels`];
  const reasons = [...weak, ...place];
  if (device === 'cpu') return { tier: 'advisory', reasons };
  return { tier: reasons.length === 0 ? 'strong' : 'best-effort', reasons };
}
