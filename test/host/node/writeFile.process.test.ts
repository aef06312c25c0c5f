// The writer: what it leaves behind when writing fails, and what it keeps of the old file.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ReadResult } from '../../../src-shared/host/host';
import { writeFileAtomic } from '../../../src-shared/host/node/writeFile';
import { notRun } from '../../notRun';
import { buildWriter } from './writer';

let folder = '';
let program = '';
beforeAll(() => {
  program = buildWriter();
});
afterAll(() => rmSync(join(program, '..'), { recursive: true }));
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'writing ')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => join(folder, ...names);

describe('a write that fails in the middle', () => {
  // The shell limits the size of files: like a full disk, the system first writes a part and then fails.
  const writeLimited = (path: string, bytes: number): unknown => {
    const script = 'ulimit -f 8; exec "$@"';
    const run = spawnSync('/bin/sh', ['-c', script, 'sh', process.execPath, program, path, String(bytes)], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    return JSON.parse(run.stdout);
  };

  test('leaves the old file, and nothing else', () => {
    writeFileSync(at('a.kyn'), 'old');
    expect(writeLimited(at('a.kyn'), 2048)).toEqual({ ok: true });
    writeFileSync(at('a.kyn'), 'old');
    expect(writeLimited(at('a.kyn'), 100_000)).toEqual({
      ok: false,
      message: 'it would be larger than the system allows',
    });
    expect(readFileSync(at('a.kyn'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.kyn']);
  });

  test('leaves no new file', () => {
    expect(writeLimited(at('new.lock'), 100_000)).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a write whose content ends with an error leaves the old file and nothing else', async () => {
  writeFileSync(at('a'), 'old');
  function* pieces(): Generator<Uint8Array> {
    yield Uint8Array.of(1);
    throw new Error('no more');
  }
  expect(await writeFileAtomic(at('a'), pieces())).toMatchObject({ ok: false });
  expect(readFileSync(at('a'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a']);
});

describe('the old file', () => {
  test('keeps its owner and group', async context => {
    if (process.getuid?.() !== 0) notRun(context, 'only root can create files of other users');
    writeFileSync(at('a'), 'old');
    chownSync(at('a'), 1234, 2345);
    chmodSync(at('a'), 0o640);
    const result = await writeFileAtomic(at('a'), 'new');
    const { uid, gid, mode } = statSync(at('a'));
    expect([result.ok, uid, gid, mode & 0o7777]).toEqual([true, 1234, 2345, 0o640]);
  });

  test('gets the requested times', async () => {
    const mtime = new Date(1_700_000_000_000);
    await writeFileAtomic(at('a'), [Uint8Array.of(0), Uint8Array.of(255)], { times: { atime: mtime, mtime } });
    expect(statSync(at('a')).mtime).toEqual(mtime);
    expect([...readFileSync(at('a'))]).toEqual([0, 255]);
  });

  test('is not replaced if it is neither a file nor a folder', async () => {
    expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
    expect(await writeFileAtomic(at('pipe'), 'new')).toEqual({ ok: false, message: 'it is not a regular file' });
    expect(statSync(at('pipe')).isFIFO()).toBe(true);
  });
});

test('the other hard links of a file keep the old text, and the result counts them', async () => {
  const [path, other] = [join(folder, 'a'), join(folder, 'other')];
  writeFileSync(path, 'old');
  expect(await writeFileAtomic(path, 'new')).toEqual({ ok: true });
  linkSync(path, other);
  expect(await writeFileAtomic(path, 'newer')).toEqual({ ok: true, hardLinks: 2 });
  expect([path, other].map(p => readFileSync(p, 'utf8'))).toEqual(['newer', 'new']);
  expect(await writeFileAtomic(path, 'newest')).toEqual({ ok: true });
});

test('a folder that another process creates at the same time is used', () => {
  // Each folder appears between the check whether it exists and its creation.
  const race = `const fs = require('node:fs');
    const { mkdirSync } = fs;
    fs.mkdirSync = path => { mkdirSync(path); return mkdirSync(path); };`;
  writeFileSync(at('race.cjs'), race);
  const args = ['-r', at('race.cjs'), program, at('one', 'two', 'a.json'), '3'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['{"ok":true}', '']);
  expect(readFileSync(at('one', 'two', 'a.json'), 'utf8')).toBe('nnn');
});

describe('a write that expects a content', () => {
  const CHANGED = { ok: false, message: 'another program changed it meanwhile, so try again' };
  const expecting = (text: string | undefined) => ({
    isExpected: (now: ReadResult) => (now.ok ? Buffer.from(now.bytes).toString() : undefined) === text,
  });

  test('happens only if the file has it', async () => {
    expect(await writeFileAtomic(at('a'), '1', expecting(undefined))).toEqual({ ok: true });
    expect(await writeFileAtomic(at('a'), '2', expecting(undefined))).toEqual(CHANGED);
    expect(await writeFileAtomic(at('a'), '3', expecting('other'))).toEqual(CHANGED);
    expect(readFileSync(at('a'), 'utf8')).toBe('1');
    expect(await writeFileAtomic(at('a'), '4', expecting('1'))).toEqual({ ok: true });
    expect(readFileSync(at('a'), 'utf8')).toBe('4');
    rmSync(at('a'));
    expect(await writeFileAtomic(at('a'), '5', expecting('4'))).toEqual(CHANGED);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is checked when everything else is done', async () => {
    const pending = writeFileAtomic(at('a'), 'late', expecting(undefined));
    writeFileSync(at('a'), 'early');
    expect(await pending).toEqual(CHANGED);
    expect(readFileSync(at('a'), 'utf8')).toBe('early');
  });

  test('of several that create a file, one succeeds', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
    const written = await Promise.all(texts.map(text => writeFileAtomic(at('a'), text, expecting(undefined))));
    expect(written.filter(result => result.ok)).toHaveLength(1);
    expect(readFileSync(at('a'), 'utf8')).toBe(texts[written.findIndex(result => result.ok)]);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  // Another process makes the file between the check and the creation.
  const race = { isExpected: () => writeFileSync(at('a'), 'of another') === undefined };

  test('never replaces a file that appears after the check', async () => {
    expect(await writeFileAtomic(at('a'), 'new', race)).toEqual(CHANGED);
    expect(readFileSync(at('a'), 'utf8')).toBe('of another');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  // Runs the writer with other functions of the system.
  const writeWith = (faults: string, isExpected = ''): unknown => {
    writeFileSync(at('faults.cjs'), `const fs = require('node:fs');\n${faults}`);
    const args = ['-r', at('faults.cjs'), program, at('a'), '3', ...(isExpected ? [isExpected] : [])];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
    rmSync(at('faults.cjs'));
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  };
  const FAIL = "() => { throw Object.assign(new Error(), { code: 'EPERM' }); }";
  const ofHandle = (faults: string): string =>
    `const open = fs.promises.open; fs.promises.open = async (...args) => Object.assign(await open(...args), { ${faults} });`;

  // As in a folder with the attribute "append only".
  test('has succeeded when the file is there, and names the temporary file if it cannot be removed', () => {
    const result = writeWith(`fs.unlinkSync = ${FAIL};`, 'true');
    const [leftover, ...files] = readdirSync(folder);
    expect(result).toEqual({ ok: true, leftover });
    expect(leftover).toMatch(/^\.kynml-[0-9a-f]{32}\.tmp$/);
    expect([files, readFileSync(at('a'), 'utf8')]).toEqual([['a'], 'nnn']);
  });

  test('has failed when the file cannot get its name, and names the temporary file if it cannot be removed', () => {
    const result = writeWith(`fs.renameSync = ${FAIL}; fs.promises.unlink = async ${FAIL};`);
    const [leftover] = readdirSync(folder);
    const message = `permission denied; its temporary file ${leftover} could not be removed`;
    expect([result, readdirSync(folder)]).toEqual([{ ok: false, message }, [leftover]]);
  });

  test('has the same result where the system does not say whether the temporary file is there', () => {
    const hidden = `const lstat = fs.lstatSync;
      fs.lstatSync = (path, options) => (path.endsWith('.tmp') ? (${FAIL})() : lstat(path, options));`;
    expect(writeWith(hidden, 'true')).toEqual({ ok: true });
    expect(readFileSync(at('a'), 'utf8')).toBe('nnn');
    const full = ofHandle("write: async () => { throw Object.assign(new Error(), { code: 'ENOSPC' }); }");
    expect(writeWith(`${hidden}${full}`)).toEqual({ ok: false, message: 'the disk is full' });
  });

  test('fails on a disk that accepts no data without an error', () => {
    const faults = ofHandle('write: async () => ({ bytesWritten: 0 })');
    expect(writeWith(faults)).toEqual({ ok: false, message: 'the disk does not accept the data' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('succeeds on a disk that has no modes, and fails where a mode would be lost', () => {
    const faults = (mode: string): string =>
      `${ofHandle(`chmod: async ${FAIL}, stat: async () => ({ ...fs.statSync(${JSON.stringify(at('a'))}), mode: ${mode} })`)}`;
    writeFileSync(at('a'), 'old', { mode: 0o644 });
    expect(writeWith(faults('0o100600'))).toEqual({ ok: false, message: 'permission denied' });
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(writeWith(faults('0o100644'))).toEqual({ ok: true });
    expect(readFileSync(at('a'), 'utf8')).toBe('nnn');
  });

  test.each([
    ['creates a file', 'true', '{"ok":true}', 'nnn'],
    ['never replaces one that appears', "!require('node:fs').writeFileSync(path, 'x')", JSON.stringify(CHANGED), 'x'],
  ])('on a disk without hard links %s too', (_, isExpected, result, text) => {
    expect(writeWith(`fs.linkSync = ${FAIL};`, isExpected)).toEqual(JSON.parse(result));
    expect(readFileSync(at('a'), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

describe('the temporary file', () => {
  test('has another name each time', async () => {
    const names = new Set<string>();
    const watcher = watch(folder, (_, name) => name !== null && names.add(name));
    await writeFileAtomic(at('a'), '1');
    await writeFileAtomic(at('a'), '2');
    await vi.waitFor(() => expect([...names].filter(n => /^\.kynml-[0-9a-f]{32}\.tmp$/.test(n))).toHaveLength(2));
    watcher.close();
  });

  test('of a private file cannot be read by others', async () => {
    writeFileSync(at('private'), 'old', { mode: 0o600 });
    const modes = new Set<number>();
    const watcher = watch(folder, (_, name) => {
      const info = name?.endsWith('.tmp') ? statSync(at(name), { throwIfNoEntry: false }) : undefined;
      if (info) modes.add(info.mode & 0o777);
    });
    await vi.waitFor(async () => {
      await writeFileAtomic(at('private'), 'n'.repeat(4 * 1024 * 1024));
      expect(modes.size).toBeGreaterThan(0);
    });
    watcher.close();
    expect([...modes]).toEqual([0o600]);
    expect(statSync(at('private')).mode & 0o777).toBe(0o600);
  });

  test('is never an existing link', () => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync('victim', at(`.kynml-${'0'.repeat(32)}.tmp`));
    const guessed = "require('node:crypto').randomBytes = n => Buffer.alloc(n);";
    writeFileSync(at('guess.cjs'), guessed);
    const run = spawnSync(process.execPath, ['-r', at('guess.cjs'), program, at('a.lock'), '10'], { encoding: 'utf8' });
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: false });
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  });
});
