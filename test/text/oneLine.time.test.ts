// Known secrets are removed from a text in time that does not depend on their number.
import { expect, test } from 'vitest';
import { HIDDEN } from '../../src-shared/text/hidden';
import { hiderOf } from '../../src-shared/text/hiderOf';
import { stopwatch } from '../stopwatch';

test('many secrets are removed, in time that does not depend on their number', () => {
  const secrets = Array.from({ length: 20_000 }, (_, i) => `saffron-${i}-heron`);
  const elapsed = stopwatch();
  const hide = hiderOf(secrets);
  for (const secret of secrets)
    expect(hide(`a "${secret}" b ${secret.slice(0, 9)}… c`)).toBe(`a "${HIDDEN}" b ${HIDDEN}… c`);
  expect(elapsed()).toBeLessThan(5000);
});
