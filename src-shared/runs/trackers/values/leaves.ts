// Settings as leaves: nested objects by their path.
import { markSecrets } from '../../../artifacts/secrets/secrets';
import { type JsonNode, members } from '../../../text/jsonText';
import { jsonObject } from '../../../text/makeJson';
import type { Leaves } from '../trackedRun';

// A path of many long keys would take quadratic memory.
const MAX_PATH = 1000;
/** More leaves are not read. */
export const MAX_LEAVES = 20_000;

/** The leaves of an object: `train.lr`. A list is one leaf, and so is an empty object. Secrets are marked, by their name and their form. */
export function leavesOf(root: JsonNode): Leaves {
  const [found, times] = [new Map<string, JsonNode>(), new Map<string, number>()];
  const open: [string | undefined, JsonNode][] = [[undefined, markSecrets(root)]];
  for (let next = open.pop(); next && found.size < MAX_LEAVES; next = open.pop()) {
    const [path, node] = next;
    const inner = node.kind === 'object' && (path ?? '').length <= MAX_PATH ? [...members(node).values()] : [];
    if (inner.length === 0 && path !== undefined) found.set(freeName(found, path, times), node);
    for (const { key, value } of inner.reverse()) open.push([path === undefined ? key : `${path}.${key}`, value]);
  }
  return found;
}

// `a.b` may be a key, and also `b` in `a`: neither may hide the other.
function freeName(found: ReadonlyMap<string, JsonNode>, path: string, times: Map<string, number>): string {
  let [name, time] = [path, times.get(path) ?? 1];
  while (found.has(name)) name = `${path} (${++time})`;
  if (time > 1) times.set(path, time);
  return name;
}

/** Leaves of values that have no inner ones, such as texts by name. */
export const leavesOfTexts = (values: Iterable<readonly [name: string, value: JsonNode]>): Leaves =>
  leavesOf(jsonObject(values));
