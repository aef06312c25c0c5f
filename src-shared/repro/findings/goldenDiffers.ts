// A golden whose content differs from its index.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "Regenerating the golden".

import { goldenSpan } from '../../artifacts/goldenSpan';
import type { Golden } from '../../artifacts/kind';
import { basename } from '../../host/paths';
import { pythonEqual } from '../../python/equal';
import { defineFinding } from '../../text/defineFinding';
import { shortHash } from '../../text/hashForm';
import { type JsonNode, member, stringMember } from '../../text/jsonText';

/** What differs. `reason` completes "cannot be read as a golden: ". */
type GoldenDifference =
  | { readonly file: string; readonly reason: string }
  | (Approvable & { readonly approved: string; readonly actual: string | undefined })
  | (Approvable & { readonly field: string });

/** `isApprovable`: `KynML: Approve Golden` accepts the golden, so approving it is a way out. */
interface Approvable {
  readonly file: string;
  readonly isApprovable: boolean;
}

const REGENERATE = "Generate the golden again with DLM's script";

function messageOf(facts: GoldenDifference): string {
  const { file } = facts;
  if ('reason' in facts)
    return `${file} cannot be read as a golden: ${facts.reason}. Generate it again with DLM's script.`;
  if ('field' in facts)
    return `${file} does not have the same \`${facts.field}\` as the index. ${facts.isApprovable ? 'Approve the golden again, or restore it' : REGENERATE}.`;
  const { approved, actual, isApprovable } = facts;
  const contains = actual === undefined ? 'does not contain one' : `contains ${shortHash(actual)}`;
  // Approving another adapter than the file contains would leave the difference.
  const approve = isApprovable && actual !== undefined ? `, or approve ${shortHash(actual)}` : '';
  return `The index approves adapter ${shortHash(approved)}, but ${file} ${contains}. ${REGENERATE}${approve}.`;
}

const FIELDS: readonly string[] = ['platform', 'pinned_versions'];

/** A golden contains another adapter than its index approves, another platform or other versions, or cannot be read as a golden. */
export const goldenDiffers = defineFinding({
  code: 'golden-differs',
  severity: 'error',
  group: 'artifacts',
  summary:
    'A golden contains another adapter than its index approves, or none, or cannot be read as a golden. A different or missing platform, or different or missing versions, are a warning.',
  fix: "Generate the golden again with DLM's script, or approve the adapter that it contains.",
  message: messageOf,
  *find({ relpath, entry }: Golden, golden: JsonNode, isApprovable: boolean) {
    const file = basename(relpath);
    const [approved, actual] = [entry, golden].map(node => stringMember(node, 'adapter_sha256'));
    if (approved !== undefined && approved !== actual)
      yield { facts: { file, approved, actual, isApprovable }, span: goldenSpan(entry, 'adapter_sha256') };
    for (const field of FIELDS) {
      const [a, b] = [member(entry, field), member(golden, field)];
      if (a && !(b && pythonEqual(a, b)))
        yield { facts: { file, field, isApprovable }, span: goldenSpan(entry, field), severity: 'warning' };
    }
  },
});
