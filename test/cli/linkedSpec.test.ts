// Specs that are reached through symbolic links: both paths have one lock, and drift is reported once.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { reportOf } from './checkJson';
import { kynOnDisk, sha256 } from './cliEnvironment';

// A folder with real/spec.kyn and the link spec.kyn to it.
function linkedFolder() {
  const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-link-')));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  mkdirSync(path.join(cwd, 'real'));
  writeFileSync(path.join(cwd, 'real/spec.kyn'), houseSpec);
  symlinkSync('real/spec.kyn', path.join(cwd, 'spec.kyn'));
  return {
    at: (file: string) => path.join(cwd, file),
    kyn: (...argv: string[]) => kynOnDisk(cwd, ...argv),
    drifts: async (...files: string[]) => {
      const { code, files: checked } = reportOf(await kynOnDisk(cwd, 'check', ...files, '--format', 'json'));
      // A path for each finding, so a second one on the same file counts.
      const drifted = checked.flatMap(f => f.diagnostics.filter(d => d.code === 'kyn/lock-drift').map(() => f.path));
      return { code, drifted };
    },
  };
}

describe('the lock of a linked spec', () => {
  test('is compared by either path, and drift is reported once', async () => {
    const { kyn, at, drifts } = linkedFolder();
    await kyn('lock', 'create', 'spec.kyn');
    appendFileSync(at('real/spec.kyn'), '# changed\n');
    const { code, stdout } = await kyn('lock', 'check', 'spec.kyn', 'real/spec.kyn', '--format', 'json');
    const states = JSON.parse(stdout).results.map((r: { state: string; lock: string }) => `${r.state} ${r.lock}`);
    expect([code, ...states]).toEqual([1, 'drifted kynml.lock', 'drifted kynml.lock']);
    expect(await drifts('real')).toEqual({ code: 1, drifted: ['real/spec.kyn'] });
    expect(await drifts('.')).toEqual({ code: 1, drifted: ['real/spec.kyn'] });
    expect(await drifts('spec.kyn', 'real/spec.kyn', 'kynml.lock')).toEqual({ code: 1, drifted: ['spec.kyn'] });
  });

  test('is compared with the others, and drift from one of these is reported once too', async () => {
    const { kyn, at, drifts } = linkedFolder();
    await kyn('lock', 'create', 'spec.kyn', '--lock', 'real/spec.kyn.lock');
    appendFileSync(at('real/spec.kyn'), '# changed\n');
    await kyn('lock', 'create', 'spec.kyn', '--lock', 'kynml.lock');
    expect(await drifts('spec.kyn')).toEqual({ code: 1, drifted: ['spec.kyn'] });
    // The other lock of the one path is that of the other path.
    expect(await drifts('spec.kyn', 'real/spec.kyn')).toEqual({ code: 1, drifted: ['real/spec.kyn'] });
    expect(await drifts('spec.kyn', 'real/spec.kyn.lock')).toEqual({
      code: 1,
      drifted: ['real/spec.kyn.lock'],
    });
  });

  test('is compared with the others, and drift of a lock that both paths have is reported once', async () => {
    const { kyn, at, drifts } = linkedFolder();
    symlinkSync('spec.kyn', at('real/link.kyn'));
    await kyn('lock', 'create', 'real/spec.kyn');
    appendFileSync(at('real/spec.kyn'), '# changed\n');
    await kyn('lock', 'create', 'real/spec.kyn', '--lock', 'real/kynml.lock');
    expect(await drifts('real/link.kyn')).toEqual({ code: 1, drifted: ['real/link.kyn'] });
    expect(await drifts('real/spec.kyn', 'real/link.kyn')).toEqual({ code: 1, drifted: ['real/spec.kyn'] });
  });

  test('is updated by either path, and a second lock is not written', async () => {
    const { kyn, at } = linkedFolder();
    await kyn('lock', 'create', 'spec.kyn');
    appendFileSync(at('real/spec.kyn'), '# changed\n');
    await kyn('lock', 'create', 'real/spec.kyn');
    const lock = JSON.parse(readFileSync(at('kynml.lock'), 'utf8'));
    expect(lock).toMatchObject({ config_hash: sha256(`${houseSpec}# changed\n`), source_path: 'spec.kyn' });
    expect(existsSync(at('real/spec.kyn.lock'))).toBe(false);
    expect((await kyn('lock', 'check', 'spec.kyn', 'real/spec.kyn')).code).toBe(0);
  });

  test('is found above the working folder', async () => {
    const { kyn, at } = linkedFolder();
    await kyn('lock', 'create', 'spec.kyn');
    const below = await kynOnDisk(at('real'), 'lock', 'check', 'spec.kyn');
    expect(below).toMatchObject({ code: 0, stdout: expect.stringContaining('locked') });
  });
});

