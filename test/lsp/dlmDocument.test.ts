// DLM documents, through the protocol: the lenses with the lock of their store.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { nodeHost } from '../nodeHost';
import { startClient, type TestClient } from './client';
import { DOCUMENT, ID, LOCK, STORE, sha, startWithDlm, text, trusted } from './dlmClient';

const opened = async (client: TestClient, document = DOCUMENT) => {
  await client.open('work/notes.dlm', document, 'plaintext');
  return client.lensTitles('work/notes.dlm');
};

const EFFECT = ' `dlm train` stops in every lock mode except `--update-lock`, which overwrites this lock.';

describe('a DLM document', () => {
  it('shows the lock of its store, which is outside of the workspace', async () => {
    const client = await startWithDlm();
    expect(await opened(client)).toEqual(['$(lock) dlm.lock: advisory · run 3', '$(play) DLM Train']);
    expect(await client.codes('work/notes.dlm')).toEqual([]);
  });

  it('has an outline, and its language is sent with the features that it needs', async () => {
    const client = await startWithDlm(LOCK, { ...trusted, scripts: true });
    await opened(client);
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: client.uri('work/notes.dlm') },
    });
    expect(symbols.map(({ name, children = [] }) => [name, ...children.map(child => child.name)])).toEqual([
      ['front matter', 'dlm_id', 'base_model'],
      ['Notes'],
    ]);
    const registered = client.registered.find(({ method }) => method === 'textDocument/documentSymbol');
    expect(registered?.registerOptions).toMatchObject({ documentSelector: [{ pattern: '**/*.dlm' }] });
  });

  it('that changed shows information in a lens, and has no finding', async () => {
    const client = await startWithDlm();
    await opened(client);
    await client.change('work/notes.dlm', `${DOCUMENT}more\n`);
    const [, changed] = await client.lenses('work/notes.dlm');
    expect(changed?.command?.title.replace('\u00a0', ' ')).toBe('$(info) changed since run 3 (unsaved)');
    expect(changed?.command?.tooltip).toContain('The next training run records it');
    expect(await client.codes('work/notes.dlm')).toEqual([]);
  });

  it('is compared by its bytes, not by the line ends of the editor', async () => {
    const mixed = DOCUMENT.replace('# Notes\n', '# Notes\r\n');
    const client = await startClient(
      { 'work/notes.dlm': mixed, [STORE]: text({ ...LOCK, dlm_sha256: sha(mixed) }) },
      trusted,
    );
    expect(await opened(client, mixed.replace('\r\n', '\n'))).toHaveLength(2);
  });

  it.each([
    ['without front matter', '# Notes\n', '$(question) no dlm_id, so no lock'],
    ['of another store', DOCUMENT.replace('01HR', '02HR'), '$(unlock) no dlm.lock yet'],
  ])('%s is reported', async (_, document, lens) => {
    expect((await opened(await startWithDlm(), document))[0]).toBe(lens);
  });

  it('reports a broken lock and a lock of another document', async () => {
    const broken = await startWithDlm({ ...LOCK, seed: '42' });
    expect((await opened(broken))[0]).toBe('$(question) dlm.lock cannot be used');
    expect((await broken.lenses('work/notes.dlm'))[0]?.command?.tooltip).toContain(`not "42".${EFFECT}`);
    expect((await opened(await startWithDlm({ ...LOCK, dlm_id: 'other' })))[0]).toBe(
      '$(question) dlm.lock cannot be used',
    );
  });

  it.each([
    ['a folder', (path: string) => mkdirSync(path), 'it is a folder', ''],
    ['not text', (path: string) => writeFileSync(path, Buffer.from([0xff])), 'it is not UTF-8 text', EFFECT],
  ])('reports a lock that is %s, not a missing one', async (_, create, reason, effect) => {
    const client = await startClient({ 'work/notes.dlm': DOCUMENT }, trusted);
    mkdirSync(dirname(client.path(STORE)), { recursive: true });
    create(client.path(STORE));
    await client.open('work/notes.dlm', DOCUMENT, 'plaintext');
    const [lens] = await client.lenses('work/notes.dlm');
    expect(lens?.command?.title.replace('\u00a0', ' ')).toBe('$(question) dlm.lock cannot be used');
    expect(lens?.command?.tooltip).toBe(`${client.path(STORE)} cannot be read: ${reason}.${effect}`);
  });

  it('without a lock names the path that training will write', async () => {
    const client = await startWithDlm();
    await client.open('work/notes.dlm', DOCUMENT.replace('01HR', '02HR'), 'plaintext');
    const [lens] = await client.lenses('work/notes.dlm');
    expect(lens?.command?.tooltip).toBe(
      `${client.path(STORE.replace('01HR', '02HR'))} does not exist. The first training writes it.`,
    );
  });

  it('has its store in $DLM_HOME if that is set, and an unknown one if that is relative', async () => {
    const client = await startWithDlm(undefined, trusted);
    const own = await startWithDlm(LOCK, { ...trusted, dlmHome: client.path('other') });
    expect((await opened(own))[0]).toBe('$(unlock) no dlm.lock yet');
    mkdirSync(client.path(`other/store/${ID}`), { recursive: true });
    writeFileSync(client.path(`other/store/${ID}/dlm.lock`), text(LOCK));
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri(`other/store/${ID}/dlm.lock`), type: 1 }],
    });
    expect((await own.lensTitles('work/notes.dlm'))[0]).toBe('$(lock) dlm.lock: advisory · run 3');
    const relative = await startWithDlm(LOCK, { ...trusted, dlmHome: 'dlm' });
    expect((await opened(relative))[0]).toBe('$(question) dlm.lock: the location of the store is unknown');
  });

  it('does not read the disk at a keystroke', async () => {
    let looks = 0;
    const counted =
      <A extends unknown[], R>(ask: (...args: A) => R) =>
      (...args: A): R => {
        looks += 1;
        return ask(...args);
      };
    const { readBytes, stat, list } = nodeHost;
    const host = { ...nodeHost, readBytes: counted(readBytes), stat: counted(stat), list: counted(list) };
    const client = await startWithDlm(LOCK, { ...trusted, host });
    await opened(client);
    // The background scan reads the disk too; this request is answered after it.
    await client.request('kynml/runs', {});
    expect(looks).toBeGreaterThan(2);
    await client.change('work/notes.dlm', `${DOCUMENT}m`);
    await client.lenses('work/notes.dlm');
    looks = 0;
    await client.change('work/notes.dlm', `${DOCUMENT}more\n`);
    expect(await client.lensTitles('work/notes.dlm')).toContain('$(info) changed since run 3 (unsaved)');
    expect(looks).toBe(0);
  });

  it('has its lock read only in a trusted workspace', async () => {
    const client = await startWithDlm(LOCK, { options: { commands: true }, folders: ['work'] });
    expect((await opened(client))[0]).toBe('$(shield) dlm.lock: read only in a trusted workspace');
    expect(await client.request('kynml/dlmState', { uri: client.uri('work/notes.dlm') })).toMatchObject({
      state: 'untrusted',
    });
    await client.connection.sendNotification('kynml/trusted', {});
    expect((await client.lensTitles('work/notes.dlm'))[0]).toBe('$(lock) dlm.lock: advisory · run 3');
  });

  it('that contains the JSON of an artifact is not an artifact', async () => {
    const client = await startWithDlm();
    await client.open('work/x.dlm', text(LOCK), 'plaintext');
    expect(await client.codes('work/x.dlm')).toEqual([]);
    expect(await client.lensTitles('work/x.dlm')).toEqual(['$(question) no dlm_id, so no lock', '$(play) DLM Train']);
  });
});
