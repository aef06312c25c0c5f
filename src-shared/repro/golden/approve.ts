// Approving a golden: adds or replaces one entry of the index. Nothing is written here, because both adapters are shown before the approval.
// Source: DLM, "Determinism & reproducibility" (seed document 002): upsert by golden_relpath and sort by it; sorted keys, 2 spaces per level, a newline.
import type { Host } from '../../host/host';
import { pythonEqual } from '../../python/equal';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { jsonList, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { byCodePoint, printJson } from '../../text/printJson';
import { GOLDEN_FOLDER, type GoldenTuple, goldenName } from './name';

/** A golden to approve, with the SHA-256 of its adapter (64 hex digits). */
export interface Approval extends GoldenTuple {
  readonly adapterSha256: string;
}

/** The effect of an approval. `before` is the adapter that was approved until now; `text` is the new content of the index. */
export interface ApprovedIndex {
  readonly change: 'added' | 'replaced' | 'unchanged';
  readonly relpath: string;
  readonly before?: string;
  readonly text: string;
}

/** The index after an approval. `index` is valid, or undefined where it does not exist yet; `now` is ISO 8601 without offset, as DLM writes it. */
export function approveGolden(
  index: JsonNode | undefined,
  approval: Approval,
  { sha256, now }: { readonly sha256: Host['sha256']; readonly now: string },
): ApprovedIndex {
  const relpath = `${GOLDEN_FOLDER}/${goldenName(approval, sha256)}`;
  const list = member(index, 'goldens');
  // Of several entries for a golden the last one is used, as in DLM.
  const entries = new Map((list?.kind === 'array' ? list.items : []).map(item => [relpathOf(item), item]));
  const [previous, next] = [entries.get(relpath), entryOf(relpath, approval)];
  entries.set(relpath, next);
  const sorted = [...entries].sort(([a], [b]) => byCodePoint(a, b)).map(([, entry]) => entry);
  const whole = jsonObject([
    ['goldens', jsonList(sorted)],
    ['lock_version', jsonNumber('1')],
    ['updated_at', jsonString(now)],
  ]);
  const before = stringMember(previous, 'adapter_sha256');
  return {
    change: !previous ? 'added' : pythonEqual(previous, next) ? 'unchanged' : 'replaced',
    relpath,
    ...(before !== undefined && { before }),
    text: `${printJson(whole)}\n`,
  };
}

const relpathOf = (entry: JsonNode): string => stringMember(entry, 'golden_relpath') ?? '';

function entryOf(relpath: string, { adapterSha256, platform, versions }: Approval): JsonNode {
  return jsonObject([
    ['golden_relpath', jsonString(relpath)],
    ['adapter_sha256', jsonString(adapterSha256)],
    ['platform', jsonString(platform)],
    ['pinned_versions', jsonObject([...versions].map(([name, version]) => [name, jsonString(version)] as const))],
  ]);
}
