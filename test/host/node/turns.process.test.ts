// Several processes that replace the same content of a file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { temporaryKind, temporaryName } from '../../../src-shared/host/temporaryName';
import { buildWriter } from './writer';

let program = '';
let folder = '';
beforeAll(() => {
  program = buildWriter();
});
afterAll(() => rmSync(join(program, '..'), { recursive: true }));
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'turns ')));
  writeFileSync(at('a'), 'old');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

const IS_OLD = "require('node:fs').readFileSync(path, 'utf8') === 'old'";

const CHANGED = { ok: false, message: 'another program changed it meanwhile, so try again' };

const FASTER = 'const { now } = performance; performance.now = () => now.call(performance) * 50;';

// Runs the writer with other functions of the system; returns what it prints.
function writeWith(faults: string): string {
  const file = join(program, '../faults.cjs');
  writeFileSync(file, `const fs = require('node:fs');\n${faults}`);
  const args = ['-r', file, program, at('a'), '3', IS_OLD];
  return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder, timeout: 20_000 }).stdout;
}

test('one succeeds, also if all check the content at the same time', async () => {
  // The first waits between its check and the replacement, until the second has checked too.
  const second = JSON.stringify([program, at('a'), '5', IS_OLD]);
  const faults = `const rename = fs.renameSync;
    fs.renameSync = (...names) => {
      const stdio = ['ignore', fs.openSync('second', 'w'), 'inherit'];
      require('node:child_process').spawn(process.execPath, ${second}, { detached: true, stdio }).unref();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
      return rename(...names);
    };`;
  expect(JSON.parse(writeWith(faults))).toEqual({ ok: true });
  const answer = await vi.waitFor(() => JSON.parse(readFileSync(at('second'), 'utf8')), { timeout: 10_000 });
  expect([answer, readFileSync(at('a'), 'utf8')]).toEqual([CHANGED, 'nnn']);
  expect(readdirSync(folder).sort()).toEqual(['a', 'second']);
});

test('none waits for ever for one that was killed before it replaced the file', () => {
  expect(writeWith(`fs.renameSync = () => process.kill(process.pid, 'SIGKILL');`)).toBe('');
  expect(readdirSync(folder)).toHaveLength(3);
  expect(JSON.parse(writeWith(FASTER))).toEqual({ ok: true });
  expect(readFileSync(at('a'), 'utf8')).toBe('nnn');
  // Both files of the killed process are leftovers.
  const names = readdirSync(folder).filter(name => name !== 'a');
  expect(names.map(temporaryKind)).toEqual(['file', 'file']);
});

test('files that someone planted do not prevent it', () => {
  for (const number of [0, 1, 2]) {
    const ofContent = createHash('sha256').update('a\nold').digest('hex');
    symlinkSync('nowhere', at(temporaryName(`${number}${ofContent}`.slice(0, 32))));
  }
  expect(JSON.parse(writeWith(FASTER))).toEqual({ ok: true });
  expect(readFileSync(at('a'), 'utf8')).toBe('nnn');
});
