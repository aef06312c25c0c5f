// The fixtures are valid.
import { expect, it } from 'vitest';
import { hashA, hashB } from './fixtures';

it('the hashes have 64 digits', () => {
  expect([hashA.length, hashB.length]).toEqual([64, 64]);
});
