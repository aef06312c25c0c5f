// Merge conflicts in open files: one finding with fixes that keep a side, and for a lock the offer to regenerate it.

import { describe, expect, it } from 'vitest';
import type { CodeAction, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pointerText } from '../pointerText';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const conflict = (text: string, line: RegExp, other: string): string =>
  text.replace(line, ours => `<<<<<<< HEAD\n${ours}=======\n${other}>>>>>>> branch\n`);
const EPOCHS = / *epochs = .*\n/;
const SPEC = conflict(houseSpec, EPOCHS, '    epochs = 99\n');
const LOCK = lockFor(houseSpec);
const BROKEN_LOCK = conflict(LOCK, / *"config_hash": .*\n/, `  "config_hash": "${'3'.repeat(64)}",\n`);

const applied = (text: string, uri: string, { edit }: CodeAction): string =>
  TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), (edit?.changes?.[uri] ?? []) as TextEdit[]);

async function actionsOf(client: TestClient, path: string): Promise<CodeAction[]> {
  const found = await client.diagnostics(path);
  expect(found.map(d => d.code)).toEqual(['merge-conflict']);
  return found[0] ? client.actions(path, found[0]) : [];
}

describe('a merge conflict', () => {
  it('in a spec is one finding, and a fix keeps one side', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': LOCK }, VSCODE_CLIENT);
    await client.open('net.kyn', SPEC);
    const actions = await actionsOf(client, 'net.kyn');
    expect(actions.map(a => [a.title, a.isPreferred ?? false])).toEqual([
      ['Keep the current side', false],
      ['Keep the incoming side', false],
    ]);
    const texts = actions.map(action => applied(SPEC, client.uri('net.kyn'), action));
    expect(texts).toEqual([houseSpec, houseSpec.replace(EPOCHS, '    epochs = 99\n')]);
    const edits = await client.connection.sendRequest('textDocument/formatting', {
      textDocument: { uri: client.uri('net.kyn') },
      options: { tabSize: 4, insertSpaces: true },
    });
    expect(edits ?? []).toEqual([]);
  });

  it('in a spec, or a Git LFS pointer in its place, is not drift', async () => {
    for (const text of [SPEC, pointerText()]) {
      const client = await startClient({ 'net.kyn': text, 'kynml.lock': LOCK }, VSCODE_CLIENT);
      await client.open('net.kyn', text);
      await client.open('kynml.lock', LOCK);
      expect(await client.codes('kynml.lock')).toEqual(['spec-unreadable']);
      expect(await client.lensTitles('kynml.lock')).toEqual(['$(question) drift unknown', 'pins net.kyn']);
      expect(await client.lensTitles('net.kyn')).toContain('$(question) drift unknown');
      const { lock } = (await client.request('kynml/specState', { uri: client.uri('net.kyn') })) ?? {};
      expect(lock).toMatchObject({ state: 'invalid' });
    }
  });

  it('in a spec that was locked as it is matches the lock, for both files', async () => {
    const lock = lockFor(SPEC);
    const client = await startClient({ 'net.kyn': SPEC, 'kynml.lock': lock }, VSCODE_CLIENT);
    await client.open('net.kyn', SPEC);
    await client.open('kynml.lock', lock);
    expect(await client.codes('kynml.lock')).toEqual([]);
    expect(await client.lensTitles('kynml.lock')).toEqual(['$(lock) locked', 'pins net.kyn']);
    expect(await client.lensTitles('net.kyn')).toContain('$(lock) locked');
  });

  it('in a lock offers to regenerate the lock of its spec as well', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': BROKEN_LOCK }, VSCODE_CLIENT);
    await client.open('kynml.lock', BROKEN_LOCK);
    const actions = await actionsOf(client, 'kynml.lock');
    expect(actions.map(a => a.title)).toEqual(['Keep the current side', 'Keep the incoming side', 'Regenerate lock']);
    expect(actions.slice(0, 1).map(action => applied(BROKEN_LOCK, client.uri('kynml.lock'), action))).toEqual([LOCK]);
    expect(actions[2]?.command).toMatchObject({ command: 'kynml.regenerateLock', arguments: [client.uri('net.kyn')] });
    const plan = await client.request('kynml/planLock', { uri: client.uri('net.kyn'), mode: 'regenerate' });
    expect(plan).toMatchObject({
      action: 'update',
      lockLabel: 'kynml.lock',
      confirm: 'kynml.lock contains a merge conflict. Replace it?',
    });
    await client.open('net.kyn', houseSpec);
    const [found] = await client.diagnostics('net.kyn');
    expect(found?.message).toMatch(/^kynml\.lock contains a merge conflict/);
  });

  it('in a manifest is one finding; the sides of several conflicts are kept together', async () => {
    const manifest = `{\n  "config_hash": "${'1'.repeat(64)}",\n  "data_hash": null,\n  "seed": 1,\n  "kynml_version": "1"\n}\n`;
    const text = conflict(conflict(manifest, / *"seed": .*\n/, '  "seed": 2,\n'), / *"data_hash": .*\n/, '');
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('run_manifest.json', text);
    const actions = await actionsOf(client, 'run_manifest.json');
    expect(actions.map(a => a.title)).toEqual([
      'Keep the current side of all 2 conflicts',
      'Keep the incoming side of all 2 conflicts',
    ]);
    const [current = '', incoming = ''] = actions.map(a => applied(text, client.uri('run_manifest.json'), a));
    expect(current).toBe(manifest);
    expect(JSON.parse(incoming)).not.toHaveProperty('data_hash');
    expect(JSON.parse(incoming)).toMatchObject({ seed: 2 });
  });
});
