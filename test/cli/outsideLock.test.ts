// A lock behind a link that leads out of the working folder and its repository is that of another project: it is neither compared nor replaced.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { reportOf } from './checkJson';
import { kynOnDisk, lockText, parseJsonOutput } from './cliEnvironment';

const REASON = 'it is a link that leads out of the working folder; delete the link to use a lock of this project';

// The folders w, with a spec, and other, with a lock. `place` in w is a link to `target`.
function folders({ place, target, text }: { place: string; target: string; text: string }) {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-outside-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const at = (file: string) => path.join(top, file);
  for (const folder of ['w/locks', 'other']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('w/a.kyn'), houseSpec);
  writeFileSync(at('other/kynml.lock'), text);
  writeFileSync(at('w/locks/kynml.lock'), text);
  symlinkSync(target, at(`w/${place}`));
  const kyn = (...argv: string[]) => kynOnDisk(at('w'), ...argv);
  return { at, kyn, lock: () => readFileSync(at('other/kynml.lock'), 'utf8') };
}

const OUTSIDE = { place: 'kynml.lock', target: '../other/kynml.lock', text: lockText('../w/a.kyn', 'other') };

test.each([
  ['found', OUTSIDE, []],
  ['of no spec', { ...OUTSIDE, text: '{}' }, []],
  ['found, with --force', OUTSIDE, ['--force']],
  ['not a lock, with --force', { ...OUTSIDE, text: 'x' }, ['--force']],
  ['not UTF-8, with --force', { ...OUTSIDE, text: 'x\0y\0x\0y\0x\0y\0' }, ['--force']],
  ['named', OUTSIDE, ['--force', '--lock', 'kynml.lock']],
  ['in a linked folder', { ...OUTSIDE, place: 'l', target: '../other' }, ['--force', '--lock', 'l/kynml.lock']],
])('a lock outside is not replaced: %s', async (_, setup, options) => {
  const { kyn, lock } = folders(setup);
  expect(await kyn('lock', 'create', 'a.kyn', ...options)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(`kynml.lock cannot be replaced: ${REASON}.`),
  });
  expect(lock()).toBe(setup.text);
});

test.each([houseSpec, 'other'])('a lock outside is invalid, whatever it pins: %#', async text => {
  const { at, kyn } = folders({ ...OUTSIDE, text: lockText('../w/a.kyn', text) });
  const found = await kyn('lock', 'check', 'a.kyn', '--format', 'json');
  expect([found.code, parseJsonOutput(found).results[0]]).toMatchObject([1, { state: 'invalid', lockedHash: null }]);
  expect((await kyn('lock', 'check', 'a.kyn')).stdout).toContain(`kynml.lock cannot be read as a lock: ${REASON}.`);
  rmSync(at('w/locks'), { recursive: true });
  const { files } = reportOf(await kyn('check', '.', '--format', 'json'));
  const codes = files.flatMap(file => file.diagnostics.map(d => d.code));
  expect(codes).toContain('kyn/lock-unreadable');
  expect(codes).not.toContain('kyn/lock-drift');
});

test('a link inside of the working folder, or of its repository, is followed', async () => {
  const inside = folders({ ...OUTSIDE, target: 'locks/kynml.lock' });
  expect((await inside.kyn('lock', 'check', 'a.kyn')).stdout).toMatch(/^drifted/);
  const { at, kyn, lock } = folders(OUTSIDE);
  mkdirSync(at('.git'));
  expect((await kyn('lock', 'check', 'a.kyn')).stdout).toMatch(/^drifted/);
  expect(await kyn('lock', 'create', 'a.kyn')).toMatchObject({ code: 0 });
  expect(lock()).not.toBe(OUTSIDE.text);
});
