// Files of processes that were killed while they wrote.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeFileAtomic } from '../../../src-shared/host/node/writeFile';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'writing ')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => join(folder, ...names);

describe('files of killed processes', () => {
  const name = (digit: string): string => `.kynml-${digit.repeat(32)}.tmp`;
  const minutesLater = (minutes: number): void => {
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + minutes * 60_000);
  };
  afterEach(() => vi.restoreAllMocks());

  test('are removed by the next write in the folder, once they are older than an hour', async () => {
    writeFileSync(at(name('a')), 'x');
    minutesLater(50);
    await writeFileAtomic(at('a.lock'), 'new');
    expect(readdirSync(folder).sort()).toEqual([name('a'), 'a.lock'].sort());
    minutesLater(20);
    await writeFileAtomic(at('a.lock'), 'new');
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  test('are folders too, if they were being removed; links in them are not followed', async () => {
    const half = `combo-0003${name('a')}`;
    mkdirSync(at(`${half}/deep`), { recursive: true });
    writeFileSync(at(`${half}/deep/run_manifest.json`), '{}');
    mkdirSync(at('kept'));
    writeFileSync(at('kept/x'), 'x');
    symlinkSync(at('kept'), at(`${half}/link`));
    minutesLater(50);
    await writeFileAtomic(at('a.lock'), 'new');
    expect(readdirSync(folder).sort()).toEqual(['a.lock', half, 'kept'].sort());
    minutesLater(20);
    await writeFileAtomic(at('a.lock'), 'new');
    expect(readdirSync(folder).sort()).toEqual(['a.lock', 'kept']);
    expect(readdirSync(at('kept'))).toEqual(['x']);
  });

  test('are not confused with a file that is written now and gets an old time', async () => {
    const old = new Date('2020-01-01T00:00:00Z');
    writeFileSync(at(name('a')), 'x');
    utimesSync(at(name('a')), old, old);
    await writeFileAtomic(at('a.json'), 'new', { times: { atime: old, mtime: old } });
    expect(readdirSync(folder).sort()).toEqual([name('a'), 'a.json'].sort());
    expect(statSync(at('a.json')).mtime).toEqual(old);
  });

  test('are not confused with files of others', async () => {
    const others = ['.kynml-a.tmp', `x${name('a')}`, `${name('a')}x`, '.kynml', 'kynml.lock.1234567'];
    for (const file of others) writeFileSync(at(file), 'x');
    mkdirSync(at(name('c')));
    writeFileSync(at('target'), 'kept');
    symlinkSync('target', at(name('d')));
    symlinkSync('.', at(`x${name('e')}`));
    minutesLater(120);
    await writeFileAtomic(at('a.lock'), 'new');
    for (const file of [...others, name('c'), name('d'), `x${name('e')}`, 'target'])
      expect(existsSync(at(file)), file).toBe(true);
  });
});
