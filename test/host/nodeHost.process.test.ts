// The host on disk: reading and its failures, atomic writes, git that runs no program of the repository.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { machineHost as nodeHost } from '../nodeHost';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'node host ')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => join(folder, ...names);
const text = (path: string): string => readFileSync(path, 'utf8');
const reasonOf = (path: string, limit?: number) => {
  const read = nodeHost.readBytes(path, limit);
  return read.ok ? `${read.bytes.length} bytes` : read.reason;
};

describe('reading', () => {
  test('gives the bytes as they are', () => {
    writeFileSync(at('a'), Uint8Array.from([0xef, 0xbb, 0xbf, 13, 10, 0, 255]));
    const read = nodeHost.readBytes(at('a'));
    expect(read.ok && [...read.bytes]).toEqual([0xef, 0xbb, 0xbf, 13, 10, 0, 255]);
  });

  test('states why they cannot be read', () => {
    writeFileSync(at('a'), '12345');
    mkdirSync(at('folder'));
    symlinkSync('nowhere', at('dangling'));
    symlinkSync('circle', at('circle'));
    symlinkSync('a', at('link'));
    expect(reasonOf(at('link'))).toBe('5 bytes');
    expect(reasonOf(at('a'), 5)).toBe('5 bytes');
    expect(reasonOf(at('a'), 4)).toBe('too-large');
    expect(reasonOf(at('none'))).toBe('missing');
    expect(reasonOf(at('a', 'below'))).toBe('missing');
    expect(reasonOf(at('dangling'))).toBe('broken-link');
    expect(reasonOf(at('folder'))).toBe('folder');
    expect(reasonOf(at('circle'))).toBe('link-cycle');
    expect(reasonOf(at('x'.repeat(300)))).toBe('name-too-long');
    expect(reasonOf(at('nul\u0000'))).toBe('unreadable');
  });

  test('gives the beginning of a file however large it is', () => {
    writeFileSync(at('a'), '12345');
    truncateSync(at('a'), 200 * 1024 * 1024);
    const head = (path: string, length: number) => {
      const read = nodeHost.readHead(path, length);
      return read.ok ? Buffer.from(read.bytes).toString() : read.reason;
    };
    expect(head(at('a'), 3)).toBe('123');
    writeFileSync(at('b'), '12345');
    expect(head(at('b'), 9)).toBe('12345');
    expect(head(at('b'), 0)).toBe('');
    expect(head(at('none'), 9)).toBe('missing');
    expect(head(at('b', 'below'), 9)).toBe('missing');
    expect(head(folder, 9)).toBe('folder');
    expect(head('/dev/zero', 9)).toBe('special');
  });

  test('reads a part of a file, up to its end', () => {
    writeFileSync(at('part'), '12345');
    const part = (path: string, from: number, length: number) => {
      const read = nodeHost.readPart(path, from, length);
      return read.ok ? Buffer.from(read.bytes).toString() : read.reason;
    };
    expect([part(at('part'), 1, 2), part(at('part'), 3, 9), part(at('part'), 5, 9), part(at('part'), 9, 9)]).toEqual([
      '23',
      '45',
      '',
      '',
    ]);
    expect([part(at('none'), 0, 1), part(folder, 0, 1), part('/dev/zero', 0, 1)]).toEqual([
      'missing',
      'folder',
      'special',
    ]);
  });

  test('does not wait for a pipe or read a device without end', () => {
    expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
    expect(reasonOf(at('pipe'))).toBe('special');
    expect(reasonOf('/dev/zero')).toBe('special');
  });

  test('lists files, folders and what is neither', () => {
    writeFileSync(at('ä b'), '');
    mkdirSync(at('folder'));
    symlinkSync('folder', at('link'));
    const entries = [...nodeHost.list(folder)].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(entries).toEqual([
      { name: 'folder', kind: 'folder' },
      { name: 'link', kind: 'other' },
      { name: 'ä b', kind: 'file' },
    ]);
    expect(nodeHost.list(at('none'))).toEqual([]);
    expect(nodeHost.list(at('ä b'))).toEqual([]);
    expect(nodeHost.readFolder(at('none'))).toEqual({ ok: false, reason: 'missing' });
    expect(nodeHost.readFolder(at('folder'))).toEqual({ ok: true, entries: [] });
  });

  test('knows size and time', () => {
    writeFileSync(at('a'), 'abc');
    const { mtimeMs, ctimeMs, ino } = statSync(at('a'));
    const expected = { kind: 'file', size: 3, modified: mtimeMs, changed: ctimeMs, inode: ino };
    expect(nodeHost.stat(at('a'))).toEqual(expected);
    expect(nodeHost.stat(folder)?.kind).toBe('folder');
    expect(nodeHost.stat('/dev/null')?.kind).toBe('other');
    expect(nodeHost.stat(at('none'))).toBeUndefined();
  });

  test('knows where a link leads', () => {
    writeFileSync(at('a'), '');
    symlinkSync(at('a'), at('b'));
    expect(nodeHost.realPath(at('b'))).toBe(nodeHost.realPath(at('a')));
    expect(nodeHost.realPath(at('none'))).toBeUndefined();
    symlinkSync('loop', at('loop'));
    expect([nodeHost.stat(at('loop')), nodeHost.linkTarget(at('loop'))]).toEqual([undefined, 'loop']);
    symlinkSync('../.git/annex/objects/a/b/c.csv', at('annexed'));
    expect(nodeHost.readHead(at('annexed'), 1)).toEqual({ ok: false, reason: 'not-in-annex' });
    expect([nodeHost.linkTarget(at('a')), nodeHost.linkTarget(at('none'))]).toEqual([undefined, undefined]);
  });
});

