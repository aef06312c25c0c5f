// A byte order mark in a JSON file. VS Code hides it from the text, so the server reads it from the file; other editors show it.
import { describe, expect, it } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const MARK = '\ufeff';
const LOCK = lockFor(houseSpec);
const SESSION = '{"type": "session", "id": "s", "fingerprint": null}\n';

describe('a hidden byte order mark', () => {
  it.each([
    ['kynml.lock', LOCK],
    ['s.jsonl', SESSION],
  ])('of %s is an error until the file is saved without it', async (name, text) => {
    const client = await startClient({ 'net.kyn': houseSpec, [name]: MARK + text }, VSCODE_CLIENT);
    await client.open(name, text);
    const [found, ...others] = await client.diagnostics(name);
    expect([found?.code, found?.severity, others]).toEqual(['json-byte-order-mark', 1, []]);
    // An edit cannot remove what the text does not contain.
    const actions = found ? await client.actions(name, found) : [];
    expect(actions.map(a => [a.title, a.command?.command, a.edit])).toEqual([
      ['Save with another encoding', 'workbench.action.editor.changeEncoding', undefined],
    ]);
    await client.save(name, text);
    expect(await client.codes(name)).not.toContain('json-byte-order-mark');
    await client.save(name, MARK + text);
    expect(await client.codes(name)).toEqual(['json-byte-order-mark']);
  });

  it('makes the lock of a spec invalid', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': MARK + LOCK }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    expect((await client.diagnostics('net.kyn')).map(d => d.message)).toEqual([
      expect.stringMatching(/^kynml\.lock starts with a byte order mark/),
    ]);
    await client.open('kynml.lock', LOCK);
    expect(await client.codes('net.kyn')).toEqual(['lock-unreadable']);
    await client.save('kynml.lock', LOCK);
    expect(await client.codes('net.kyn')).toEqual([]);
  });

  it('does not move the place of a merge conflict', async () => {
    const text = LOCK.replace(/ *"backend": .*\n/, line => `<<<<<<< a\n${line}=======\n${line}>>>>>>> b\n`);
    const client = await startClient({ 'kynml.lock': MARK + text }, VSCODE_CLIENT);
    await client.open('kynml.lock', text);
    const [found] = await client.diagnostics('kynml.lock');
    expect(found?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 1, character: 9 } });
    const [keep] = found ? await client.actions('kynml.lock', found) : [];
    expect(keep?.edit?.changes?.[client.uri('kynml.lock')]?.[0]?.range.start).toEqual({ line: 1, character: 0 });
  });
});

it('a byte order mark in the text is removed by a fix', async () => {
  const client = await startClient({ 'kynml.lock': MARK + LOCK }, VSCODE_CLIENT);
  await client.open('kynml.lock', MARK + LOCK);
  const [found] = await client.diagnostics('kynml.lock');
  expect(found?.code).toBe('json-byte-order-mark');
  const [action] = found ? await client.actions('kynml.lock', found) : [];
  expect([action?.title, action?.isPreferred]).toEqual(['Remove the byte order mark', true]);
  expect(action?.edit?.changes?.[client.uri('kynml.lock')]).toEqual([
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, newText: '' },
  ]);
});
