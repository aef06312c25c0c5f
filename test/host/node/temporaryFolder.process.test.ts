import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { processIdentity } from '../../../src-shared/host/node/processIdentity';
import { createTemporaryFolder, writeNewFile } from '../../../src-shared/host/node/temporaryFolder';
import { ownedName, temporaryName } from '../../../src-shared/host/temporaryName';
import { notRun } from '../../notRun';

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

describe('the folder of a process that was killed', () => {
  let around = '';
  beforeEach(() => {
    around = realpathSync(mkdtempSync(join(tmpdir(), 'around-')));
    vi.stubEnv(process.platform === 'win32' ? 'TEMP' : 'TMPDIR', around);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
    rmSync(around, { recursive: true });
  });

  const hoursLater = (hours: number): void => {
    vi.useFakeTimers({ now: Date.now() + hours * 3_600_000, toFake: ['Date'] });
  };
  // What is there after another command had its folder.
  async function leftAfterNext(): Promise<string[]> {
    const next = await createTemporaryFolder('kyn-next-');
    if (!next.ok) throw new Error(next.message);
    await next.remove();
    return readdirSync(around).sort();
  }
  function left(prefix: string, pid: number, identity: string): string {
    const name = temporaryName('a'.repeat(32), ownedName(prefix, { pid, identity }));
    mkdirSync(join(around, name));
    writeFileSync(join(around, name, 'train.py'), 'x');
    return name;
  }

  test('is removed by the next command an hour later', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const name = left('kyn-reproduce-', pid, '123');
    expect(await leftAfterNext()).toEqual([name]);
    hoursLater(2);
    expect(await leftAfterNext()).toEqual([]);
  });

  test('is recognised when another process has its id now', async context => {
    if (processIdentity(process.pid) === '') notRun(context, 'the system does not tell when a process started');
    left('kyn-reproduce-', process.pid, '1');
    hoursLater(2);
    expect(await leftAfterNext()).toEqual([]);
  });

  test('is not one that a process still uses, however old', async () => {
    const used = await createTemporaryFolder('kyn-reproduce-');
    if (!used.ok) throw new Error(used.message);
    const unsure = left('kyn-merge-', process.pid, '');
    hoursLater(1000);
    expect(await leftAfterNext()).toEqual([basename(used.path), unsure].sort());
    await used.remove();
  });

  test('is not a link, a file or a folder with another name', async () => {
    const other = join(around, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'x'), 'x');
    const name = temporaryName('b'.repeat(32), ownedName('kyn-merge-', { pid: 1, identity: '0' }));
    symlinkSync(other, join(around, name));
    writeFileSync(join(around, name.replace('merge', 'evidence')), 'x');
    mkdirSync(join(around, 'kyn-merge-a1B2c3'));
    const before = readdirSync(around).sort();
    hoursLater(1000);
    expect(await leftAfterNext()).toEqual(before);
    expect(readdirSync(other)).toEqual(['x']);
  });
});