describe('writing', () => {
  test('makes a file and its folders', async () => {
    expect(await nodeHost.writeAtomic(at('new folder', 'deeper', 'a.lock'), 'é\n')).toEqual({ ok: true });
    expect(text(at('new folder', 'deeper', 'a.lock'))).toBe('é\n');
    expect(readdirSync(at('new folder', 'deeper'))).toEqual(['a.lock']);
  });

  test('replaces a file and keeps its mode', async () => {
    for (const mode of [0o600, 0o664, 0o755]) {
      writeFileSync(at('a.lock'), 'a long text that was there before');
      chmodSync(at('a.lock'), mode);
      expect(await nodeHost.writeAtomic(at('a.lock'), 'new')).toEqual({ ok: true });
      expect(text(at('a.lock'))).toBe('new');
      expect(statSync(at('a.lock')).mode & 0o777).toBe(mode);
    }
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  test('follows a link, and a link to a link', async () => {
    mkdirSync(at('other'));
    writeFileSync(at('other', 'real.lock'), 'old');
    chmodSync(at('other', 'real.lock'), 0o640);
    symlinkSync('other/real.lock', at('link'));
    symlinkSync('link', at('link2'));
    expect(await nodeHost.writeAtomic(at('link2'), 'new')).toEqual({ ok: true });
    expect(text(at('other', 'real.lock'))).toBe('new');
    expect([readlinkSync(at('link')), readlinkSync(at('link2'))]).toEqual(['other/real.lock', 'link']);
    expect(statSync(at('other', 'real.lock')).mode & 0o777).toBe(0o640);
    expect(readdirSync(at('other'))).toEqual(['real.lock']);
    expect(readdirSync(folder).sort()).toEqual(['link', 'link2', 'other']);
  });

  test('follows a link that leads to nothing yet', async () => {
    symlinkSync('../below/real.lock', at('link'));
    symlinkSync('deeper/../real.lock', at('link2'));
    rmSync(at('link'));
    symlinkSync('below/real.lock', at('link'));
    expect(await nodeHost.writeAtomic(at('link'), 'new')).toEqual({ ok: true });
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(text(at('below', 'real.lock'))).toBe('new');
  });

  test('in a cycle of links is reported', async () => {
    symlinkSync('circle', at('circle'));
    const written = await nodeHost.writeAtomic(at('circle'), 'new');
    expect(written).toEqual({ ok: false, message: 'it is a link that leads back to itself' });
    expect(readdirSync(folder)).toEqual(['circle']);
  });

  test('over a folder is reported and leaves nothing behind', async () => {
    mkdirSync(at('kynml.lock'));
    writeFileSync(at('kynml.lock', 'inside'), 'kept');
    expect(await nodeHost.writeAtomic(at('kynml.lock'), 'new')).toEqual({
      ok: false,
      message: 'it is a folder',
    });
    expect(text(at('kynml.lock', 'inside'))).toBe('kept');
    expect(readdirSync(folder)).toEqual(['kynml.lock']);
  });

  test('below a file is reported and loses nothing', async () => {
    writeFileSync(at('file'), 'kept');
    for (const path of [at('file', 'a.lock'), at('file', 'deeper', 'a.lock')])
      expect(await nodeHost.writeAtomic(path, 'new')).toEqual({
        ok: false,
        message: 'a parent folder is a file',
      });
    expect(text(at('file'))).toBe('kept');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('an impossible file name is reported', async () => {
    const written = await nodeHost.writeAtomic(at('x'.repeat(300)), 'new');
    expect(written).toEqual({ ok: false, message: 'its name is too long' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('many at once leave one of them whole', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(10_000));
    const written = await Promise.all(texts.map(t => nodeHost.writeAtomic(at('a.lock'), t)));
    expect(written.every(w => w.ok)).toBe(true);
    expect(texts).toContain(text(at('a.lock')));
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  // Root may write everywhere, so the writing is done by an unprivileged process.
  test('without permission is reported and loses nothing', () => {
    const script = at('write.cjs');
    buildSync({
      stdin: {
        contents: `import { machineHost as nodeHost } from './test/nodeHost';
          const write = async path => process.stdout.write(JSON.stringify(await nodeHost.writeAtomic(path, 'new')) + '\\n');
          (async () => { for (const path of process.argv.slice(2)) await write(path); })();`,
        resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
      },
      bundle: true,
      platform: 'node',
      outfile: script,
      logLevel: 'error',
    });
    mkdirSync(at('closed'));
    writeFileSync(at('closed', 'a.lock'), 'kept');
    mkdirSync(at('open'));
    writeFileSync(at('open', 'read only.lock'), 'kept');
    chmodSync(at('open', 'read only.lock'), 0o444);
    chmodSync(at('closed'), 0o555);
    chmodSync(at('open'), 0o777);
    chmodSync(folder, 0o755);
    const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const paths = [
      at('closed', 'a.lock'),
      at('closed', 'new', 'b.lock'),
      at('open', 'read only.lock'),
      at('open', 'c.lock'),
    ];
    const run = spawnSync(process.execPath, [script, ...paths], { encoding: 'utf8', ...unprivileged });
    expect(run.stderr).toBe('');
    const denied = '{"ok":false,"message":"permission denied"}';
    expect(run.stdout.trim().split('\n')).toEqual([denied, denied, denied, '{"ok":true}']);
    expect([text(at('closed', 'a.lock')), text(at('open', 'read only.lock'))]).toEqual(['kept', 'kept']);
    expect([readdirSync(at('closed')), readdirSync(at('open')).sort()]).toEqual([
      ['a.lock'],
      ['c.lock', 'read only.lock'],
    ]);
    chmodSync(at('closed'), 0o755);
  });
});

describe('git', () => {
  const git = (...args: string[]) => {
    const run = spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
  };
  const ask = async (...args: string[]) => {
    const result = await nodeHost.git(folder, args);
    return result.ok ? new TextDecoder().decode(result.stdout) : result.reason;
  };

  test('answers with what it prints, and takes input', async () => {
    git('init', '--quiet', '-b', 'main');
    expect(await ask('rev-parse', '--show-toplevel')).toBe(`${folder}\n`);
    const result = await nodeHost.git(folder, ['hash-object', '--stdin'], { input: 'x' });
    expect(result.ok && new TextDecoder().decode(result.stdout)).toMatch(/^[0-9a-f]{40}\n$/);
  });

  test('reports why it does not answer', async () => {
    expect(await ask('rev-parse', '--show-toplevel')).toBe('outside');
    expect(await nodeHost.git(at('none'), ['status'])).toEqual({ ok: false, reason: 'outside' });
    git('init', '--quiet', '-b', 'main');
    expect(await ask('no-such-command')).toBe('failed');
  });

  test('is not turned to another repository by what was set for another git', async () => {
    git('init', '--quiet', '-b', 'main');
    process.env.GIT_DIR = '/nowhere';
    try {
      expect(await ask('rev-parse', '--show-toplevel')).toBe(`${folder}\n`);
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  test('does not run programs that the repository configures', async () => {
    git('init', '--quiet', '-b', 'main');
    writeFileSync(at('a.kyn'), 'x\n');
    // Git passes some of these to a shell, so the path of the trap must not contain a blank.
    const outside = mkdtempSync(join(tmpdir(), 'trap-'));
    const trap = join(outside, 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch "${at('sprung')}"\ncat "$1" 2>/dev/null\n`);
    chmodSync(trap, 0o755);
    writeFileSync(at('.gitattributes'), '*.kyn diff=trap filter=trap\n');
    git('add', 'a.kyn');
    git('commit', '--quiet', '-m', 'a');
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'pager.log',
      'diff.external',
      'diff.trap.textconv',
      'diff.trap.command',
    ])
      git('config', key, trap);
    spawnSync('git', ['status'], { cwd: folder });
    expect(readdirSync(folder), 'the trap works').toContain('sprung');
    rmSync(at('sprung'));
    mkdirSync(at('hooks'));
    writeFileSync(at('hooks', 'post-index-change'), readFileSync(trap));
    chmodSync(at('hooks', 'post-index-change'), 0o755);
    git('config', 'core.hooksPath', at('hooks'));
    await ask('log', '--all', '-z', '--raw', '--', '*.kyn');
    await ask('rev-parse', 'HEAD');
    await ask('cat-file', 'blob', 'HEAD:a.kyn');
    await ask('ls-files', '-z', '--others', '--exclude-standard');
    expect(await ask('status', '--porcelain')).toContain('?? .gitattributes');
    expect(readdirSync(folder)).not.toContain('sprung');
    rmSync(outside, { recursive: true });
  });
});
