// The comparison of runs whose specs were never committed: the texts that `.kynml` keeps, and what is said about the origin of each run.
import { expect, test } from 'vitest';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { sha } from './lockFixture';

const OLD = houseSpec.replace('epochs = ', 'epochs = 1');
const OLDER = houseSpec.replace('epochs = ', 'epochs = 2');
const run = (spec: string) => manifestText({ config_hash: sha(spec) });
const FILES = { 'h.kyn': houseSpec, 'now.json': run(houseSpec), 'old.json': run(OLD), 'older.json': run(OLDER) };
const keep = (spec: string, text = spec) => ({ [`.kynml/specs/${sha(spec)}`]: text });

async function compared(client: TestClient, a: string, b: string) {
  await client.request('kynml/runs', {});
  const answer = await client.request('kynml/diff', { a: client.uri(a), b: client.uri(b) });
  if (!answer.ok) throw new Error(answer.message);
  const { a: left, b: right, sections } = answer.view;
  const rows = sections.flatMap(section => section.rows).filter(({ path }) => path.includes('epochs'));
  return {
    rows: rows.map(({ a: x, b: y }) => [x.text, y.text]),
    origins: [left, right].map(side => side.detail.split(' · ').at(-1)),
  };
}

const trusted = (files: Record<string, string>) => startClient(files, { options: { commands: true, trusted: true } });
const CURRENT = 'made from the current version of h.kyn';
const KEPT = 'made from a version of its spec that only .kynml has';
const UNKNOWN = 'made from an unknown spec or version';

test('a spec that only .kynml has is compared with the current one, and the origin of its run says so', async () => {
  const client = await trusted({ ...FILES, ...keep(OLD) });
  const { rows, origins } = await compared(client, 'old.json', 'now.json');
  expect(rows).toEqual([['13', '3']]);
  expect(origins).toEqual([KEPT, CURRENT]);
});

test('two specs that only .kynml has are compared', async () => {
  const client = await trusted({ ...FILES, ...keep(OLD), ...keep(OLDER) });
  const { rows, origins } = await compared(client, 'older.json', 'old.json');
  expect(rows).toEqual([['23', '13']]);
  expect(origins).toEqual([KEPT, KEPT]);
});

test('a kept text that does not have the hash of its name is not used', async () => {
  const client = await trusted({ ...FILES, ...keep(OLD, OLDER) });
  expect(await compared(client, 'old.json', 'now.json')).toEqual({ rows: [], origins: [UNKNOWN, CURRENT] });
});

test('nothing is kept: the origin is unknown, and in a workspace that is not trusted the reason is stated', async () => {
  expect((await compared(await trusted(FILES), 'old.json', 'now.json')).origins).toEqual([UNKNOWN, CURRENT]);
  const client = await startClient(FILES, { options: { commands: true, trusted: false } });
  const { origins } = await compared(client, 'old.json', 'now.json');
  expect(origins[0]).toBe(`${UNKNOWN} (git is read only in a trusted workspace)`);
});
