// A session log of many megabytes in the editor.
import { expect, it } from 'vitest';
import { sessionHeader } from '../sessionHeader';
import { stopwatch } from '../stopwatch';
import { startClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

it('a session log of many megabytes is as fast as a short one', async () => {
  // No commit, so that git is not started.
  const header = JSON.stringify(sessionHeader()).replace('def45678', 'unknown');
  const client = await startClient({}, VSCODE_CLIENT);
  await client.open('s.jsonl', `${header}\n${'{"role": "user"}\n'.repeat(1_000_000)}`, 'jsonl');
  await client.codes('s.jsonl');
  const elapsed = stopwatch();
  await client.hover('s.jsonl', 0, 3);
  expect(await client.codes('s.jsonl')).toEqual(['header-only']);
  expect(elapsed()).toBeLessThan(500);
});
