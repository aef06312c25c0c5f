// git in a real repository after kyn git-setup: merges, diffs, and no trace after --remove.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRepository, type Repository } from '../repro/git/gitRepository';
import { lockText, manifestText } from './cliEnvironment';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
let repository: Repository;
let bin: string;

beforeEach(() => {
  repository = createRepository();
  bin = realpathSync(mkdtempSync(join(tmpdir(), 'kyn bin ')));
  writeFileSync(join(bin, 'kyn'), `#!/bin/sh\nexec "${process.execPath}" "${program.path()}" "$@"\n`);
  chmodSync(join(bin, 'kyn'), 0o755);
});
afterEach(() => {
  repository.remove();
  rmSync(bin, { recursive: true });
});

const inRepository = (name: string, ...args: string[]) =>
  runIn(repository.folder, name, args, {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'Ann',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  });
const kyn = (...args: string[]) => inRepository('kyn', ...args);
const read = (path: string): string => readFileSync(join(repository.folder, path), 'utf8');
const CONFIG = '.git/config';
const ATTRIBUTES = '.gitattributes';

// Commits a base and two branches with the given files; `main` is checked out.
function branches(base: Files, ours: Files, theirs: Files): void {
  const commit = (files: Files) => {
    for (const [path, text] of Object.entries(files)) repository.put(path, text);
    repository.commit();
  };
  commit(base);
  repository.git('checkout', '--quiet', '-b', 'other');
  commit(theirs);
  repository.git('checkout', '--quiet', 'main');
  commit(ours);
}
type Files = Readonly<Record<string, string>>;

