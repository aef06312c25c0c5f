// A golden whose content differs from its index.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "Regenerating the golden".

import { goldenSpan } from '../../artifacts/goldenSpan';
import type { Golden } from '../../artifacts/kind';
import { basename } from '../../host/paths';
import { pythonEqual } from '../../python/equal';
import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { shortHash } from '../hash/configHash';

/** What differs. `reason` completes "cannot be read as a golden: ". */
type GoldenDifference =
  | { readonly file: string; readonly reason: string }
  | { readonly file: string; readonly approved: string; readonly actual: string | undefined }
  | { readonly file: string; readonly field: string };

function messageOf(facts: GoldenDifference): string {
  const { file } = facts;
  if ('reason' in facts)
    return `${file} cannot be read as a golden: ${facts.reason}. Generate it again with DLM's script.`;
  if ('field' in facts)
    return `${file} does not have the same \`${facts.field}\` as the index. Approve the golden again, or restore it.`;
  const actual = facts.actual === undefined ? 'does not contain one' : `contains ${shortHash(facts.actual)}`;
  return `The index approves adapter ${shortHash(facts.approved)}, but ${file} ${actual}. Approve the golden again, or restore it.`;
}

const FIELDS: readonly string[] = ['platform', 'pinned_versions'];

/** A golden contains another adapter than its index approves, another platform or other versions, or cannot be read as a golden. */
export const goldenDiffers = defineFinding({
  code: 'golden-differs',
  severity: 'error',
  group: 'artifacts',
  summary:
    'A golden contains another adapter than its index approves, or none, or cannot be read as a golden. A different or missing platform, or different or missing versions, are a warning.',
  fix: "Approve the golden again, restore it, or generate it again with DLM's script.",
  message: messageOf,
  *find({ relpath, entry }: Golden, golden: JsonNode) {
    const file = basename(relpath);
    const [approved, actual] = [entry, golden].map(node => stringMember(node, 'adapter_sha256'));
    if (approved !== undefined && approved !== actual)
      yield { facts: { file, approved, actual }, span: goldenSpan(entry, 'adapter_sha256') };
    for (const field of FIELDS) {
      const [a, b] = [member(entry, field), member(golden, field)];
      if (a && !(b && pythonEqual(a, b)))
        yield { facts: { file, field }, span: goldenSpan(entry, field), severity: 'warning' };
    }
  },
});
