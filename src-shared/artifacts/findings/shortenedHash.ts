// The config_hash of a fingerprint with fewer digits than the original writes.

import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member } from '../../text/jsonText';

/** The hash of a fingerprint was shortened. */
export const shortenedHash = defineFinding({
  code: 'shortened-hash',
  severity: 'warning',
  group: 'artifacts',
  summary: 'The `config_hash` of a fingerprint was shortened and has fewer than 16 digits.',
  fix: 'Record the whole hash.',
  example: '{"fingerprint": {"config_hash": "a1b2c3d4", "git_sha": "0a1b2c3d", "domain": "eval"}}',
  exampleFile: 'report.json',
  message: ({ digits }: { readonly digits: number }) =>
    `\`config_hash\` was shortened to ${digits} of its 16 digits. A shortened hash is weaker evidence that two configurations are the same.`,
  *find(root: JsonNode) {
    const hash = member(member(root, 'fingerprint'), 'config_hash');
    if (hash?.kind === 'string' && /^[0-9a-f]{8,15}$/.test(hash.text))
      yield { facts: { digits: hash.text.length }, span: hash.span };
  },
});
