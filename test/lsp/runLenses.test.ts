// The lenses of a spec about its runs, and whether a training would repeat one.
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { sha } from './lockFixture';

const TRUSTED: ClientOptions = { options: { commands: true, trusted: true } };
const run = (values: object = {}, spec = houseSpec): string => manifestText({ config_hash: sha(spec), ...values });

async function opened(files: Record<string, string>, text = houseSpec, options = TRUSTED): Promise<TestClient> {
  const client = await startClient({ 'h.kyn': houseSpec, ...files }, options);
  // The scan is complete.
  await client.request('kynml/runs', {});
  await client.open('h.kyn', text);
  return client;
}

const lenses = async (client: TestClient): Promise<string[]> =>
  (await client.lensTitles('h.kyn')).filter(title => /\brun\b|\bruns\b/.test(title) && !title.includes('combination'));

const TIMED = '2026-04-18T17-30-05';
const at = (day: number): string => `out/2026-04-${day}/run_manifest.json`;

test('one run with the hash of the buffer was already run, saved or not', async () => {
  const changed = `${houseSpec}# note\n`;
  const client = await opened({ [at(18)]: run({ metrics: { mae: 13.9 } }, changed) });
  expect(await lenses(client)).toEqual([]);
  await client.change('h.kyn', changed);
  expect(await lenses(client)).toEqual(['1 run, mae 13.90', '$(check) already run: mae 13.90, about 2026-04-18']);
  const [lens] = (await client.lenses('h.kyn')).filter(l => l.command?.title.includes('already'));
  expect(lens?.command).toMatchObject({ command: 'kynml.showRuns', arguments: [client.uri('h.kyn'), sha(changed)] });
  await client.change('h.kyn', houseSpec);
  expect(await lenses(client)).toEqual([]);
});

test('several runs are counted, and the best is named where all measured the same', async () => {
  const files = {
    [at(17)]: run({ metrics: { mae: 13.9 }, seed: 1 }),
    [at(18)]: run({ metrics: { mae: 14.5 }, seed: 2 }),
  };
  const client = await opened(files);
  expect(await lenses(client)).toEqual([
    '2 runs, best mae 13.90',
    '$(check) already run 2 times: best mae 13.90, last about 2026-04-18',
  ]);
  const other = await opened({ ...files, [at(18)]: run({ metrics: { mae: 14.5 }, data_hash: 'c'.repeat(64) }) });
  expect(await lenses(other)).toEqual([
    '2 runs, newest mae 14.50',
    '$(check) already run 2 times: newest mae 14.50, last about 2026-04-18',
  ]);
});

