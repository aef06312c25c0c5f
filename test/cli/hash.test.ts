// kyn hash.
import { expect, test } from 'vitest';
import { kyn, parseJsonOutput, sha256 } from './cliEnvironment';

test('prints the format of sha256sum, with the given order and paths', async () => {
  const files = { '/w/b.kyn': 'b', '/w/d/a.kyn': 'a' };
  expect(await kyn({ files }, 'hash', './b.kyn', '/w/d/a.kyn', './b.kyn')).toMatchObject({
    code: 0,
    stdout: `${sha256('b')}  ./b.kyn\n${sha256('a')}  /w/d/a.kyn\n${sha256('b')}  ./b.kyn\n`,
    stderr: '',
  });
});

test.each([
  ['\r\n', 'x\r\ny\r\n', 'x\ny\n'],
  ['a lone \\r', 'x\ry\r', 'x\ny\n'],
  ['a byte order mark', '\ufeffx\n', '\ufeffx\n'],
  ['nothing', '', ''],
  ['NUL and U+2028', 'a\0\u2028\n', 'a\0\u2028\n'],
])('%s', async (_, text, hashed) => {
  expect((await kyn({ files: { '/w/a': text } }, 'hash', 'a')).stdout).toBe(`${sha256(hashed)}  a\n`);
});

test('a name with a line end or a backslash is escaped as in sha256sum', async () => {
  expect((await kyn({ files: { '/w/a\nb': 'x' } }, 'hash', 'a\nb')).stdout).toBe(`\\${sha256('x')}  a\\nb\n`);
});

test('standard input', async () => {
  expect(await kyn({ stdin: 'abc' }, 'hash', '-')).toMatchObject({ code: 0, stdout: `${sha256('abc')}  -\n` });
  expect(await kyn({ stdin: new Uint8Array([255]) }, 'hash', '-')).toMatchObject({
    code: 2,
    stderr: 'kyn: standard input cannot be read: it is not UTF-8 text.\n',
  });
});

test('files that cannot be read are reported, and the others are printed', async () => {
  const files = {
    '/w/a': 'a',
    '/w/latin': new Uint8Array([0x61, 0xff]),
    '/w/secret': { unreadable: 'denied' as const },
    '/w/huge': { unreadable: 'too-large' as const },
    '/w/z': 'z',
  };
  const { code, stdout, stderr } = await kyn(
    { files },
    'hash',
    'a',
    'latin',
    'secret',
    'huge',
    'gone',
    'gone\ufffd',
    'no\0',
    'z',
  );
  expect(code).toBe(2);
  expect(stdout).toBe(`${sha256('a')}  a\n${sha256('z')}  z\n`);
  expect(stderr.split('\n')).toEqual([
    'kyn: latin cannot be read: it is not UTF-8 text.',
    'kyn: secret cannot be read: permission denied.',
    'kyn: huge cannot be read: it is larger than 64 MiB.',
    'kyn: gone does not exist.',
    'kyn: gone\ufffd was not found. If other files have names that look the same, name their folder instead.',
    'kyn: no\\u0000 does not exist.',
    '',
  ]);
});

test('json: the closure hash covers the imports, each once, depth first', async () => {
  const root = 'import "lib/b.kyn"\nimport "c.kyn"\n';
  const b = 'import "../c.kyn"\n';
  const files = { '/w/a.kyn': root, '/w/lib/b.kyn': b, '/w/c.kyn': '# c\r\n' };
  const closure = sha256([root, b, '# c\n'].map(t => `${sha256(t)}\n`).join(''));
  const run = await kyn({ files }, 'hash', 'a.kyn', 'c.kyn', '--format', 'json');
  expect(run.code).toBe(0);
  expect(parseJsonOutput(run)).toEqual({
    files: [
      { path: 'a.kyn', configHash: sha256(root), closureHash: closure },
      { path: 'c.kyn', configHash: sha256('# c\n'), closureHash: null },
    ],
  });
  const [first] = parseJsonOutput(await kyn({ files, stdin: root }, 'hash', '--format=json', '-')).files;
  expect(first).toEqual({ path: '-', configHash: sha256(root), closureHash: closure });
});

test('json: a spec with unreadable imports has no closure hash', async () => {
  const files = {
    '/w/a.kyn': 'import "gone.kyn"\n',
    '/w/b.kyn': 'import "b.kyn"\n',
    '/w/c.kyn': 'import "d.kyn"\nimport "gone.kyn"\n',
    '/w/d.kyn': '',
  };
  const { files: hashed } = parseJsonOutput(
    await kyn({ files }, 'hash', 'a.kyn', 'b.kyn', 'c.kyn', '--format', 'json'),
  );
  expect(hashed.map((f: { closureHash: unknown }) => f.closureHash)).toEqual([null, null, null]);
});

test('json: files that cannot be read are omitted', async () => {
  const run = await kyn({}, 'hash', 'gone', '--format', 'json');
  expect(run.code).toBe(2);
  expect(parseJsonOutput(run)).toEqual({ files: [] });
});
