// kyn lock create refuses a lock with a very long path in linear time.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { stopwatch } from '../stopwatch';
import { kyn, lockText } from './cliEnvironment';

test('a refusal that names a very long path takes linear time', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/x.lock': lockText('b'.repeat(400_000), houseSpec) };
  const elapsed = stopwatch();
  expect((await kyn({ files }, 'lock', 'create', 'a.kyn', '--lock', 'x.lock')).code).toBe(1);
  expect(elapsed()).toBeLessThan(5000);
});