test('the lens follows file events', async () => {
  const client = await opened({ [at(17)]: run({ metrics: { mae: 13.9 } }) });
  client.write(at(18), run({ metrics: { mae: 12 }, seed: 5 }));
  const changes = [{ uri: client.uri(at(18)), type: FileChangeType.Created }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  expect(await lenses(client)).toEqual(['2 runs, best mae 12', expect.stringContaining('already run 2 times')]);
});

test('a run with other values, a failed one and one with errors are not ones that Train repeats', async () => {
  const combination = { combo: { lr: 1 }, script: 'combo-0000/train.py' };
  const sweep = [
    { ...combination, exit_code: 0, manifest: JSON.parse(run()) },
    { ...combination, exit_code: 2, manifest: JSON.parse(run()), script: 'combo-0001/train.py' },
  ];
  const client = await opened({
    'params.json': run({ params: { lr: '0.5' } }),
    'broken.json': run({ seed: '1' }),
    'sweep_h/sweep_results.json': JSON.stringify(sweep),
  });
  expect(await lenses(client)).toEqual([expect.stringMatching(/^4 runs/)]);
});

test('a run that was started with --param is not one that Train repeats, which only its record says', async () => {
  const text = run();
  const record = (overrides: object): string =>
    JSON.stringify({
      spec: { config_hash: sha(houseSpec), path: 'h.kyn' },
      imports: [],
      overrides,
      folder: '.',
      ended: { manifest: sha(text), time: '2026-04-18T17:30:05.000Z', exit_code: 0 },
    });
  const client = await opened({ 'r.json': text, [`.kynml/records/${TIMED}.json`]: record({ lr: '0.5' }) });
  expect(await lenses(client)).toEqual([expect.stringMatching(/^1 run/)]);
  const other = await opened({ 'r.json': text, [`.kynml/records/${TIMED}.json`]: record({}) });
  expect((await lenses(other))[1]).toMatch(/already run: .*2026-04-1[89]$/);
});

const NET = 'model Net:\n    input 4\n    dense 1 linear\n';
const IMPORTING = 'import "net.kyn"\n\ntrain:\n    model = Net\n    seed = 1\n';

test('imports that are not recorded are named, and with other imports Train does not repeat the run', async () => {
  const text = run({}, IMPORTING);
  const record = (net: string): string =>
    JSON.stringify({
      spec: { config_hash: sha(IMPORTING), path: 'h.kyn' },
      imports: [{ config_hash: sha(net), path: 'net.kyn' }],
      overrides: {},
      folder: '.',
      ended: { manifest: sha(text), time: '2026-04-18T17:30:05.000Z', exit_code: 0 },
    });
  const files = { 'net.kyn': NET, [at(18)]: text };
  const unknown = await opened(files, IMPORTING);
  expect((await lenses(unknown))[1]).toBe(
    '$(question) already run: mae 0.5000, about 2026-04-18, imports not recorded',
  );
  const same = await opened({ ...files, '.kynml/records/a.json': record(NET) }, IMPORTING);
  expect((await lenses(same))[1]).toMatch(/^\$\(check\) already run: [^,]+, 2026-04-1[89]$/);
  const differs = await opened({ ...files, '.kynml/records/a.json': record(`${NET}# old\n`) }, IMPORTING);
  expect(await lenses(differs)).toEqual([expect.stringMatching(/^1 run/)]);
  const missing = await opened({ [at(18)]: text }, IMPORTING);
  expect(await lenses(missing)).toEqual([expect.stringMatching(/^1 run/)]);
  const untrusted = await opened(files, IMPORTING, { options: { commands: true, trusted: false } });
  expect(await lenses(untrusted)).toEqual([expect.stringMatching(/^1 run/)]);
});

test('the best run is not named where the runs may have imported other datasets', async () => {
  const texts = [run({ metrics: { mae: 13.9 } }, IMPORTING), run({ metrics: { mae: 14.5 } }, IMPORTING)] as const;
  const record = (text: string, net: string): string =>
    JSON.stringify({
      spec: { config_hash: sha(IMPORTING), path: 'h.kyn' },
      imports: [{ config_hash: sha(net), path: 'net.kyn' }],
      overrides: {},
      folder: '.',
      ended: { manifest: sha(text), time: '2026-04-18T17:30:05.000Z', exit_code: 0 },
    });
  const files = { 'net.kyn': NET, [at(17)]: texts[0], [at(18)]: texts[1] };
  const unknown = await opened(files, IMPORTING);
  expect(await lenses(unknown)).toEqual([
    '2 runs, newest mae 14.50',
    expect.stringContaining('already run 2 times: newest mae 14.50'),
  ]);
  const recorded = (net: string) => ({
    ...files,
    '.kynml/records/a.json': record(texts[0], NET),
    '.kynml/records/b.json': record(texts[1], net),
  });
  expect((await lenses(await opened(recorded(NET), IMPORTING)))[0]).toBe('2 runs, best mae 13.90');
  const changed = await lenses(await opened(recorded(`${NET}# old\n`), IMPORTING));
  expect(changed[0]).toMatch(/^2 runs, newest mae /);
});

test('data that a verification found changed is named', async () => {
  const data = 'a,b\n1,2\n';
  const client = await opened({ 'd.csv': 'a,b\n3,4\n', [at(18)]: run({ data_hash: sha(data) }) });
  expect((await lenses(client))[1]).not.toContain('data');
  await client.request('kynml/verifyData', {
    uri: client.uri(at(18)),
    files: [{ index: 0, uri: client.uri('d.csv'), recorded: sha(data) }],
    outside: [],
  });
  expect((await lenses(client))[1]).toMatch(/^\$\(question\) already run: .*, data changed since$/);
});

test('nothing is said before all files were searched', async () => {
  const files = Array.from({ length: 600 }, (_, seed) => [`runs/${seed}.json`, run({ seed })] as const);
  const client = await startClient({ 'h.kyn': houseSpec, ...Object.fromEntries(files) }, TRUSTED);
  await client.open('h.kyn', houseSpec);
  const complete = client.request('kynml/runs', {});
  const seen = new Set<string>();
  for (let isDone = false; !isDone; ) {
    isDone = await Promise.race([complete.then(() => true), new Promise<false>(done => setImmediate(done, false))]);
    for (const title of await lenses(client)) seen.add(title.replace(/,.*/, ''));
  }
  expect([...seen]).toEqual(['600 runs', '$(check) already run 600 times: mae 0.5000']);
});

test('a file that a setting excludes is not counted', async () => {
  const settings = { artifacts: { ignore: ['ignored/**'] } };
  const client = await opened({ 'ignored/r.json': run() }, houseSpec, { ...TRUSTED, settings });
  expect(await lenses(client)).toEqual([]);
});

const ask = (client: TestClient) => client.request('kynml/alreadyRun', { uri: client.uri('h.kyn') });

test('before a training, what was run and what is not known is stated in sentences', async () => {
  const client = await opened({ [at(18)]: run({ metrics: { mae: 13.9 } }) });
  const found = { count: 1, configHash: sha(houseSpec), newest: client.uri(at(18)) };
  expect(await ask(client)).toEqual({
    ...found,
    message: 'This version of h.kyn was already run (mae 13.90, about 2026-04-18).',
  });
  await client.change('h.kyn', `${houseSpec}# other\n`);
  expect(await ask(client)).toBeNull();
  const without = await opened({ [at(18)]: run({ seed: null }), [at(17)]: run({ seed: null, metrics: {} }) });
  expect((await ask(without))?.message).toBe(
    'This version of h.kyn was already run 2 times (newest mae 0.5000, last about 2026-04-18). No seed is set, so another training gives other results.',
  );
});