describe('git merge', () => {
  const odd = "it's; a $(folder) ü/-x.kyn.lock";

  test('changes of different fields are merged in many files at once, and foreign files as text', () => {
    expect(kyn('git-setup')).toMatchObject({ status: 0, stderr: '' });
    const paths = Array.from({ length: 8 }, (_, i) => `runs/${i}/kynml.lock`);
    const version = (spec: string, text: string): Files =>
      Object.fromEntries([...paths, odd].map(path => [path, lockText(spec, text)]));
    const foreign = (a: string, b: string): Files => ({
      'x/run_manifest.json': `{\n"a": ${a},\n"x": 0,\n"y": 0,\n"b": ${b}\n}\n`,
    });
    branches(
      { ...version('a.kyn', 'base'), ...foreign('1', '1') },
      { ...version('b.kyn', 'base'), ...foreign('2', '1') },
      { ...version('a.kyn', 'new'), ...foreign('1', '2') },
    );
    const merge = inRepository('git', 'merge', '--quiet', '--no-edit', 'other');
    expect(merge).toMatchObject({ status: 0, stderr: '' });
    for (const path of [...paths, odd]) expect(JSON.parse(read(path))).toEqual(JSON.parse(lockText('b.kyn', 'new')));
    expect(read('x/run_manifest.json')).toBe(foreign('2', '2')['x/run_manifest.json']);
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('a field that both changed is a conflict: the lock is whole, and git knows all three versions', () => {
    kyn('git-setup');
    branches(
      { 'kynml.lock': lockText('a.kyn', 'base'), 'run_manifest.json': 'x\n' },
      { 'kynml.lock': lockText('a.kyn', 'ours'), 'run_manifest.json': 'y\n' },
      { 'kynml.lock': lockText('a.kyn', 'theirs'), 'run_manifest.json': 'z\n' },
    );
    const merge = inRepository('git', 'merge', 'other');
    expect(merge.status).toBe(1);
    expect(merge.stderr).toContain('kyn: kynml.lock was not merged, and contains our version.');
    expect(read('kynml.lock')).toBe(lockText('a.kyn', 'ours'));
    expect(read('run_manifest.json')).toMatch(/^<{7} ours\ny\n={7}\nz\n>{7} theirs\n$/);
    const stages = repository.git('ls-files', '--unmerged', 'kynml.lock').split('\n');
    expect(stages.map(line => line.split(/\s/)[2])).toEqual(['1', '2', '3']);
  });
});

test('git diff shows the values that changed, and hides secrets', () => {
  kyn('git-setup');
  repository.put('run_manifest.json', manifestText({ api_key: 'saffron' }));
  repository.commit();
  repository.put(
    'run_manifest.json',
    JSON.stringify(JSON.parse(manifestText({ api_key: 'cinnamon', seed: 7 })), null, 2),
  );
  const changed = (): string[] => {
    const { stdout } = inRepository('git', 'diff', '--no-color');
    expect(stdout).not.toMatch(/saffron|cinnamon/);
    return stdout.split('\n').filter(line => /^[+-](?![+-])/.test(line));
  };
  const hash = (sign: string) => expect.stringMatching(new RegExp(`^\\${sign}\\(Where only this hash changes, .*\\)$`));
  expect(changed()).toEqual(['-seed = 42', hash('-'), '+seed = 7', hash('+')]);
  repository.put('run_manifest.json', manifestText({ api_key: 'cinnamon' }));
  expect(changed()).toEqual([hash('-'), hash('+')]);
  repository.put('run_manifest.json', JSON.stringify(JSON.parse(manifestText({ api_key: 'saffron' })), null, 2));
  expect(changed()).toEqual([]);
});

describe('git-setup', () => {
  test.each([
    ['without .gitattributes', undefined],
    ['with lines of the user', '# mine\nkynml.lock -text\n*.png binary'],
    ['with an empty file', ''],
  ])('%s: a second call changes nothing, and --remove restores every byte', (_, attributes) => {
    if (attributes !== undefined) repository.put(ATTRIBUTES, attributes);
    repository.put(CONFIG, `${read(CONFIG)}# mine\n[alias]\n\tst = status\n`);
    const config = read(CONFIG);
    expect(kyn('git-setup')).toMatchObject({
      status: 0,
      stdout:
        '.gitattributes: the lines were added. Commit it, so that they apply to everyone.\n.git/config: the settings were added. Each clone needs this once.\n',
    });
    const after = [read(ATTRIBUTES), read(CONFIG)];
    expect(kyn('git-setup')).toMatchObject({ status: 0, stdout: 'git already uses kyn here. Nothing was changed.\n' });
    expect([read(ATTRIBUTES), read(CONFIG)]).toEqual(after);
    expect(kyn('git-setup', '--remove')).toMatchObject({
      status: 0,
      stdout: '.gitattributes: the lines were removed.\n.git/config: the settings were removed.\n',
    });
    expect(existsSync(join(repository.folder, ATTRIBUTES)) ? read(ATTRIBUTES) : undefined).toBe(attributes);
    expect(read(CONFIG)).toBe(config);
    expect(kyn('git-setup', '--remove').stdout).toBe('git does not use kyn here. Nothing was changed.\n');
  });

  test('lines of the user take precedence', () => {
    repository.put(ATTRIBUTES, 'kynml.lock merge=binary\n');
    kyn('git-setup');
    expect(repository.git('check-attr', 'merge', '--', 'kynml.lock', 'x/.determinism/lock.json')).toBe(
      'kynml.lock: merge: binary\nx/.determinism/lock.json: merge: kyn',
    );
  });

  test('a setting with another value is reported, and nothing is changed', () => {
    repository.git('config', 'merge.kyn.driver', 'mine %O');
    const config = read(CONFIG);
    const run = kyn('git-setup');
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^kyn: merge\.kyn\.driver already has another value/);
    expect(run.stderr).toContain('`git config --local --unset-all merge.kyn.driver`');
    expect([existsSync(join(repository.folder, ATTRIBUTES)), read(CONFIG)]).toEqual([false, config]);
    expect(kyn('git-setup', '--remove').stderr).toMatch(/^kyn: merge\.kyn\.driver was kept/);
    expect(read(CONFIG)).toBe(config);
  });

  test('from a folder of the repository, the repository is set up; a missing `kyn` is reported', () => {
    repository.commit();
    mkdirSync(join(repository.folder, 'sub'));
    const run = runIn(join(repository.folder, 'sub'), process.execPath, [program.path(), 'git-setup']);
    expect(run.stdout).toMatch(/^\.\.\/\.gitattributes: /);
    expect(run.stderr).toMatch(
      /^kyn: warning: there is no program `kyn` on the PATH.*`git diff` and `git log -p` fail/,
    );
    expect(repository.git('config', 'diff.kyn.textconv')).toBe('kyn textconv --');
  });
});
