// The options that all commands have.
import { expect, test } from 'vitest';
import { usesColors } from '../../server/src/cli/terminalColors';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, lockText, manifestText, parseJsonOutput, sha256 } from './cliEnvironment';

const BROKEN = 'train:\n    epochs = many\n';
const MESSY = houseSpec.replace('    seed = 1\n', '    seed=1\n');

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: 'false' }, true, false],
  [{ FORCE_COLOR: '' }, false, false],
  [{ FORCE_COLOR: '3', NO_COLOR: '1' }, true, false],
])('with %j and a terminal: %j, colours: %j', (env, isTTY, expected) => {
  expect(usesColors({ isTTY }, env)).toBe(expected);
});

test('--color decides over the terminal', async () => {
  const files = { '/w/a.kyn': BROKEN };
  const coloured = await kyn({ files, color: true }, 'check');
  expect(coloured.stdout).toContain('\u001b[31merror');
  expect((await kyn({ files }, 'check', '--color', 'always')).stdout).toBe(coloured.stdout);
  expect((await kyn({ files, color: true }, 'check', '--color=auto')).stdout).toBe(coloured.stdout);
  const plain = await kyn({ files, color: true }, 'check', '--color', 'never');
  expect(plain.stdout).toBe((await kyn({ files }, 'check')).stdout);
  expect(plain.stdout).not.toContain('\u001b');
});

test('a group of short options with -h or -V shows the help or the version, and does nothing else', async () => {
  const files = { '/w/a.kyn': houseSpec };
  const help = await kyn({ files }, 'lock', 'create', '-qh', 'a.kyn');
  expect(help.stdout).toBe((await kyn({}, 'lock', 'create', '--help')).stdout);
  const version = await kyn({ files }, 'lock', 'create', '-qV', 'a.kyn');
  expect(version.stdout).toBe((await kyn({}, '--version')).stdout);
  for (const run of [help, version]) expect([run.code, run.files.has('/w/kynml.lock')]).toEqual([0, false]);
});

test('-q prints findings without the summary, and nothing where there are none', async () => {
  const files = { '/w/a.kyn': BROKEN };
  const whole = await kyn({ files }, 'check');
  const quiet = await kyn({ files }, 'check', '-q');
  expect(quiet.code).toBe(1);
  expect(quiet.stdout).toContain('error kyn/');
  expect(whole.stdout).toMatch(/\n\n1 file checked: .*\.\n$/);
  expect(whole.stdout.replace(/\n1 file checked: .*\n$/, '')).toBe(quiet.stdout);
  expect(await kyn({ files: { '/w/a.kyn': houseSpec } }, 'check', '--quiet')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test('-q keeps what fails a check: the limit of warnings, and the reasons of exit code 2', async () => {
  const files = { '/w/a.kyn': houseSpec.replace('loss = mse', 'loss = mape') };
  const limited = await kyn({ files }, 'check', '-q', '--max-warnings', '0');
  expect(limited.code).toBe(1);
  expect(limited.stdout).toContain('error: More warnings');
  expect(await kyn({ files }, 'hash', '-q', 'gone.kyn')).toMatchObject({
    code: 2,
    stderr: 'kyn: gone.kyn does not exist.\n',
  });
});

test('-q leaves out notes, progress, and the lines about what was done', async () => {
  const files = { '/w/a.kyn': houseSpec };
  expect(await kyn({ files }, 'fmt', '--check', 'a.kyn')).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/./),
  });
  expect(await kyn({ files }, 'fmt', '--check', '-q', 'a.kyn')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(await kyn({ files }, 'lock', 'create', '-q', 'a.kyn')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const written = await kyn({ files: { '/w/a.kyn': MESSY } }, 'fmt', '--write', '-q', 'a.kyn');
  expect(written).toMatchObject({ code: 0, stdout: '' });
  expect(written.files.get('/w/a.kyn')).toBe(houseSpec);
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`/w/${i}.kyn`, houseSpec]));
  const shown: string[] = [];
  await kyn({ files: many, progress: text => shown.push(text) }, 'hash', '.', '-q');
  expect(shown).toEqual([]);
  await kyn({ files: many, progress: text => shown.push(text) }, 'hash', '.');
  expect(shown.length).toBeGreaterThan(0);
});

test('fmt --write -q still reports a lock that no longer matches', async () => {
  const files = { '/w/a.kyn': MESSY, '/w/kynml.lock': lockText('a.kyn', MESSY) };
  expect((await kyn({ files }, 'fmt', '--write', '-q', 'a.kyn')).stdout).toContain('no longer matches kynml.lock');
});

test('lock check -q lists only the specs that are not locked', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/b.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  const { code, stdout } = await kyn({ files }, 'lock', 'check', '.', '-q');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^missing {2}b\.kyn {2}.*\n$/);
});

