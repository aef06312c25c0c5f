// What goes wrong on a real machine: a disk that becomes full, a git that is missing, hangs or refuses the repository.
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notRun } from '../notRun';
import { houseSpec } from '../specFixture';
import { kynProgram, runIn } from './kynProcess';

const { path: kyn } = kynProgram();
let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn faults ')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('when only a part of a file can be written', () => {
  // The limit on the size of files acts like a full disk: the system writes a part and then fails.
  const limited = (...args: string[]) =>
    runIn(folder, '/bin/sh', ['-c', 'ulimit -f 4; exec "$@"', 'sh', process.execPath, kyn(), ...args]);
  const NOTES = '# A note about this run, to make the file long.\n'.repeat(200);
  const expectUnchanged = (
    file: string,
    before: string,
    { status, stderr }: { status: number | null; stderr: string },
  ) => {
    expect([status, read(file)]).toEqual([2, before]);
    expect(stderr).toContain(`${file} could not be written: it would be larger than the system allows.`);
    expect(readdirSync(folder).filter(name => name.includes('.tmp'))).toEqual([]);
  };

  test('fmt --write keeps the spec', () => {
    const before = `${houseSpec.replace('hidden = 64', 'hidden  =  64')}${NOTES}`;
    write('a.kyn', before);
    expectUnchanged('a.kyn', before, limited('fmt', '--write', 'a.kyn'));
  });

  test('lock create keeps the lock', () => {
    write('a.kyn', houseSpec);
    expect(runIn(folder, process.execPath, [kyn(), 'lock', 'create', 'a.kyn']).status).toBe(0);
    const before = JSON.stringify({ ...JSON.parse(read('kynml.lock')), notes: NOTES });
    write('kynml.lock', before);
    write('a.kyn', `${houseSpec}# changed\n`);
    expectUnchanged('kynml.lock', before, limited('lock', 'create', 'a.kyn'));
  });

  test('manifest new keeps the manifest', () => {
    runIn(folder, 'git', ['init', '--quiet']);
    runIn(folder, 'git', [
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@b.c',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'a',
    ]);
    write('params.json', JSON.stringify({ notes: NOTES }));
    write('provenance.json', '{"kind":"synthetic","seed":1}');
    const args = ['manifest', 'new', '--provenance', 'provenance.json', '--out', 'm.json'];
    expect(runIn(folder, process.execPath, [kyn(), ...args]).status).toBe(0);
    expectUnchanged('m.json', read('m.json'), limited(...args, '--force', '--params', 'params.json'));
  });
});

describe('git', () => {
  const withPath = (path: string, ...args: string[]) =>
    runIn(folder, process.execPath, [kyn(), ...args], { ...process.env, PATH: path });

  beforeEach(() => {
    write('a.kyn', houseSpec);
    write('.gitignore', 'old/\n');
    write('old/broken.kyn', 'model:\n');
    runIn(folder, 'git', ['init', '--quiet']);
  });

  test('that is missing costs no time, and is reported', () => {
    const started = performance.now();
    const run = withPath(join(folder, 'none'), 'check');
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(run.stderr).toContain(`git was not found on PATH outside of ${folder}, so commits and changes are unknown.`);
    expect(run.stderr).toContain('git does not report which files of . are ignored, so ignored files are included.');
    expect(run.stdout).toContain('old/broken.kyn');
  });

  test('of the working folder is not started', () => {
    write('git', '#!/bin/sh\ntouch started\n');
    chmodSync(join(folder, 'git'), 0o755);
    withPath(`.:${folder}`, 'check');
    expect(readdirSync(folder)).not.toContain('started');
  });

  test('that refuses the repository of another user is reported with the fix', context => {
    if (process.getuid?.() !== 0) notRun(context, 'only root can create files of other users');
    const check = () =>
      runIn(folder, process.execPath, [kyn(), 'check'], { ...process.env, HOME: join(folder, 'none') });
    expect(check().stdout).not.toContain('old/broken.kyn');
    for (const path of [folder, join(folder, '.git')]) chownSync(path, 1234, 1234);
    const refused = check();
    expect(refused.stderr).toContain(`git refuses to read ${folder}, because it belongs to another user.`);
    expect(refused.stderr).toContain('git config --global --add safe.directory');
    expect(refused.stdout).toContain('old/broken.kyn');
  });
});

describe('a spec that is a link', () => {
  const check = () => runIn(folder, process.execPath, [kyn(), 'check', '--format', 'json']);
  const codes = () =>
    JSON.parse(check().stdout).files.flatMap((f: { diagnostics: { code: string }[] }) =>
      f.diagnostics.map(d => d.code),
    );

  test('inside the folder is compared with its lock', () => {
    write('real/a.kyn', houseSpec);
    symlinkSync('real/a.kyn', join(folder, 'a.kyn'));
    runIn(folder, process.execPath, [kyn(), 'lock', 'create', 'a.kyn']);
    expect([check().status, codes()]).toEqual([0, ['kyn/csv-missing']]);
    write('real/a.kyn', `${houseSpec}# changed\n`);
    expect(codes()).toContain('kyn/lock-drift');
    expect(check().status).toBe(1);
  });

  test('out of the folder is not read', () => {
    write('inside/kynml.lock', '');
    write('outside/a.kyn', houseSpec);
    symlinkSync('../outside', join(folder, 'inside/link'));
    runIn(join(folder, 'outside'), process.execPath, [kyn(), 'lock', 'create', 'a.kyn']);
    const lock = read('outside/kynml.lock').replace('"a.kyn"', '"link/a.kyn"');
    write('inside/kynml.lock', lock);
    const run = runIn(join(folder, 'inside'), process.execPath, [kyn(), 'check', 'kynml.lock']);
    expect(run.stdout).toContain('kyn/lock-outside');
  });
});
