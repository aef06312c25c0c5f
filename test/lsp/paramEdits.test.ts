// The values of a combination as edits of its spec, and the lenses above combinations.
import { expect, test } from 'vitest';
import { manifestText } from '../cli/cliEnvironment';
import { startClient } from './client';
import { sha } from './lockFixture';

const SPEC = 'params:\n    lr = 0.1 # guess\n\nsweep:\n    lr = [0.1, 0.01]\n';
const results = (spec: string): string =>
  JSON.stringify([
    {
      combo: { lr: 0.1 },
      exit_code: 0,
      manifest: JSON.parse(manifestText({ config_hash: sha(spec) })),
      script: 'a.py',
    },
    { combo: { lr: 0.01 }, exit_code: 1, manifest: null, script: 'b.py' },
  ]);

const start = (spec = SPEC) =>
  startClient(
    { 'h.kyn': SPEC, 's.json': results(spec), 'plain.json': manifestText() },
    { options: { commands: true } },
  );

test('the edits are those of the buffer, also for a combination that failed', async () => {
  const client = await start();
  const uri = `${client.uri('s.json')}#1`;
  expect(await client.request('kynml/specsOfRun', { uri })).toEqual([{ uri: client.uri('h.kyn'), label: 'h.kyn' }]);
  const edits = () => client.request('kynml/paramEdits', { uri, spec: client.uri('h.kyn') });
  const at = (line: number) => ({
    range: { start: { line, character: 9 }, end: { line, character: 12 } },
    newText: '0.01',
  });
  expect(await edits()).toEqual({ ok: true, edits: [at(1)] });
  await client.open('h.kyn', `\n${SPEC}`);
  expect(await edits()).toEqual({ ok: true, edits: [at(2)] });
});

test('a run without values, an unknown spec and an unknown combination are refused', async () => {
  const client = await start('another version');
  const edits = (uri: string) => client.request('kynml/paramEdits', { uri, spec: client.uri('h.kyn') });
  const none = { ok: false, message: 'This run was not given any values, so there is nothing to write.' };
  expect(await edits(client.uri('plain.json'))).toEqual(none);
  expect(await edits(`${client.uri('s.json')}#9`)).toEqual(none);
  expect(await client.request('kynml/specsOfRun', { uri: `${client.uri('s.json')}#0` })).toEqual([]);
});

test('each combination of an open sweep has its lenses', async () => {
  const client = await start();
  await client.open('s.json', results(SPEC));
  const own = (await client.lenses('s.json')).filter(l => JSON.stringify(l.command?.arguments ?? '').includes('#'));
  expect(own.map(l => [l.command?.title.replaceAll('\u00a0', ' '), l.command?.command, l.command?.arguments])).toEqual([
    ['$(edit) Use lr=0.1', 'kynml.useParams', [`${client.uri('s.json')}#0`]],
    ['$(diff) Compare', 'kynml.compareRuns', [`${client.uri('s.json')}#0`]],
    ['$(edit) Use lr=0.01', 'kynml.useParams', [`${client.uri('s.json')}#1`]],
    ['$(diff) Compare', 'kynml.compareRuns', [`${client.uri('s.json')}#1`]],
  ]);
});