test('-o writes the output to a file, without colours', async () => {
  const files = { '/w/a.kyn': BROKEN };
  const { stdout } = await kyn({ files }, 'check');
  const run = await kyn({ files, color: true, columns: 40 }, 'check', '-o', 'out/report.txt');
  expect(run).toMatchObject({ code: 1, stdout: '', stderr: '' });
  expect(run.files.get('/w/out/report.txt')).toBe(stdout);
  const coloured = await kyn({ files }, 'check', '--color', 'always', '--output-file=report.txt');
  expect(coloured.files.get('/w/report.txt')).toContain('\u001b[31m');
  expect((await kyn({ files }, 'check', '-o', '-')).stdout).toBe(stdout);
});

test('-o keeps exact data exact, and replaces an older report', async () => {
  const text = `# \u202e\n${houseSpec}`;
  const run = await kyn({ files: { '/w/a.kyn': text, '/w/out.txt': 'old' } }, 'fmt', 'a.kyn', '-o', 'out.txt');
  expect(run.files.get('/w/out.txt')).toBe(text);
});

test('-o replaces neither an input nor a spec, and writes nothing after wrong usage', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/b.kyn': houseSpec, '/w/run.json': '{}' };
  const own = await kyn({ files }, 'fmt', 'a.kyn', '-o', './a.kyn');
  expect(own).toMatchObject({ code: 2, stdout: '' });
  expect(own.stderr).toContain('./a.kyn is an input of this command');
  const other = await kyn({ files }, 'check', '-o', 'a.kyn', 'b.kyn');
  expect(other).toMatchObject({ code: 2, stdout: '' });
  expect(other.stderr).toContain('a.kyn is a spec');
  for (const run of [own, other]) expect(run.files.get('/w/a.kyn')).toBe(houseSpec);
  const unusable = await kyn({ files }, 'diff', 'run.json', 'gone.json', '-o', 'out.txt');
  expect(unusable.code).toBe(2);
  expect(unusable.files.has('/w/out.txt')).toBe(false);
});

test('-o replaces no lock, manifest or sweep, whether it is named by an entry, by an option or not at all', async () => {
  const files = {
    '/w/a.kyn': houseSpec,
    '/w/kynml.lock': lockText('a.kyn', houseSpec),
    '/w/run_manifest.json': manifestText(),
    '/w/sweep_results.json': '[{"combo": {"lr": 1}, "exit_code": 0, "manifest": null, "script": "a.py"}]',
  };
  for (const args of [
    ['hash', 'a.kyn', '-o', 'kynml.lock'],
    ['lock', 'check', 'a.kyn', '--lock', 'kynml.lock', '-o', 'kynml.lock'],
    ['runs', '--baseline', 'run_manifest.json', '-o', 'run_manifest.json'],
    ['trace', 'sweep_results.json#0', '-o', 'sweep_results.json'],
  ]) {
    const run = await kyn({ files }, ...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^kyn: \S+ is an? .*, so the output does not replace it\. Nothing was done\./);
    for (const [path, text] of Object.entries(files)) expect(run.files.get(path)).toBe(text);
  }
});

test('-o does not replace the lock that the command itself has written, and the output is printed', async () => {
  const run = await kyn({ files: { '/w/a.kyn': houseSpec } }, 'lock', 'create', 'a.kyn', '-o', 'kynml.lock');
  expect(run.code).toBe(2);
  expect(run.stdout).toContain('kynml.lock');
  expect(run.stderr).toMatch(/^kyn: kynml\.lock is a .*lock.*\. The output is printed instead\.\n$/);
  expect(JSON.parse(String(run.files.get('/w/kynml.lock')))).toMatchObject({ config_hash: sha256(houseSpec) });
});

test.each([
  [['fingerprint', 'session', '--model', 'm', '--env', 'e']],
  [['check', '--format', 'json']],
  [['runs', '--format', 'json']],
])('-o replaces an older output of kyn %j', async args => {
  const files = { '/w/a.kyn': houseSpec, '/w/run_manifest.json': manifestText() };
  const first = await kyn({ files }, ...args);
  const again = await kyn({ files: { ...files, '/w/out.json': `${first.stdout}\n` } }, ...args, '-o', 'out.json');
  expect(again).toMatchObject({ code: first.code, stdout: '' });
  expect(again.files.get('/w/out.json')).toBe(first.stdout);
});

test('-o to a folder is exit code 2 with a message', async () => {
  const run = await kyn({ files: { '/w/a.kyn': houseSpec, '/w/d/x': '' } }, 'hash', 'a.kyn', '-o', 'd');
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/^kyn: d cannot be replaced: .*\. Nothing was done\. Choose another file\.\n$/);
});

