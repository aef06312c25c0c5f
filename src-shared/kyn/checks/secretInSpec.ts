// Reports secrets in a spec. The message never contains the value.
import type { Check } from '../check';
import { secretsOfSpec } from '../syntax/secretValues';

/** A string, a comment or a value looks like a secret. */
export const secretInSpec: Check = {
  code: 'secret-in-spec',
  severity: 'warning',
  stage: 'text',
  summary:
    'A value or a comment looks like a secret, by its name (`api_key`, `token`, `password`) or by its form (keys of well-known services, passwords in addresses). It is never shown. Masked values and names of environment variables are not secrets, and a password of ordinary words in a sentence cannot be told from the sentence. A spec is committed and shared, and each run that is made from it has the secret as well.',
  example: 'params:\n    api_key = "hunter2-hunter2"\n',
  fix: 'Remove it from the spec, revoke it, and read it from the environment where it is needed.',
  *file({ tree }) {
    for (const span of secretsOfSpec(tree))
      yield { message: 'This looks like a secret. Remove it from the spec and revoke it.', span };
  },
};
