// Bad input through the protocol: each case gives a clear finding, and the server still answers.
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';

async function stillAnswers(client: TestClient): Promise<void> {
  await client.open('alive.kyn', 'train\n');
  expect(await client.codes('alive.kyn')).toContain('missing-colon');
}

describe('a spec that is', () => {
  const cases: Record<string, { text: string; codes: string[] }> = {
    empty: { text: '', codes: ['missing-block'] },
    'binary text': {
      text: '\u0000\u0001PK\u0003\u0004\u0000\ufffd\ufffd\n\u0000\u0000',
      codes: ['missing-block', 'stray-line'],
    },
    'an unclosed string at the end of the file': {
      text: 'dataset D:\n    target = "price',
      codes: ['missing-block', 'missing-key', 'unclosed-string'],
    },
    'named __proto__': {
      text: 'dataset __proto__:\n    __proto__ = 1\n\nparams:\n    __proto__ = 2\n',
      codes: ['missing-block', 'missing-key', 'missing-key', 'unknown-key'],
    },
    'only deep brackets': {
      text: `params:\n    x = ${'['.repeat(10_000)}\n`,
      codes: ['missing-block', 'nested-too-deep'],
    },
  };
  for (const [name, { text, codes }] of Object.entries(cases))
    it(name, async () => {
      const client = await startClient();
      await client.open('bad.kyn', text);
      expect((await client.codes('bad.kyn')).sort()).toEqual(codes);
      expect((await client.lensTitles('bad.kyn'))[0]).toMatch(/^CONFIG_HASH [0-9a-f]{12}/);
      await stillAnswers(client);
    });

  // 10 MB in CI.
  it('one line of 100,000 characters', async () => {
    const client = await startClient();
    await client.open('long.kyn', `params:\n    x = "${'a'.repeat(100_000)}"\n${'y'.repeat(100_000)}\n`);
    expect(await client.codes('long.kyn')).toEqual(['missing-block', 'wrong-indentation', 'missing-equals']);
    await stillAnswers(client);
  });

  it('separated by lone carriage returns', async () => {
    const client = await startClient();
    const text = 'dataset D:\r    source = csv("d.csv")\r    target = "y"\r';
    await client.open('cr.kyn', text);
    expect(await client.codes('cr.kyn')).toEqual(['missing-block']);
  });

  it('deleted while it is open', async () => {
    const text = 'model N:\n    input 2\n';
    const client = await startClient({ 'gone.kyn': text }, { options: { commands: true } });
    await client.open('gone.kyn', text);
    rmSync(client.path('gone.kyn'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('gone.kyn'), type: 3 }],
    });
    expect((await client.lensTitles('gone.kyn'))[0]).toContain('(unsaved)');
    const plan = await client.request('kynml/planLock', { uri: client.uri('gone.kyn'), mode: 'create' });
    expect(plan).toMatchObject({ action: 'refuse', refusal: 'File not found: gone.kyn.' });
  });

  it('never saved', async () => {
    const client = await startClient();
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'untitled:Untitled-1', languageId: 'kynml', version: 1, text: 'model N:\n' },
    });
    const state = await client.request('kynml/specState', { uri: 'untitled:Untitled-1' });
    expect(state).toMatchObject({ unsaved: true, lock: { state: 'missing' } });
    expect((await client.request('kynml/planLock', { uri: 'untitled:Untitled-1', mode: 'create' })).action).toBe(
      'refuse',
    );
  });
});

describe('JSON that is', () => {
  it('nested 10,000 deep', async () => {
    const client = await startClient({ 'a.kyn': houseSpec });
    await client.request('kynml/runs', {});
    await client.open('run_manifest.json', '['.repeat(10_000) + ']'.repeat(10_000));
    expect(await client.codes('run_manifest.json')).toEqual(['json-too-deep']);
    await stillAnswers(client);
  });

  it('a manifest with the field and metric __proto__', async () => {
    const client = await startClient();
    await client.open(
      'run_manifest.json',
      '{"config_hash": "x", "kynml_version": "1", "__proto__": {"polluted": 1}, "metrics": {"__proto__": "no number"}}',
    );
    expect(await client.codes('run_manifest.json')).toContain('unknown-field');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    await stillAnswers(client);
  });

  it('truncated', async () => {
    const client = await startClient({ 'a.kyn': houseSpec });
    await client.request('kynml/runs', {});
    await client.open('kynml.lock', '{"config_hash": "ab');
    expect((await client.diagnostics('kynml.lock')).map(d => d.message)).toEqual([
      'This string is not closed on its line.',
    ]);
  });
});

it('a request for a document that is not open is answered', async () => {
  const client = await startClient();
  expect(await client.diagnostics('nowhere.kyn')).toEqual([]);
  expect(await client.hover('nowhere.kyn', 0, 0)).toBeNull();
  expect(await client.request('kynml/specState', { uri: 'nonsense' })).toBeNull();
});
