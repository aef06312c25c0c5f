// CONFIG_HASH and the state of a spec, through the protocol.
import { describe, expect, it } from 'vitest';
import { houseLibrary, houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

describe('CONFIG_HASH', () => {
  it('is in the first lens, follows each change, and is marked when the buffer is unsaved', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(houseSpec).slice(0, 12)}`);
    const edited = houseSpec.replace('epochs = 3', 'epochs = 4');
    await client.change('net.kyn', edited);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(edited).slice(0, 12)} (unsaved)`);
    await client.save('net.kyn', edited);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(edited).slice(0, 12)}`);
  });

  it('is followed by Train only if the spec can be trained', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'lib.kyn': houseLibrary, 'empty.kyn': '' }, VSCODE_CLIENT);
    for (const [path, text] of [
      ['net.kyn', houseSpec] as const,
      ['lib.kyn', houseLibrary] as const,
      ['empty.kyn', ''] as const,
    ]) {
      await client.open(path, text);
      expect((await client.lensTitles(path)).includes('$(play) Train'), path).toBe(path === 'net.kyn');
    }
  });

  it('includes a byte order mark that the editor hides', async () => {
    const client = await startClient({ 'net.kyn': `\ufeff${houseSpec}` }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const state = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(state?.configHash).toBe(sha(`\ufeff${houseSpec}`));
    expect(state?.unsaved).toBe(false);
    expect(await client.codes('net.kyn')).toContain('byte-order-mark');
  });

  it('does not depend on line ends', async () => {
    const crlf = houseSpec.replaceAll('\n', '\r\n');
    const client = await startClient({ 'net.kyn': crlf }, VSCODE_CLIENT);
    await client.open('net.kyn', crlf);
    expect((await client.request('kynml/specState', { uri: client.uri('net.kyn') }))?.configHash).toBe(sha(houseSpec));
  });

  it('does not exist for a file that is not UTF-8', async () => {
    const client = await startClient({ 'net.kyn': Buffer.from([0x70, 0xff, 0xfe]) }, VSCODE_CLIENT);
    await client.open('net.kyn', 'p\ufffd\ufffd');
    const state = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(state?.configHash).toBeNull();
    expect(await client.codes('net.kyn')).toContain('not-utf8');
  });

  it('is shown in full in the hover of the first line, with its coverage', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const text = JSON.stringify((await client.hover('net.kyn', 0, 2))?.contents);
    expect(text).toContain(sha(houseSpec));
    expect(text).toContain('including comments and blanks');
    expect(await client.hover('net.kyn', 1, 2)).toBeNull();
    expect(JSON.stringify(await client.hover('net.kyn', 1, 5))).not.toContain(sha(houseSpec));
  });

  it('is followed by a closure hash if the spec has imports', async () => {
    const main = `import "base.kyn"\n\ntrain:\n    model = Net\n`;
    const client = await startClient({ 'base.kyn': houseSpec, 'main.kyn': main }, VSCODE_CLIENT);
    await client.open('main.kyn', main);
    const state = await client.request('kynml/specState', { uri: client.uri('main.kyn') });
    expect(state?.closureHash).toBe(sha(`${sha(main)}\n${sha(houseSpec)}\n`));
  });
});

describe('the state of a spec', () => {
  it('is available for a closed spec, and through its lock', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) }, VSCODE_CLIENT);
    const closed = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(closed).toMatchObject({ configHash: sha(houseSpec), unsaved: false, errors: 0, lock: { state: 'locked' } });
    await client.open('kynml.lock', lockFor(houseSpec));
    expect(await client.request('kynml/specState', { uri: client.uri('kynml.lock') })).toEqual(closed);
  });
});
