// kyn fmt.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kyn, lockText, sha256 } from './cliEnvironment';

const MESSY = houseSpec.replace('    epochs = 3\n    seed = 1\n', '    seed=1   # why\n    epochs =   3\n');
const NEAT = houseSpec.replace('    seed = 1\n', '    seed = 1  # why\n');
const BROKEN = 'train:\n    epochs 3\n\nmodel\n    input 4\n';

test('prints the canonical text of several files one after the other, and writes nothing', async () => {
  const files = { '/w/a.kyn': MESSY, '/w/b.kyn': 'params:\n  x=1' };
  const run = await kyn({ files }, 'fmt', 'a.kyn', './b.kyn');
  expect(run).toMatchObject({ code: 0, stdout: `${NEAT}params:\n    x = 1\n`, stderr: '' });
  expect(Object.fromEntries(run.files)).toEqual(files);
});

test('standard input', async () => {
  expect(await kyn({ stdin: MESSY }, 'fmt', '-')).toMatchObject({ code: 0, stdout: NEAT, stderr: '' });
  expect(await kyn({ stdin: MESSY }, 'fmt', '--check', '-')).toMatchObject({ code: 1, stdout: '-\n', stderr: '' });
  expect(await kyn({ stdin: NEAT }, 'fmt', '--check', '-')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'kyn: standard input is already in canonical form.\n',
  });
  expect(await kyn({ stdin: MESSY }, 'fmt', '--write', '-')).toMatchObject({ code: 2, stdout: '' });
  expect((await kyn({ stdin: '' }, 'fmt', '-')).stdout).toBe('');
});

test('--check lists the files that would change and writes nothing', async () => {
  const files = { '/w/a.kyn': NEAT, '/w/b.kyn': MESSY, '/w/d/c.kyn': `${NEAT}\n` };
  const run = await kyn({ files }, 'fmt', '--check', 'a.kyn', 'b.kyn', 'd/c.kyn');
  expect(run).toMatchObject({ code: 1, stdout: 'b.kyn\nd/c.kyn\n', stderr: '' });
  expect(Object.fromEntries(run.files)).toEqual(files);
  expect(await kyn({ files }, 'fmt', '--check', 'a.kyn')).toMatchObject({ code: 0, stdout: '' });
});

test('--diff prints what would change and writes nothing; with --check it decides the exit code', async () => {
  const files = { '/w/a.kyn': NEAT, '/w/b.kyn': MESSY };
  const diff = await kyn({ files }, 'fmt', '--diff', 'a.kyn', 'b.kyn');
  expect(diff).toMatchObject({ code: 0, stderr: '' });
  expect(diff.stdout).toMatch(/^--- b\.kyn\n\+\+\+ b\.kyn\n@@ /);
  expect(diff.stdout).toContain('\n-    seed=1   # why\n');
  expect(diff.stdout).toContain('\n+    seed = 1  # why\n');
  expect(Object.fromEntries(diff.files)).toEqual(files);
  expect(await kyn({ files }, 'fmt', '--diff', '--check', 'b.kyn')).toMatchObject({
    code: 1,
    stdout: diff.stdout,
  });
  expect(await kyn({ files }, 'fmt', '--diff', 'a.kyn')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'kyn: a.kyn is already in canonical form.\n',
  });
  expect((await kyn({ files, color: true }, 'fmt', '--diff', 'b.kyn')).stdout).toContain('\u001b[31m-    seed=1');
  expect(await kyn({ stdin: MESSY }, 'fmt', '--diff', '-')).toMatchObject({
    code: 0,
    stdout: diff.stdout.replaceAll('b.kyn', '-'),
  });
  const secret = { '/w/a.kyn': 'params:\n  api_key = "saffron"\n' };
  expect((await kyn({ files: secret }, 'fmt', '--diff', 'a.kyn')).stdout).toContain('+    api_key = "*******"\n');
  expect(await kyn({ files }, 'fmt', '--diff', '--write', 'b.kyn')).toMatchObject({ code: 2, stdout: '' });
});

test('--write writes and lists the changed files; a second run changes nothing', async () => {
  const run = await kyn({ files: { '/w/a.kyn': NEAT, '/w/b.kyn': MESSY } }, 'fmt', '--write', 'a.kyn', 'b.kyn');
  expect(run).toMatchObject({ code: 0, stdout: 'b.kyn: formatted.\n', stderr: '' });
  expect(run.files.get('/w/b.kyn')).toBe(NEAT);
  expect(await kyn({ files: Object.fromEntries(run.files) }, 'fmt', '--write', 'b.kyn')).toMatchObject({ stdout: '' });
});

test.each(['\r\n', '\r'])('line ends are kept: %j', async eol => {
  const text = MESSY.replaceAll('\n', eol);
  const neat = NEAT.replaceAll('\n', eol);
  expect((await kyn({ files: { '/w/a': text } }, 'fmt', 'a')).stdout).toBe(neat);
  expect((await kyn({ files: { '/w/a': text } }, 'fmt', 'a', '--write')).files.get('/w/a')).toBe(neat);
  expect(await kyn({ files: { '/w/a': neat } }, 'fmt', 'a', '--check')).toMatchObject({ code: 0, stdout: '' });
});

