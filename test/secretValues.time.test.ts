// The search for secrets takes time in proportion to the length of the text.
import { expect, test } from 'vitest';
import { hasSecret } from '../src-shared/text/secretText';
import { caseCount } from './cases';
import { stopwatch } from './stopwatch';

// Parts that make a pattern start again and again without a match, or an assignment contain assignments.
const PARTS: readonly string[] = [
  ...[
    'a',
    '0',
    'sk-',
    'eyJ-',
    'eyJ.',
    'Bearer ',
    'a://',
    'https://a:',
    '-----BEGIN ',
    'M-',
    'aA1/',
    '8Q~',
    ' -u',
    'x_',
  ],
  ...['password=', "password='", 'api_key: [', '"token": "', '--key ', 'cookie: a=', 'machine a login b ', '\\"'],
  ...[
    'PuTTY-User-Key-File-2: ',
    '-----BEGIN PRIVATE KEY-----',
    'Authorization: ',
    'token: ',
    'secret=> ',
    'mysql -a b ',
    'curl -uabc ',
    'auth=',
    'pa-',
    'as-',
    'wandb.login(',
    '"--key", ',
    '"key": "token", ',
    '<password>',
    'setx key ',
    'set -x key ',
    'setenv("key", ',
    'password: |\n ',
    'password:\n ',
    'auth=["a","',
    'a:5432:b:c:',
    '*:*:',
    'password: \\\\\\"',
    'jdbc:oracle:thin:a',
    'password="""',
    "password='''a ",
    'password=`',
    'password:\n - a',
    'password: a<b, ',
    'password: a | ',
    'password: !a ',
    'password: &a ',
    'password: str(',
    'password string=',
    'password=a/',
    'password=a/b=',
    'MIIEpAIBAAKC',
    'MIIEpAIBAAKCAQEAwZq7TrbWk9xLma8\n',
    'MHcCAQEEI\\n',
    'LS0tLS1CRUdJTi',
    'sk-a1b2c3d4e5f6-learn-',
    'Fernet(key=',
    'AC0',
    'sl.u.a',
    'gAAAAA',
    '&quot;',
    'getenv("key", ',
    'ENV key ',
    'sk\u200b-',
    '\u001b[31m',
    '\uff11',
    '\\u200b',
    '\u00a0=',
    '"username": "a", ',
    'access_token$production$',
    '["key"] = ',
  ],
];

test.each(PARTS)('the time for a text of %j is linear in its length', { timeout: 30_000 }, part => {
  const length = caseCount(1_000_000);
  const elapsed = stopwatch();
  hasSecret(part.repeat(Math.floor(length / part.length)));
  // Half of a microsecond for each character and a slow machine; a quadratic pattern needs minutes.
  expect(elapsed()).toBeLessThan(500 + length / 50);
});
