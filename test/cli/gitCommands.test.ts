// kyn merge-driver and kyn textconv on files in memory. gitSetup.process.test.ts runs them by git.

import { join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import type { MemoryHost } from '../../src-shared/host/memoryHost';
import { kyn, lockText, manifestText, programsOn } from './cliEnvironment';

const base = lockText('a.kyn', 'text');
const mergeOf = (ours: string, theirs: string, name = 'kynml.lock') =>
  kyn({ files: { '/w/O': base, '/w/A': ours, '/w/B': theirs } }, 'merge-driver', '--', 'O', 'A', 'B', name);

describe('merge-driver', () => {
  test('the result is written in place of ours', async () => {
    const run = await mergeOf(lockText('a.kyn', 'new'), lockText('b.kyn', 'text'));
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(String(run.files.get('/w/A')))).toEqual(JSON.parse(lockText('b.kyn', 'new')));
    expect(run.files.get('/w/B')).toBe(lockText('b.kyn', 'text'));
  });

  test('a conflict leaves ours untouched and states what to do', async () => {
    const ours = lockText('a.kyn', 'new');
    const run = await mergeOf(ours, lockText('a.kyn', 'newer'), 'specs/kynml.lock');
    expect(run).toMatchObject({
      code: 1,
      stderr:
        'kyn: specs/kynml.lock was not merged, and contains our version. Both versions changed `config_hash`. Merge the spec first, then run `kyn lock create SPEC`.\n',
    });
    expect(run.files.get('/w/A')).toBe(ours);
  });

  test('a file that cannot be read is a failure, not a conflict', async () => {
    expect(await kyn({ files: { '/w/O': base } }, 'merge-driver', 'O', 'A', 'B', 'kynml.lock')).toMatchObject({
      code: 2,
      stderr: 'kyn: A does not exist.\nkyn: B does not exist.\n',
    });
  });

  test.each([
    ['O', Buffer.from(base, 'utf16le'), 'The version before both'],
    ['A', Buffer.from(base, 'utf16le'), 'Our version'],
    ['B', Buffer.concat([Buffer.from(base), Buffer.from([0xff])]), 'Their version'],
  ])('%s in another encoding is named', async (file, bytes, version) => {
    const files = { '/w/O': base, '/w/A': lockText('a.kyn', 'new'), '/w/B': lockText('b.kyn', 'text') };
    const run = await kyn({ files: { ...files, [`/w/${file}`]: bytes } }, 'merge-driver', 'O', 'A', 'B', 'kynml.lock');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`${version} cannot be read: it is not UTF-8 text`);
  });

  // What git does to the file that it is given: it truncates it before it writes.
  const mergeText = (result: { readonly written: string; readonly code?: number }, isFull = () => false) => {
    let host: MemoryHost | undefined;
    const files = { '/w/O': 'a', '/w/A': 'b', '/w/B': 'c' };
    const programs = (of: MemoryHost) => {
      host = of;
      return { ...programsOn(of), find: (name: string) => `/usr/bin/${name}` };
    };
    const run: Host['run'] = async ([, , ...args], { cwd, timeoutMs }) => {
      host?.files.set(join(cwd, args.at(-3) ?? ''), Buffer.from(result.written, 'latin1'));
      if (result.code === undefined) return { ok: false, reason: 'timeout', detail: `ended after ${timeoutMs} ms` };
      return { ok: true, code: result.code, stdout: '', stderr: 'error: Could not write: No space left on device' };
    };
    return kyn({ files, programs, run, isFull }, 'merge-driver', 'O', 'A', 'B', 'notes.txt');
  };

  test('another text is merged in a copy, and written as a whole', async () => {
    const run = await mergeText({ written: 'm\xe9rged', code: 1 });
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(Buffer.from(run.files.get('/w/A') as Uint8Array).toString('latin1')).toBe('m\xe9rged');
    expect([...run.files.keys()].sort()).toEqual(['/w/A', '/w/B', '/w/O']);
  });

  test('where git cannot write the copy, or the disk is full, ours stays as it is', async () => {
    const failed = await mergeText({ written: '', code: 255 });
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('No space left on device') });
    const full = await mergeText({ written: 'merged', code: 0 }, () => true);
    expect(full).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('A could not be written: the disk is full'),
    });
    for (const { files } of [failed, full]) expect(files.get('/w/A')).toBe('b');
  });

  test('a git that does not answer is ended after ten seconds, and ours stays as it is', async () => {
    const { code, stderr, files } = await mergeText({ written: 'mer' });
    expect([code, stderr]).toEqual([
      2,
      'kyn: git merge-file did not end normally: ended after 10000 ms. The files were not merged.\n',
    ]);
    expect([...files]).toEqual([
      ['/w/O', 'a'],
      ['/w/A', 'b'],
      ['/w/B', 'c'],
    ]);
  });

  test('without git, a file of another program is not merged', async () => {
    const files = { '/w/O': 'a', '/w/A': 'b', '/w/B': 'c' };
    const run = await kyn({ files }, 'merge-driver', 'O', 'A', 'B', 'run_manifest.json');
    expect(run).toMatchObject({ code: 2, stderr: 'kyn: git was not found, so the files were not merged.\n' });
  });
});

