// Megabytes of bad input through the protocol.
import { expect, test } from 'vitest';
import { caseCount } from '../cases';
import { startClient } from './client';

test('a spec that is megabytes of text has findings, and the server still answers', async () => {
  const client = await startClient();
  await client.open('big.kyn', `params:\n${'    x = 1\n'.repeat(caseCount(1_000_000))}`);
  const codes = await client.codes('big.kyn');
  expect([codes.length, new Set(codes)]).toEqual([202, new Set(['missing-block', 'duplicate-key', 'more-problems'])]);
  await client.open('alive.kyn', 'train\n');
  expect(await client.codes('alive.kyn')).toContain('missing-colon');
});
