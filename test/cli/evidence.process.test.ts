// kyn evidence with the real git and sha256sum: what others can check without kyn.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  promises,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { writeNewFolder } from '../../src-shared/host/node/writeNewFolder';
import { notRun } from '../notRun';
import { DATA, manifestOf, SPEC } from '../repro/reproduce/world';
import { mlflowRun } from '../runs/trackers/stores';
import { OPENAI } from '../secretSample';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn evidence ')));
afterAll(() => rmSync(folder, { recursive: true }));

const kyn = (cwd: string, ...args: readonly string[]) => runIn(cwd, process.execPath, [program.path(), ...args]);
const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'core.autocrlf=false', ...args], {
    cwd,
    encoding: 'utf8',
  });

function repository(name: string): string {
  const cwd = path.join(folder, name);
  mkdirSync(path.join(cwd, 'data'), { recursive: true });
  writeFileSync(path.join(cwd, 'spec.kyn'), SPEC);
  writeFileSync(path.join(cwd, 'data/houses.csv'), DATA);
  writeFileSync(path.join(cwd, 'notes.txt'), 'one\n');
  git(cwd, 'init', '-q');
  git(cwd, 'add', '.');
  git(cwd, 'commit', '-qm', 'first');
  writeFileSync(path.join(cwd, 'run_manifest.json'), JSON.stringify(manifestOf(SPEC)));
  return cwd;
}

test('a package of an older version of the spec has its text from git, the commit and the changes', context => {
  if (spawnSync('sha256sum', ['--version']).error) return notRun(context, 'sha256sum is not installed');
  const cwd = repository('changed');
  const commit = git(cwd, 'rev-parse', 'HEAD').trim();
  git(cwd, 'checkout', '-q', '-b', `fix/${OPENAI}`);
  appendFileSync(path.join(cwd, 'spec.kyn'), '\n# later\n');
  appendFileSync(path.join(cwd, 'notes.txt'), 'two\n');
  git(cwd, 'config', 'diff.noprefix', 'true');
  const { status, stderr } = kyn(cwd, 'evidence', 'run_manifest.json', '-o', '../package', '--with-data');
  expect(stderr).toContain('not in the package: Files that git does not track. ');
  expect(status).toBe(0);
  const made = path.join(folder, 'package');
  const textOf = (name: string): string => readFileSync(path.join(made, name), 'utf8');
  expect(textOf('spec/spec.kyn')).toBe(SPEC);
  expect(textOf('data/houses.csv')).toBe(DATA);
  const state = { commit, branch: 'fix/(hidden)', dirty: true, specCommit: commit };
  expect(JSON.parse(textOf('git/commit.json'))).toMatchObject(state);
  expect(textOf('git/changes.diff')).toContain('diff --git a/notes.txt b/notes.txt\n');
  expect(textOf('git/changes.diff')).toContain('\n+# later\n');
  const check = runIn(made, 'sha256sum', ['--check', '--strict', 'SHA256SUMS']);
  expect(check.stderr).toBe('');
  expect(check.status).toBe(0);
  appendFileSync(path.join(made, 'spec/spec.kyn'), ' ');
  expect(runIn(made, 'sha256sum', ['--check', '--strict', 'SHA256SUMS']).status).toBe(1);
});

test('a package of a run of another tracker has the recorded commit beside the current one', () => {
  const cwd = repository('tracked');
  const files = mlflowRun({ tags: { 'mlflow.source.git.commit': 'a'.repeat(40) } });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(cwd, path.relative('/w', name));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text as string);
  }
  const run = path.relative('/w', path.dirname(Object.keys(files).at(-1) ?? '')).replace(/\/tags$/, '');
  expect(kyn(cwd, 'evidence', run, '-o', '../tracked package').status).toBe(0);
  const target = path.join(folder, 'tracked package');
  const commit = git(cwd, 'rev-parse', 'HEAD').trim();
  expect(JSON.parse(readFileSync(path.join(target, 'git/commit.json'), 'utf8'))).toMatchObject({
    commit,
    recordedCommit: 'a'.repeat(40),
  });
  const checked = kyn(folder, 'evidence', 'verify', target);
  expect(checked.stdout).toContain('The files of the run say what recorded.json states.');
  expect(checked.status).toBe(0);
});

test('changes that git does not print are named as missing', () => {
  const cwd = repository('unprinted');
  const inner = repository('inner');
  writeFileSync(path.join(cwd, 'weights.bin'), Buffer.from([0, 1]));
  git(cwd, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'lib');
  git(cwd, 'add', '.');
  git(cwd, 'commit', '-qm', 'more');
  appendFileSync(path.join(cwd, 'lib/notes.txt'), 'two\n');
  writeFileSync(path.join(cwd, 'weights.bin'), Buffer.from([0, 2]));
  const { stderr } = kyn(cwd, 'evidence', 'run_manifest.json', '-o', '../unprinted-package');
  expect(stderr).toContain('Uncommitted changes inside of submodules. git/changes.diff has only the commits');
  expect(stderr).toContain('The content of binary files that changed. git/changes.diff only names them.');
});

