// The settings of two runs are compared with the files that their specs import, each at the version of the run.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { manifestText } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { startClient, type TestClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';

const library = (target: string): string => `dataset Houses:\n    source = csv("h.csv")\n    target = "${target}"\n`;
const spec = (epochs: number): string => `import "lib.kyn"\n\ntrain:\n    data = Houses\n    epochs = ${epochs}\n`;
const run = (text: string, more = {}): string => manifestText({ config_hash: sha(text), ...more });

function commit(client: TestClient): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'change');
}

/** What the comparison shows of `old.json` and `now.json`: the rows of settings that are not equal, and the counts. */
async function compared(client: TestClient) {
  await client.request('kynml/runs', {});
  const ask = { a: client.uri('old.json'), b: client.uri('now.json') };
  await client.request('kynml/diffMarkdown', ask);
  const answer = await client.request('kynml/diff', ask);
  if (!answer.ok) throw new Error(answer.message);
  const { sections, unknown, reasons } = answer.view;
  const rows = sections.find(s => s.id === 'spec')?.rows.filter(row => row.severity !== 'same');
  return {
    rows: rows?.map(({ path, a, b }) => [path, a.text, b.text]),
    unknown,
    sentence: reasons[1]?.text,
  };
}

test('imports of a run from git are those of its commit', async () => {
  const client = await startClient({ 'h.kyn': spec(3), 'lib.kyn': library('price') }, VSCODE_CLIENT);
  commit(client);
  client.write('h.kyn', spec(5));
  client.write('lib.kyn', library('cost'));
  client.write('old.json', run(spec(3)));
  client.write('now.json', run(spec(5)));
  expect(await compared(client)).toEqual({
    rows: [
      ['train.epochs', '3', '5'],
      ['dataset Houses.target', '"price"', '"cost"'],
    ],
    unknown: 0,
    sentence: '2 settings of the spec changed: train.epochs, dataset Houses.target.',
  });
});

test('imports of a run that kept them are the kept ones', async () => {
  const old = run(spec(3), { seed: 7 });
  const record = {
    command: 'train',
    data: null,
    folder: '.',
    imports: [{ config_hash: sha(library('price')), path: 'lib.kyn' }],
    kept_manifest: null,
    overrides: {},
    spec: { config_hash: sha(spec(3)), path: 'h.kyn' },
    started: '2026-01-01T00:00:00.000Z',
    tool: 'kyn',
    version: 1,
    ended: { exit_code: 0, manifest: sha(old), time: '2026-01-01T00:00:01.000Z' },
  };
  const files = {
    'h.kyn': spec(5),
    'lib.kyn': library('cost'),
    'old.json': old,
    'now.json': run(spec(5)),
    [`.kynml/specs/${sha(spec(3))}`]: spec(3),
    [`.kynml/specs/${sha(library('price'))}`]: library('price'),
  };
  const withRecord = {
    ...files,
    '.kynml/records/20260101T000000000Z-00000000-000000000000.json': JSON.stringify(record),
  };
  let reads = 0;
  const host: Host = {
    ...nodeHost,
    readBytes: (path, limit) => {
      if (path.includes('/records/')) reads++;
      return nodeHost.readBytes(path, limit);
    },
  };
  const client = await startClient(withRecord, { ...VSCODE_CLIENT, host });
  await client.request('kynml/runs', {});
  const { rows } = await compared(client);
  expect(rows).toContainEqual(['dataset Houses.target', '"price"', '"cost"']);
  expect(reads).toBe(1);
  // The kept text alone does not state where it was, so its imports are not known.
  const { rows: unsure, unknown } = await compared(await startClient(files, VSCODE_CLIENT));
  expect(unsure).toContainEqual(['dataset Houses.target', '(not known)', '"cost"']);
  expect(unknown).toBe(2);
});
