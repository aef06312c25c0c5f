// The values of a run's file leaf by leaf, so that each has a column: `env.torch`.
import type { Kind } from '../../artifacts/kind';
import { type JsonNode, members } from '../../text/jsonText';

/** The most leaves of a run: a foreign report may have millions. */
const MAX_LEAVES = 300;

/** A longer path does not fit the name of a column. */
const MAX_PATH = 200;

/** The leaves by path, without the values that have columns of their own: hashes, the seed, metrics, and what the run was started with. A list is one leaf. */
export function recordedLeaves(root: JsonNode, kind: Kind): Map<string, JsonNode> {
  const leaves = new Map<string, JsonNode>();
  const own = new Set([...OWN, kind.hashField, kind.metricsField, kind.failure?.field]);
  for (const [key, { value }] of members(root)) if (!own.has(key)) addLeaves(leaves, key, value);
  return leaves;
}

const OWN = ['config_hash', 'data_hash', 'seed', 'metrics', 'combo', 'params', 'script', 'timestamp_utc'];

function addLeaves(leaves: Map<string, JsonNode>, path: string, node: JsonNode): void {
  if (leaves.size >= MAX_LEAVES || path.length > MAX_PATH) return;
  if (node.kind !== 'object' || node.members.length === 0) {
    leaves.set(path, node);
    return;
  }
  for (const [key, { value }] of members(node)) addLeaves(leaves, `${path}.${key}`, value);
}
