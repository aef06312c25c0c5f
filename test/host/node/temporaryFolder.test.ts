import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder, writeNewFile } from '../../../src-shared/host/node/temporaryFolder';

test('a temporary folder is new and private, and a file in it is never replaced', async () => {
  const folder = await createTemporaryFolder('kyn-test-');
  if (!folder.ok) throw new Error(folder.message);
  try {
    if (process.platform !== 'win32') expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    const file = join(folder.path, 'data.csv');
    expect(await writeNewFile(file, Uint8Array.of(0, 255))).toEqual({ ok: true });
    expect([...readFileSync(file)]).toEqual([0, 255]);
    writeFileSync(file, 'other');
    expect(await writeNewFile(file, Uint8Array.of(1))).toEqual({ ok: false, message: 'a file with this name exists' });
    expect(readFileSync(file, 'utf8')).toBe('other');
  } finally {
    expect(await folder.remove()).toEqual({ ok: true });
    expect(existsSync(folder.path)).toBe(false);
  }
});