// A key whose program waits for ever, as for a passphrase.
test('a signal ends signing, and removes the temporary folder', async context => {
  if (process.platform === 'win32') return notRun(context, 'a script cannot take the place of ssh-keygen on Windows');
  const cwd = repository('stopped');
  const [bin, temporary] = [path.join(cwd, 'bin'), path.join(cwd, 'temporary')];
  for (const made of [bin, temporary]) mkdirSync(made);
  const ready = path.join(cwd, 'ready');
  writeFileSync(path.join(bin, 'ssh-keygen'), `#!/bin/sh\ntouch '${ready}'\nexec sleep 60\n`, { mode: 0o755 });
  writeFileSync(path.join(cwd, 'key'), '-----BEGIN OPENSSH PRIVATE KEY-----\n');
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, TMPDIR: temporary };
  const args = [program.path(), 'evidence', '../run_manifest.json', '-o', '../never', '--sign', '../key'];
  const child = spawn(process.execPath, args, { cwd: path.join(cwd, 'data'), env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  await expect.poll(() => existsSync(ready), { timeout: 20_000 }).toBe(true);
  expect(readdirSync(temporary)).toEqual([expect.stringContaining('kyn-evidence-')]);
  child.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(readdirSync(temporary)).toEqual([]);
  expect(existsSync(path.join(cwd, 'never'))).toBe(false);
});

test('an archive is read by unzip and by Python, and its signature is checked', context => {
  if (spawnSync('unzip', ['-v']).error) return notRun(context, 'unzip is not installed');
  if (spawnSync('python3', ['--version']).error) return notRun(context, 'python3 is not installed');
  if (spawnSync('ssh-keygen', ['-?']).error) return notRun(context, 'ssh-keygen is not installed');
  const cwd = repository('archived');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path.join(folder, 'cleo')]);
  writeFileSync(path.join(folder, 'cleos'), `cleo ${readFileSync(path.join(folder, 'cleo.pub'), 'utf8')}`);
  const pack = (out: string) =>
    kyn(cwd, 'evidence', 'run_manifest.json', '-o', out, '--with-data', '--sign', '../cleo').status;
  expect([pack('../ä.zip'), pack('../same.zip')]).toEqual([0, 0]);
  const file = path.join(folder, 'ä.zip');
  expect(readFileSync(path.join(folder, 'same.zip'))).toEqual(readFileSync(file));
  const verified = kyn(folder, 'evidence', 'verify', 'ä.zip', '--allowed-signers', 'cleos');
  expect(verified.stdout).toContain('cleo signed SHA256SUMS.');
  expect(verified.status).toBe(0);
  const listing = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), *sorted(z.namelist()))';
  const python = runIn(folder, 'python3', ['-c', listing, file]);
  expect(python.stderr).toBe('');
  expect(runIn(folder, 'unzip', ['-q', file, '-d', 'unpacked']).status).toBe(0);
  const made = path.join(folder, 'unpacked');
  const names = readdirSync(made, { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? [path.relative(made, path.join(entry.parentPath, entry.name))] : [],
  );
  expect(python.stdout).toBe(`None ${names.sort().join(' ')}\n`);
  expect(readFileSync(path.join(made, 'data/houses.csv'), 'utf8')).toBe(DATA);
  expect(kyn(folder, 'evidence', 'verify', 'unpacked', '--allowed-signers', 'cleos').status).toBe(0);
});

test('a signature is checked by kyn and by ssh-keygen alone', context => {
  if (spawnSync('ssh-keygen', ['-?']).error) return notRun(context, 'ssh-keygen is not installed');
  const cwd = repository('signed');
  const newKey = (name: string): string => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path.join(folder, name)]);
    return `${name} ${readFileSync(path.join(folder, `${name}.pub`), 'utf8')}`;
  };
  const [ann, ben] = [newKey('ann'), newKey('ben')];
  writeFileSync(path.join(folder, 'signers'), ann);
  writeFileSync(path.join(folder, 'others'), ben);
  const made = kyn(cwd, 'evidence', 'run_manifest.json', '-o', '../signed package', '--sign', '../ann');
  expect(made.status).toBe(0);
  const target = path.join(folder, 'signed package');
  const verify = (signers: string) => kyn(folder, 'evidence', 'verify', target, '--allowed-signers', signers);
  const good = verify('signers');
  expect(good.stdout).toContain('ann signed SHA256SUMS.');
  expect(good.status).toBe(0);
  const alone = (): number | null =>
    spawnSync(
      'ssh-keygen',
      ['-Y', 'verify', '-f', '../signers', '-I', 'ann', '-n', 'kyn-evidence', '-s', 'SHA256SUMS.sig'],
      { cwd: target, input: readFileSync(path.join(target, 'SHA256SUMS')) },
    ).status;
  expect(alone()).toBe(0);
  const other = verify('others');
  expect(other.stdout).toContain('None of the allowed signers signed the package.');
  expect(other.status).toBe(1);
  writeFileSync(path.join(folder, 'for git'), ann.replace('ann ', 'ann namespaces="git" '));
  const elsewhere = verify('for git');
  expect(elsewhere.stdout).toContain('ann signed SHA256SUMS, but the file of allowed signers does not allow this for');
  expect(elsewhere.status).toBe(1);
  const sums = path.join(target, 'SHA256SUMS');
  const [first = '', ...rest] = readFileSync(sums, 'utf8').split('\n');
  writeFileSync(sums, [...rest.slice(0, -1), first, ''].join('\n'));
  const changed = verify('signers');
  expect(changed.stdout).toContain('SHA256SUMS.sig is not the signature of SHA256SUMS.');
  expect(changed.status).toBe(1);
  expect(alone()).not.toBe(0);
  const refused = kyn(cwd, 'evidence', 'run_manifest.json', '-o', '../no package', '--sign', 'spec.kyn');
  expect(refused.stderr).toContain('ssh-keygen did not sign: ');
  expect(refused.status).toBe(2);
  expect(readdirSync(folder)).not.toContain('no package');
});