test('a byte order mark is removed, and that is reported', async () => {
  const files = { '/w/a.kyn': `\ufeff${NEAT}` };
  expect((await kyn({ files }, 'fmt', 'a.kyn')).stdout).toBe(NEAT);
  expect(await kyn({ files }, 'fmt', 'a.kyn', '--check')).toMatchObject({ code: 1, stdout: 'a.kyn\n' });
  const run = await kyn({ files }, 'fmt', 'a.kyn', '--write');
  expect(run.stdout).toBe('a.kyn: formatted. Its byte order mark was removed.\n');
  expect(run.files.get('/w/a.kyn')).toBe(NEAT);
});

test('--write and --check report that nothing changes, only if that is so for all files', async () => {
  const files = { '/w/a.kyn': NEAT, '/w/b.kyn': NEAT, '/w/c.kyn': MESSY };
  for (const option of ['--write', '--check']) {
    const report = async (...names: string[]) => (await kyn({ files }, 'fmt', option, ...names)).stderr;
    expect(await report('a.kyn')).toBe('kyn: a.kyn is already in canonical form.\n');
    expect(await report('a.kyn', 'b.kyn')).toBe('kyn: All 2 files are already in canonical form.\n');
    expect(await report('a.kyn', 'c.kyn')).toBe('');
    expect(await report('a.kyn', 'gone.kyn')).not.toContain('canonical');
  }
});

test('--write reports a lock that no longer matches', async () => {
  const spec = (text: string) => ({ '/w/a.kyn': MESSY, '/w/kynml.lock': lockText('a.kyn', text) });
  const { stdout } = await kyn({ files: spec(MESSY) }, 'fmt', '--write', 'a.kyn');
  expect(stdout).toBe(
    'a.kyn: formatted. Its CONFIG_HASH changed, so it no longer matches kynml.lock. Run `kyn lock create a.kyn` to update the lock.\n',
  );
  expect(sha256(NEAT)).not.toBe(sha256(MESSY));
  expect((await kyn({ files: spec('other') }, 'fmt', '--write', 'a.kyn')).stdout).toBe('a.kyn: formatted.\n');
});

test.each([[], ['--write'], ['--check']])(
  'a file with syntax errors is not formatted, the others are: %j',
  async (...option) => {
    const files = { '/w/bad.kyn': BROKEN, '/w/good.kyn': MESSY };
    const run = await kyn({ files }, 'fmt', ...option, 'bad.kyn', 'good.kyn');
    expect(run.code).toBe(1);
    expect(run.files.get('/w/bad.kyn')).toBe(BROKEN);
    expect(run.stderr.split('\n').map(line => line.slice(0, 42))).toEqual([
      'kyn: bad.kyn was not formatted because it ',
      'kyn: bad.kyn:2:11: kyn/missing-equals Writ',
      'kyn: bad.kyn:4:1: kyn/missing-block-name T',
      '',
    ]);
    expect(run.stdout).toBe(
      { '': NEAT, '--write': 'good.kyn: formatted.\n', '--check': 'good.kyn\n' }[option[0] ?? ''],
    );
  },
);

test('errors that formatting corrects do not prevent it', async () => {
  const text = 'params:\n\tx = True\n  y = 1\n';
  expect((await kyn({ stdin: text }, 'fmt', '-')).stdout).toBe('params:\n    x = true\n    y = 1\n');
});

test('files that cannot be read are reported with exit code 2', async () => {
  const files = { '/w/a.kyn': MESSY, '/w/latin': new Uint8Array([0xff]) };
  const run = await kyn({ files }, 'fmt', 'gone', 'latin', 'a.kyn');
  expect(run).toMatchObject({ code: 2, stdout: NEAT });
  expect(run.stderr).toBe('kyn: gone does not exist.\nkyn: latin cannot be read: it is not UTF-8 text.\n');
});

test('--write and --check cannot be used together', async () => {
  expect((await kyn({ files: { '/w/a.kyn': MESSY } }, 'fmt', 'a.kyn', '--write', '--check')).code).toBe(2);
});

test.each([[], ['--write'], ['--check']])('a spec with a merge conflict is not formatted: %j', async (...option) => {
  const text = `<<<<<<< HEAD\n${MESSY}=======\n${NEAT}>>>>>>> b\n`;
  const run = await kyn({ files: { '/w/a.kyn': text } }, 'fmt', ...option, 'a.kyn');
  expect([run.code, run.files.get('/w/a.kyn'), run.stdout]).toEqual([1, text, '']);
  expect(run.stderr).toMatch(/kyn: a\.kyn:1:1: kyn\/merge-conflict The file contains a merge conflict/);
});

test('--diff shows a carriage return in a line as an escape', async () => {
  const { stdout } = await kyn({ files: { '/w/a.kyn': 'params:\n    a=1 # x\ry\n' } }, 'fmt', '--diff', 'a.kyn');
  expect(stdout).not.toContain('\r');
});