describe('`..` after a linked folder', () => {
  const OTHER = 'model  Other:\n    input 1\n';
  // The link `linked` leads to deep/folder, so `linked/..` is deep and not the working folder.
  function upwardFolder() {
    const folder = linkedFolder();
    mkdirSync(folder.at('deep/folder'), { recursive: true });
    symlinkSync('deep/folder', folder.at('linked'));
    writeFileSync(folder.at('deep/x.kyn'), OTHER);
    writeFileSync(folder.at('x.kyn'), `${OTHER}# here\n`);
    return folder;
  }

  test('leaves the folder that the link leads to', async () => {
    const { kyn, at } = upwardFolder();
    expect((await kyn('hash', 'linked/../x.kyn')).stdout).toBe(`${sha256(OTHER)}  linked/../x.kyn\n`);
    expect((await kyn('hash', `${at('.')}/linked/../x.kyn`)).stdout).toContain(sha256(OTHER));
    expect((await kyn('hash', 'linked/../../x.kyn')).stdout).toContain(sha256(`${OTHER}# here\n`));
    expect(await kyn('fmt', '--write', 'linked/../x.kyn')).toMatchObject({
      code: 0,
      stdout: 'linked/../x.kyn: formatted.\n',
    });
    expect(readFileSync(at('deep/x.kyn'), 'utf8')).toContain('model Other');
    expect(readFileSync(at('x.kyn'), 'utf8')).toBe(`${OTHER}# here\n`);
    await kyn('lock', 'create', 'linked/../x.kyn', '--lock', 'linked/../my.lock');
    expect(JSON.parse(readFileSync(at('deep/my.lock'), 'utf8'))).toMatchObject({ source_path: 'x.kyn' });
  });

  test('finds nothing where the link, or the folder, leads to nothing', async () => {
    const { kyn, at } = upwardFolder();
    symlinkSync('gone', at('broken'));
    for (const given of ['broken/../x.kyn', 'none/../x.kyn', 'x.kyn/../x.kyn'])
      expect(await kyn('hash', given)).toMatchObject({ code: 2, stderr: `kyn: ${given} does not exist.\n` });
  });

  test('keeps the links of other paths', async () => {
    const { kyn, at } = upwardFolder();
    mkdirSync(at('deep/folder/below'));
    writeFileSync(at('deep/folder/y.kyn'), OTHER);
    await kyn('lock', 'create', 'linked/below/../y.kyn');
    expect(JSON.parse(readFileSync(at('kynml.lock'), 'utf8'))).toMatchObject({ source_path: 'linked/y.kyn' });
  });
});

test.each(['lib.kyn', 'link/lib.kyn'])(
  'an import of %s that leads out names the link and where it leads',
  async name => {
    const { at, kyn } = linkedFolder();
    const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-outside-')));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    writeFileSync(path.join(outside, 'lib.kyn'), 'model M:\n    input 4\n');
    symlinkSync(path.join(outside, 'lib.kyn'), at('lib.kyn'));
    symlinkSync(outside, at('link'));
    writeFileSync(at('a.kyn'), `import "${name}"\n`);
    expect((await kyn('check', 'a.kyn')).stdout).toContain(
      `${name} leads through a link to ${path.join(outside, 'lib.kyn')}, which is outside of the working folder and of the repository, so it was not read.`,
    );
  },
);