describe('writeNewFolder', () => {
  const target = path.join(folder, 'written');
  const inFolder = (): string[] => readdirSync(folder).filter(name => name.startsWith('written'));

  test('writes nothing where the disk is only found to be full at the end', async () => {
    const file = path.join(folder, 'notes');
    writeFileSync(file, '');
    const handle = await promises.open(file, 'r');
    await handle.close();
    const sync = vi.spyOn(Object.getPrototypeOf(handle), 'sync');
    sync.mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    const result = await writeNewFolder(target, new Map([['a', 'text']]));
    sync.mockRestore();
    expect(result).toEqual({ ok: false, message: 'the disk is full' });
    expect(inFolder()).toEqual([]);
  });

  test('is on the disk before it has its name, and the name too', async () => {
    const synced: string[] = [];
    const { open } = promises;
    const watched = vi.spyOn(promises, 'open').mockImplementation(async (file, ...options) => {
      const handle = await open(file, ...options);
      vi.spyOn(handle, 'sync').mockImplementation(async () => {
        const place = path.relative(folder, String(file)).replace(/^written[^/]*/, 'written');
        synced.push(`${place || 'around it'}${existsSync(target) ? ', named' : ''}`);
      });
      return handle;
    });
    const result = await writeNewFolder(
      target,
      new Map([
        ['x/y/a', 'text'],
        ['b', 'text'],
      ]),
    );
    watched.mockRestore();
    rmSync(target, { recursive: true });
    expect(result).toEqual({ ok: true });
    const inside = ['written', 'written/b', 'written/x', 'written/x/y', 'written/x/y/a'];
    expect([synced.slice(0, -1).sort(), synced.at(-1)]).toEqual([inside, 'around it, named']);
  });

  test('removes what a killed process left an hour ago', async () => {
    const left = `${target}-before.kynml-${'a'.repeat(32)}.tmp`;
    mkdirSync(left);
    writeFileSync(path.join(left, 'a'), 'text');
    const now = Date.now();
    for (const [age, names] of [
      [59, ['written', path.basename(left)]],
      [61, ['written']],
    ] as const) {
      const clock = vi.spyOn(Date, 'now').mockReturnValue(now + age * 60_000);
      expect(await writeNewFolder(target, new Map([['a', 'text']]))).toEqual({ ok: true });
      clock.mockRestore();
      expect(inFolder().sort()).toEqual(names);
      rmSync(target, { recursive: true });
    }
  });

  test('writes nothing where a file cannot be written', async () => {
    const files = new Map([
      ['a', 'text'],
      ['a/b', 'text'],
    ]);
    expect(await writeNewFolder(target, files)).toMatchObject({ ok: false });
    expect(readdirSync(folder).filter(name => name.startsWith('written'))).toEqual([]);
  });

  test('leaves nothing where the process ends before all is written', async () => {
    const before = process.listeners('exit');
    const left = (): string[] => readdirSync(folder).filter(name => name.startsWith('written'));
    const seen: number[] = [];
    class Ending extends Map<string, string> {
      override *[Symbol.iterator](): MapIterator<[string, string]> {
        yield ['a', 'text'];
        seen.push(left().length);
        for (const listener of process.listeners('exit')) if (!before.includes(listener)) listener(0);
        seen.push(left().length);
      }
    }
    expect(await writeNewFolder(target, new Ending())).toMatchObject({ ok: false });
    expect(seen).toEqual([1, 0]);
    expect(process.listeners('exit')).toEqual(before);
  });

  test('writes all files, and never into a folder that exists', async () => {
    expect(await writeNewFolder(target, new Map([['x/a', 'text']]))).toEqual({ ok: true });
    expect(readFileSync(path.join(target, 'x/a'), 'utf8')).toBe('text');
    const again = await writeNewFolder(target, new Map([['b', '']]));
    expect(again).toEqual({ ok: false, message: 'something with this name exists' });
    expect(readdirSync(folder).filter(name => name.startsWith('written'))).toEqual(['written']);
    expect(readdirSync(target)).toEqual(['x']);
  });
});
