// Whether a very long path is inside a folder is determined in linear time.
import { expect, test } from 'vitest';
import { staysInside } from '../../src-shared/host/staysInside';
import { stopwatch } from '../stopwatch';

test('a very long path takes linear time', () => {
  const host = { realPath: (path: string) => (path === '/w' ? path : undefined) };
  const elapsed = stopwatch();
  expect(staysInside(host, ['/w'], `/w/${'a/'.repeat(200_000)}x`)).toBe(true);
  expect(elapsed()).toBeLessThan(1000);
});
