// Files in UTF-16: an editor decodes them, so the findings come from the bytes on disk.
import { expect, test } from 'vitest';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { utf16 } from '../utf16';
import { startClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

test('a spec and a manifest name UTF-16 and offer another encoding', async () => {
  const files = { 'a.kyn': utf16(houseSpec, { mark: false }), 'run_manifest.json': utf16(manifestText()) };
  const client = await startClient(files, VSCODE_CLIENT);
  for (const [path, text, code] of [
    ['a.kyn', houseSpec, 'not-utf8'],
    ['run_manifest.json', manifestText(), 'wrong-encoding'],
  ] as const) {
    await client.open(path, text);
    const [found, ...more] = await client.diagnostics(path);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code, message: expect.stringContaining('UTF-16') });
    expect((await client.actions(path, found!)).map(a => a.title)).toContain('Save with another encoding');
    await client.save(path, text);
    expect(await client.codes(path)).toEqual([]);
  }
});
