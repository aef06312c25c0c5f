// A broken file is shown without its secrets, however long they are.
import { expect, test } from 'vitest';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';

test('a broken file with a secret of megabytes is masked', () => {
  const secret = 'x'.repeat(12_000_000);
  const masked = maskUnread(`{"api_key": "${secret}", "seed": }`);
  expect(masked.includes('xxx')).toBe(false);
  expect(masked.slice(-11)).toBe(', "seed": }');
});