test('standard input with a name has the lock, the imports and the label of that file', async () => {
  const files = { '/w/d/a.kyn': 'old', '/w/d/b.kyn': houseSpec, '/w/kynml.lock': lockText('d/a.kyn', houseSpec) };
  const named = ['-', '--stdin-filename', 'd/a.kyn'];
  const locked = await kyn({ files, stdin: houseSpec }, 'lock', 'check', '--format', 'json', ...named);
  expect(parseJsonOutput(locked)).toMatchObject({ results: [{ spec: 'd/a.kyn', state: 'locked' }] });
  const drifted = await kyn({ files, stdin: MESSY }, 'check', '--format', 'json', ...named);
  expect(parseJsonOutput(drifted)).toMatchObject({
    files: [{ path: 'd/a.kyn', kind: 'kyn-spec', diagnostics: [{ code: 'kyn/lock-drift', severity: 'error' }] }],
  });
  const importing = `import "b.kyn"\n\n${houseSpec}`;
  const hashed = parseJsonOutput(await kyn({ files, stdin: importing }, 'hash', '--format', 'json', ...named));
  expect(hashed.files).toMatchObject([{ path: 'd/a.kyn', configHash: sha256(importing) }]);
  expect(hashed.files[0].closureHash).toMatch(/^[0-9a-f]{64}$/);
  expect((await kyn({ files, stdin: MESSY }, 'fmt', ...named)).stdout).toBe(houseSpec);
  expect((await kyn({ files, stdin: MESSY }, 'fmt', '--check', ...named)).stdout).toBe('d/a.kyn\n');
});

test('standard input with a name never writes that file, and is read although the folder is searched too', async () => {
  const files = { '/w/a.kyn': 'old' };
  const run = await kyn({ files, stdin: MESSY }, 'fmt', '--write', '-', '--stdin-filename', 'a.kyn');
  expect(run.code).toBe(2);
  expect(run.files.get('/w/a.kyn')).toBe('old');
  const both = await kyn({ files, stdin: houseSpec }, 'check', '-', '.', '--stdin-filename', 'a.kyn');
  expect(both).toMatchObject({ code: 0, stdout: '1 file checked: no problems.\n' });
  const named = await kyn({ files, stdin: houseSpec }, 'check', '-', 'a.kyn', '--stdin-filename', 'a.kyn');
  expect(named).toMatchObject({ code: 0, stdout: '1 file checked: no problems.\n' });
});

test('standard input is read also where its name is that of a folder', async () => {
  const run = await kyn({ files: { '/w/d/x.kyn': '' }, stdin: houseSpec }, 'hash', '-', '--stdin-filename', 'd');
  expect(run).toMatchObject({ code: 0, stdout: `${sha256(houseSpec)}  d\n` });
});

test.each([
  ['fingerprint session', ['--model', 'm', '--env', 'e', '--system-prompt-file', 'in.txt'], 'in.txt'],
  ['runs', ['--spec', 'in.txt'], 'in.txt'],
  ['runs', ['--baseline', 'in.txt#0'], './in.txt'],
  ['lock check', ['a.kyn', '--lock', 'in.txt'], 'in.txt'],
  ['fingerprint eval', ['c.json', '--dataset', 'in.txt'], 'in.txt'],
])('-o of kyn %s does not replace a file that an option names: %j', async (command, args, out) => {
  const files = { '/w/in.txt': 'kept', '/w/a.kyn': houseSpec, '/w/c.json': '{}' };
  const done = await kyn({ files }, ...command.split(' '), ...args, '-o', out);
  expect([done.code, done.stdout, done.files.get('/w/in.txt')]).toEqual([2, '', 'kept']);
  expect(done.stderr).toContain(`${out} is an input of this command, so the output does not replace it.`);
});

test('-q keeps what may be missing from an answer, because git did not say it', async () => {
  const git: CliSetup['git'] = async () => ({ ok: false, reason: 'timeout' });
  const files = { '/w/.git/HEAD': '', '/w/a.kyn': houseSpec, '/w/run_manifest.json': manifestText() };
  const done = await kyn({ files, git }, 'runs', '-q', '--format', 'csv', '--columns', 'path');
  expect([done.code, done.stdout]).toEqual([0, 'path\nrun_manifest.json\n']);
  expect(done.stderr).toMatch(/^kyn: warning: git did not answer in \/w\./);
  const traced = await kyn(
    { files: { ...files, '/w/m.json': manifestText({ config_hash: sha256(houseSpec) }) }, git },
    'trace',
    '-q',
    'm.json',
  );
  expect([traced.code, traced.stderr]).toEqual([0, expect.stringContaining('git did not answer')]);
});

test.each(['check', 'hash .', 'lock check .', 'fmt --check .'])(
  '-q of kyn %s keeps what was searched otherwise than wanted',
  async command => {
    const git: CliSetup['git'] = async () => ({ ok: false, reason: 'timeout' });
    const files = { '/w/.git/HEAD': '', '/w/a.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', houseSpec) };
    const done = await kyn({ files, git }, ...command.split(' '), '-q');
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('git does not report which files of . are ignored, so ignored files are included.');
  },
);
