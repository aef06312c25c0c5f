// The table of thousands of runs: it is sent in parts, and other requests are answered while it is made.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import { joinedTable } from '../../src-shared/protocol/joinedTable';
import type { RunTableView } from '../../src-shared/protocol/runTableView';
import { manifestText } from '../cli/cliEnvironment';
import { stopwatch } from '../stopwatch';
import { startClient, type TestClient } from './client';

const COUNT = 1500;
const PART = new ProgressType<RunTableView>();

const start = (): Promise<TestClient> =>
  startClient(
    Object.fromEntries(
      Array.from({ length: COUNT }, (_, i) => [
        `runs/${i}.json`,
        manifestText({ seed: i, metrics: { mae: i, rmse: i + 0.5 } }),
      ]),
    ),
  );

async function inParts(client: TestClient, onPart: () => void = () => undefined, stop = new CancellationTokenSource()) {
  const parts: RunTableView[] = [];
  const listener = client.connection.onProgress(PART, 'table', part => {
    parts.push(part);
    onPart();
  });
  const params = { partialResultToken: 'table' };
  const last = await client.connection.sendRequest<RunTableView | null>('kynml/runTable', params, stop.token);
  listener.dispose();
  return { parts, last };
}

/** The longest time between two turns of the event loop, as a share of all the time until the work is done. */
async function longestShare(work: () => Promise<unknown>): Promise<number> {
  const whole = stopwatch();
  let [longest, isDone] = [0, false];
  const watch = async (): Promise<void> => {
    while (!isDone) {
      const turn = stopwatch();
      await setImmediate();
      longest = Math.max(longest, turn());
    }
  };
  const watching = watch();
  await work();
  const total = whole();
  isDone = true;
  await watching;
  return longest / total;
}

test('the parts are the whole table, and a table that is cancelled ends', async () => {
  const client = await start();
  const whole = await client.request('kynml/runTable', {});
  const { parts, last } = await inParts(client);
  expect(whole?.runs).toHaveLength(COUNT);
  expect(parts).toHaveLength(1 + (whole?.columns.length ?? 0));
  expect(last && joinedTable(parts, last)).toEqual(whole);
  const stop = new CancellationTokenSource();
  const cancelled = await inParts(client, () => stop.cancel(), stop);
  expect(cancelled.parts.length).toBeLessThan(parts.length);
  expect(cancelled.last).toBeNull();
});

test('the server is not busy with the table in one piece', async () => {
  const client = await start();
  const [baseline] = (await client.request('kynml/runTable', {}))?.runs ?? [];
  const share = await longestShare(() => inParts(client));
  expect(share).toBeLessThan(0.25);
  const params = { partialResultToken: 'table', baseline };
  const compared = await longestShare(() => client.connection.sendRequest('kynml/runTable', params));
  expect(compared).toBeLessThan(0.25);
});
