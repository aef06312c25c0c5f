// Which settings are seeds. A seed is wherever the user put it.
import type { JsonNode } from '../../../text/jsonText';
import type { Leaves } from '../trackedRun';

const SEED = /(?:^|[./_])(?:seed|random_state)$/i;

/** Whether a setting is a seed, by its path: `seed`, `random_state`, `train.seed`, `numpy_seed`. */
export const isSeedName = (path: string): boolean => SEED.test(path);

// The programs draw a seed where none is given.
const isUnset = (node: JsonNode): boolean =>
  node.kind === 'null' || (node.kind === 'string' && /^(?:none|null|)$/i.test(node.text.trim()));

/** The seeds among settings, without those that were left to chance. */
export const seedsOf = (config: Leaves | undefined): Leaves =>
  new Map([...(config ?? [])].filter(([path, node]) => isSeedName(path) && !isUnset(node)));
