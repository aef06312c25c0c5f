// `lock_version` of a DLM lock or a golden index. DLM rejects a file with another version before it reads anything else, so this is the only finding.

import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, members } from '../../text/jsonText';
import { describeValue } from '../describeValue';
import { DLM_LOCK_VERSION } from '../dlmLockVersion';
import { openingSpan } from '../openingSpan';

interface LockVersion {
  /** The kind's title. */
  readonly title: string;
  /** Absent where the field is missing. */
  readonly version: JsonNode | undefined;
}

/** The version of the file format is missing or unknown. */
export const lockVersion = defineFinding({
  code: 'lock-version',
  severity: 'error',
  group: 'artifacts',
  summary:
    'The `lock_version` of a DLM lock or a golden index is missing or is not the integer 1. The format of the file is unknown, so nothing else in it is checked.',
  fix: 'Update this tool, or let DLM write the file again.',
  example: '{"lock_version": 2, "dlm_sha256": "…"}',
  exampleFile: 'dlm.lock',
  message: ({ title, version }: LockVersion) =>
    version
      ? `\`lock_version\` of a ${title} must be the integer \`${DLM_LOCK_VERSION}\`, not ${describeValue(version)}, so nothing else in this file is checked. Update this tool, or let DLM write the file again.`
      : `\`lock_version\` of this ${title} is missing, so nothing else in this file is checked. Let DLM write the file again.`,
  *find(root: JsonNode, title: string) {
    const version = members(root).get('lock_version')?.value;
    if (version?.kind !== 'number' || version.text !== DLM_LOCK_VERSION)
      yield { facts: { title, version }, span: version?.span ?? openingSpan(root) };
  },
});
