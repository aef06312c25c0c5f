// Secrets in an artifact. The message names the key and never contains the value.

import { defineFinding } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { type Secret, secretsOf } from '../secrets/secrets';

function subjectOf({ key, isKey }: Pick<Secret, 'key' | 'isKey'>): string {
  if (isKey) return 'The name of this field';
  return key === '' ? 'This value' : `The value of \`${oneLine(key)}\``;
}

/** A value or a key looks like a secret. `find` needs a tree in which secrets are marked. */
export const secretInFile = defineFinding({
  code: 'secret-in-file',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'A value looks like a secret, by its key (`api_key`, `token`, `password`, and everything inside an object or list under such a key) or by its form. A key can have such a form as well. The value is never shown, only its key. Masked values and names of environment variables are not secrets. Hashes are recognized by their key only (`password_hash`, `sha256`), because many service keys are hex digits.',
  fix: 'Remove it from the file and revoke it. Anyone with access to the file can use the secret.',
  example: '{"config": {"api_key": "hunter2-hunter2"}}',
  message: (secret: Pick<Secret, 'key' | 'isKey'>) =>
    `${subjectOf(secret)} looks like a secret. Remove it from the file and revoke it.`,
  *find(root: JsonNode) {
    for (const secret of secretsOf(root)) yield { facts: secret, span: secret.span };
  },
});
