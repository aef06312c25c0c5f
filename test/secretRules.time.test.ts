// The rules for names, places and broken JSON take time in proportion to the length of the text.
import { expect, test } from 'vitest';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';
import { markSecrets } from '../src-shared/artifacts/secrets/secrets';
import { isRandom } from '../src-shared/text/randomText';
import { hasSecret } from '../src-shared/text/secretText';
import { caseCount } from './cases';
import { stopwatch } from './stopwatch';

// Parts that start a pattern again and again without a match.
const PARTS: readonly string[] = [
  ...[
    'a_token=',
    'a_key: ',
    'x_auth="',
    'password ',
    'the token is ',
    '"password" ',
    '"password"',
    '"x" "',
    "'a",
    '"a b/',
    'api key ',
  ],
  ...[
    'u:p',
    'u:p@',
    'a:b@c',
    'a:bcdef@tcp',
    'x://u:p#',
    'x://u:/',
    'x://u%3A',
    'a@b.',
    'user:abcd@h.',
    'scott/abcd@',
    '1.2.3.4:80:a:',
  ],
  ...[
    '&key=',
    '?a-key=',
    'sid=',
    'sess',
    'sess_id=',
    '--key ',
    'key=',
    '("ab", "',
    '("admin", "',
    '["wandb", ',
    'admin:',
    'root=',
  ],
  ...[
    '7z -a ',
    '7z a b ',
    'unzip -a ',
    'openssl x -a ',
    'htpasswd -b a ',
    'smbclient -U ',
    'sqlplus -a ',
    'http -a ',
    'xfreerdp /a ',
  ],
  ...['a_live_', 'acme-key-', 'bot1', 're_', 'authorization: x ', 'basic ', 'echo a | ', 'SWMTKN-1-', 's.'],
  ...[
    'password is ',
    'password:str ',
    'pass|',
    'x_key\n',
    'login a: ',
    'login -a ',
    'send "',
    '-p',
    '-p ',
    'cookie=a',
    'user a,',
    'ab/abcdefgh@',
  ],
  ...[
    'create user ',
    'grant a to ',
    'alter user a identified by ',
    'options (',
    'attach a key ',
    'kubeadm a ',
    'PASSWORD ',
  ],
  ...[
    'Zq7TrbWk9xLma8aB3xQ7\n',
    'Zq7TrbWk9xLma8aB3xQ7"\n "',
    'Zq7TrbWk9xLma8aB3xQ7\\n',
    'ZXlKh',
    'Q0ND',
    'Zm9/',
    'REJfUEFTUz1h',
    '"password: "',
    '--password a ',
  ],
  ...['\\u0061', '\\u005f"', '\\/', '\\\\\\', '\\x41=', 'aB1', 'a1', 'Ab1.', '{"secrets.', 'a_pass', '-----'],
];

test.each(PARTS)('the time for a text of %j is linear in its length', { timeout: 30_000 }, part => {
  const length = caseCount(1_000_000);
  const text = part.repeat(Math.floor(length / part.length));
  const elapsed = stopwatch();
  hasSecret(text);
  maskUnread(text);
  isRandom(text);
  markSecrets({ kind: 'string', text, span: { start: 0, end: text.length } } as never, 'x_token');
  // Some microseconds for each character and a slow machine; what is quadratic needs ten times as long.
  expect(elapsed()).toBeLessThan(500 + length / 100);
});
