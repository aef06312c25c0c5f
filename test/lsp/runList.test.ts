// The list of all runs of a workspace, in parts.
import { expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import type { RunItem } from '../../src-shared/protocol/views';
import { manifestText } from '../cli/cliEnvironment';
import { startClient, type TestClient } from './client';

const COUNT = 1100;
const PART = new ProgressType<readonly RunItem[]>();

const start = (): Promise<TestClient> =>
  startClient(
    Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`runs/${i}.json`, manifestText({ seed: i })])),
  );

async function listed(client: TestClient, onPart: () => void = () => undefined, stop = new CancellationTokenSource()) {
  const parts: (readonly RunItem[])[] = [];
  const listener = client.connection.onProgress(PART, 'runs', part => {
    parts.push(part);
    onPart();
  });
  const params = { partialResultToken: 'runs' };
  const rest = await client.connection.sendRequest<RunItem[]>('kynml/runs', params, stop.token);
  listener.dispose();
  return { parts, rest };
}

test('the parts are the whole list, newest first', async () => {
  const client = await start();
  const { parts, rest } = await listed(client);
  expect([parts.map(part => part.length), rest]).toEqual([[200, 200, 200, 200, 200, 100], []]);
  const whole = await client.request('kynml/runs', {});
  expect(parts.flat()).toEqual(whole);
  const times = whole.map(({ time }) => time);
  expect(times).toEqual([...times].sort().reverse());
  expect(new Set(whole.map(({ uri }) => uri)).size).toBe(COUNT);
});

test('other requests are answered between the parts', async () => {
  const client = await start();
  // The scan and git come first.
  await client.request('kynml/runs', {});
  const answered: string[] = [];
  const list = listed(client, () => answered.push('part'));
  const other = client.request('kynml/run', { uri: client.uri('runs/1.json') });
  await Promise.all([list, other.then(() => answered.push('other'))]);
  expect(answered.filter(what => what === 'part')).toHaveLength(6);
  expect(answered.at(-1)).toBe('part');
});

test('a list that is cancelled ends', async () => {
  const client = await start();
  const stop = new CancellationTokenSource();
  const { parts } = await listed(client, () => stop.cancel(), stop);
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.length).toBeLessThan(6);
});
