// How background work gives way to requests.
import { expect, onTestFinished, test, vi } from 'vitest';
import { inSlices } from '../../server/src/lsp/base/inSlices';
import { startClient } from './client';

test('a request is answered within one step of work in the background, not one step for each turn of the event loop', async () => {
  const client = await startClient({ 'a.kyn': '' });
  await client.request('kynml/runTree', {});
  const now = vi.spyOn(performance, 'now');
  let time = 0;
  now.mockImplementation(() => (time += 1000));
  onTestFinished(() => now.mockRestore());
  let steps = 0;
  let isAnswered = false;
  function* work(): Generator<void, void, void> {
    for (; !isAnswered && steps < 1000; steps++) yield;
  }
  const done = inSlices(work());
  await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri: client.uri('a.kyn') },
    position: { line: 0, character: 0 },
  });
  isAnswered = true;
  await done;
  expect(steps).toBeLessThanOrEqual(3);
});