describe('textconv', () => {
  const printed = async (text: string | Uint8Array, name = 'run_manifest.json') =>
    (await kyn({ files: { [`/w/${name}`]: text } }, 'textconv', name)).stdout;

  test('each value is a line with its path, sorted', async () => {
    const text = manifestText({ seed: 7, note: 'a\nb', list: [{ x: 1 }, []], empty: {} });
    expect(await printed(text)).toBe(`config_hash = "${'a'.repeat(64)}"
data_hash = "${'b'.repeat(64)}"
empty = {}
env.platform = "Linux"
env.python = "3.11.9"
kynml_version = "0.1.0"
list[0].x = 1
list[1] = []
metrics.mae = 0.5
note = "a\\nb"
seed = 7
`);
  });

  test('the layout and the order do not count', async () => {
    const { seed, ...rest } = JSON.parse(manifestText());
    expect(await printed(JSON.stringify({ seed, ...rest }, null, 7))).toBe(await printed(manifestText()));
  });

  test('secrets are hidden, by their form and by the name next to them', async () => {
    const text = await printed(manifestText({ api_key: 'saffron', url: 'https://ann:AbCd1234EfGh@example.org' }));
    expect(text).toContain('api_key = "(hidden)" (hidden value 1)\n');
    expect(text).not.toMatch(/saffron|AbCd1234/);
  });

  test('hidden values are told apart, and a changed one changes the hash in the last line', async () => {
    const lines = async (...keys: readonly string[]) => {
      const text = await printed(manifestText(Object.fromEntries(keys.map((key, i) => [`${'abc'[i]}_api_key`, key]))));
      return text.split('\n').filter(line => /hidden/.test(line));
    };
    const note = expect.stringMatching(/^\(Where only this hash changes, a hidden value changed: [0-9a-f]{4}\)$/);
    const line = (name: string, number: number) => `${name}_api_key = "(hidden)" (hidden value ${number})`;
    expect(await lines('saffron', 'crocus', 'saffron')).toEqual([line('a', 1), line('b', 2), line('c', 1), note]);
    expect(await lines('saffron', 'saffron')).toEqual([line('a', 1), line('b', 1), note]);
    expect(await lines()).toEqual([]);
    expect(await lines('saffron')).toEqual(await lines('saffron'));
    expect(await lines('saffron')).not.toEqual(await lines('crocus'));
  });

  test('the layout and the order do not count where a value is hidden', async () => {
    const [a, b] = [manifestText({ api_key: 'saffron', x: 1 }), manifestText({ x: 1, api_key: 'saffron' })];
    expect(a).not.toBe(b);
    expect(await printed(a)).toBe(await printed(JSON.stringify(JSON.parse(b), null, 7)));
  });

  test('a text with a hidden value has a hash too', async () => {
    const text = (password: string, end = ''): string => `{"url": "https://ann:${password}@example.org"}${end}`;
    for (const end of ['\n', ''])
      expect(await printed(text('AbCd1234EfGh', end))).toMatch(
        /^\{"url": .*hidden.*\}\n\(Where only this hash changes, .*\)\n$/,
      );
    expect(await printed(text('AbCd1234EfGh'))).not.toBe(await printed(text('AbCd1234EfGi')));
  });

  test.each([
    ['a text', 'hello\nworld\n', 'hello\nworld\n'],
    ['a text of Windows, whose line ends are shown,', 'a\r\nb\n', 'a\\u000d\nb\n'],
    ['JSON of another program', '{"b": 1,\n "a": 2}', '{"b": 1,\n "a": 2}'],
    ['a broken artifact', manifestText().slice(0, -5), manifestText().slice(0, -5)],
  ])('%s is printed as it is', async (_, text, expected) => {
    expect(await printed(text)).toBe(expected);
  });

  test('bytes that are not UTF-8 are told apart by their hash', async () => {
    const [a, b] = [await printed(Uint8Array.of(255, 65)), await printed(Uint8Array.of(255, 66))];
    expect(a).toMatch(/^\(not shown, because it is too large or not UTF-8\) sha256 [0-9a-f]{64}\n$/);
    expect(a).not.toBe(b);
  });
});

test.each([
  ['missing', 'git is not installed'],
  ['outside', 'the folder is not in a git work tree'],
  ['timeout', 'git did not answer in time'],
] as const)('git-setup without a work tree of git (%s) is a failure with its cause', async (reason, cause) => {
  const run = await kyn({ git: async () => ({ ok: false, reason }) }, 'git-setup');
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: `kyn: Nothing was changed, because ${cause}.\n` });
  expect([...run.files]).toEqual([]);
});

test('git-setup --print writes nothing', async () => {
  const run = await kyn({}, 'git-setup', '--print');
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('kynml.lock merge=kyn diff=kyn\n*.kyn.lock merge=kyn diff=kyn\n');
  expect(run.stdout).toContain(
    '\tdriver = kyn merge-driver -- %O %A %B %P\n[diff "kyn"]\n\ttextconv = kyn textconv --\n',
  );
  expect([...run.files]).toEqual([]);
  expect(await kyn({}, 'git-setup', '--print', '--remove')).toMatchObject({ code: 2 });
});
