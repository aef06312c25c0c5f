// kyn check: files, findings and exit codes. checkArtifacts.test.ts tests artifacts, checkFormats.test.ts the output formats.
import { describe, expect, test } from 'vitest';
import { pointerText } from '../pointerText';
import { houseBlocks, houseSpec } from '../specFixture';
import { check, codesOf, pathsOf } from './checkJson';
import { type CliSetup, kyn, lockText, manifestText } from './cliEnvironment';

const drifted = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', 'older') };

test('a folder is searched for specs and artifacts; other files are skipped', async () => {
  const files = {
    '/w/z.kyn': houseSpec,
    '/w/runs/1/run_manifest.json': manifestText(),
    '/w/runs/2/any.json': manifestText(),
    '/w/kynml.lock': lockText('z.kyn', houseSpec),
    '/w/package.json': '{"name": "x"}',
    '/w/latin.json': new Uint8Array([255]),
    '/w/secret.json': { unreadable: 'denied' as const },
    '/w/notes.txt': 'x',
    '/w/node_modules/m/a.kyn': 'x',
    '/w/.git/a.kyn': 'x',
  };
  const { code, files: checked, summary } = await check({ files });
  expect(code).toBe(0);
  expect(checked.map(f => [f.path, f.kind])).toEqual([
    ['kynml.lock', 'kynml-lock'],
    ['runs/1/run_manifest.json', 'kynml-run-manifest'],
    ['runs/2/any.json', 'kynml-run-manifest'],
    ['z.kyn', 'kyn-spec'],
  ]);
  expect(summary).toEqual({ files: 4, errors: 0, warnings: 0 });
});

test('paths are shown as given, otherwise relative to the working folder, and no file is checked twice', async () => {
  const files = { '/w/s/a.kyn': houseSpec, '/w/s/b.kyn': houseSpec, '/x/c.kyn': houseSpec };
  const { files: checked } = await check({ files }, './s', '/w/s/b.kyn', 's/../s/b.kyn', '/x');
  expect(pathsOf(checked)).toEqual(['s/a.kyn', 's/../s/b.kyn', '../x/c.kyn']);
});

test('files that git ignores are left out, and nested repositories have their own ignore rules', async () => {
  const files = Object.fromEntries(
    [
      'a.kyn',
      'out/b.kyn',
      'mixed/c.kyn',
      'mixed/d.kyn',
      'sub/e.kyn',
      'sub/f.kyn',
      'mod.v1/h.kyn',
      'node_modules/g.kyn',
    ].map(f => [`/w/${f}`, houseSpec]),
  );
  const answers: Record<string, string> = {
    '/w': [
      'mixed/c.kyn',
      'sub/',
      'node_modules/g.kyn',
      `100644 ${'0'.repeat(40)} 0\ta.kyn`,
      `160000 ${'0'.repeat(40)} 0\tmod.v1`,
      `100644 ${'0'.repeat(40)} 0\tgone.kyn\0`,
    ].join('\0'),
    '/w/sub': 'e.kyn\0',
    '/w/mod.v1': 'h.kyn\0',
  };
  const calls: unknown[] = [];
  const git: CliSetup['git'] = async (folder, args) => {
    calls.push(args);
    return new TextEncoder().encode(answers[folder]);
  };
  const { files: checked } = await check({ files, git });
  expect(pathsOf(checked)).toEqual(['a.kyn', 'mixed/c.kyn', 'mod.v1/h.kyn', 'sub/e.kyn']);
  expect(calls[0]).toEqual(['ls-files', '--cached', '--others', '--exclude-standard', '--stage', '-z']);
});

test('a file that git ignores is checked when it is named', async () => {
  const git: CliSetup['git'] = async () => new Uint8Array();
  expect(pathsOf((await check({ files: { '/w/a.kyn': houseSpec }, git }, 'a.kyn')).files)).toEqual(['a.kyn']);
});

// Answers like git where everything is ignored.
const ignoringAll: CliSetup['git'] = async (_folder, args, input = '') =>
  new TextEncoder().encode(args[0] === 'check-ignore' ? `${input}\0` : '');

test.each(['text', 'json', 'sarif', 'github'])('where git ignores every file, %s states how many', async format => {
  const files = { '/w/.git/HEAD': '', '/w/a.kyn': 'foo\n', '/w/b/c.json': '{}', '/w/b/1.jpg': '' };
  const { code, stdout, stderr } = await kyn({ files, git: ignoringAll }, 'check', '--format', format);
  expect([code, stderr]).toEqual([
    0,
    'kyn: git ignores every spec and possible artifact in . (2 files). Name the files to include them.\n',
  ]);
  expect(stdout).not.toContain('a.kyn');
});

test('a folder without specs and artifacts has no message about git', async () => {
  const files = { '/w/.git/HEAD': '', '/w/1.jpg': '' };
  expect(await kyn({ files, git: ignoringAll }, 'check')).toMatchObject({ code: 0, stderr: '' });
});

const NOT_OF_GIT =
  'kyn: warning: git could not read /w: it printed something else than git prints. What depends on it is unknown. Run `git status` there to see more.\n';

test.each([
  ['nothing', ''],
  ['bytes', '\u00ff\u00fe\0'],
  ['a message', 'warning: something is wrong\n', NOT_OF_GIT],
  ['files that do not exist', `gone.kyn\x00100644 ${'0'.repeat(40)} 0\tdeleted.kyn\0`],
])('where git prints %s, all files are checked, and a message states why', async (_, output, warning = '') => {
  const files = { '/w/.git/HEAD': '', '/w/a.kyn': houseSpec, '/w/notes.txt': '' };
  const git: CliSetup['git'] = async () => new TextEncoder().encode(output);
  const { code, stderr, files: checked } = await check({ files, git });
  expect([code, pathsOf(checked)]).toEqual([0, ['a.kyn']]);
  expect(stderr).toBe(
    `${warning}kyn: git does not report which files of . are ignored, so ignored files are included.\n`,
  );
});

test('a named file that cannot be used is an error, and the others are checked', async () => {
  const files = {
    '/w/a.kyn': houseSpec,
    '/w/notes.txt': 'x',
    '/w/secret.kyn': { unreadable: 'denied' as const },
    '/w/x.json': '{}',
  };
  const {
    code,
    stderr,
    files: checked,
  } = await check({ files }, 'notes.txt', 'gone.kyn', 'secret.kyn', 'x.json', 'a.kyn');
  expect(code).toBe(2);
  expect(pathsOf(checked)).toEqual(['a.kyn']);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'kyn: notes.txt is neither a spec nor a known artifact. Use `--kind` to set its kind.',
    'kyn: gone.kyn does not exist.',
    'kyn: secret.kyn cannot be read: permission denied.',
    'kyn: x.json is neither a spec nor a known artifact. Use `--kind` to set its kind.',
  ]);
});

test('--kind sets the kind of named files, not of found ones', async () => {
  const files = { '/w/notes.txt': 'x', '/w/x.json': '{}', '/w/d/a.kyn': houseSpec };
  expect((await check({ files }, 'notes.txt', '--kind', 'kyn-spec')).files[0]).toMatchObject({ kind: 'kyn-spec' });
  const { files: checked } = await check({ files }, 'x.json', 'd', '--kind', 'kynml-run-manifest');
  expect(checked.map(f => f.kind)).toEqual(['kynml-run-manifest', 'kyn-spec']);
  expect(codesOf(checked)).toContain('kyn/missing-field');
});

test('the kind of standard input is detected by its content or set with --kind', async () => {
  expect((await check({ stdin: manifestText() }, '-')).files[0]).toMatchObject({
    path: '-',
    kind: 'kynml-run-manifest',
  });
  expect((await check({ stdin: houseSpec }, '-', '--kind', 'kyn-spec')).files[0]).toMatchObject({
    path: '-',
    diagnostics: [],
  });
  expect((await check({ stdin: houseSpec }, '-')).stderr).toMatch('standard input is neither a spec nor');
});

test('imports are read from disk, and missing ones are reported at the import', async () => {
  const [head, ...rest] = houseBlocks.split('\n\n');
  const files = {
    '/w/s/a.kyn': `import "../lib.kyn"\nimport "gone.kyn"\n\n${rest.join('\n\n')}`,
    '/w/lib.kyn': `${head}\n`,
  };
  const { files: checked } = await check({ files }, 's/a.kyn');
  expect(checked[0]?.diagnostics).toMatchObject([{ severity: 'error', range: { start: { line: 1 } } }]);
});

describe('an import that leads out of the working folder', () => {
  const files = {
    '/w/s/a.kyn': `import "../lib.kyn"\n${houseSpec}`,
    '/w/lib.kyn': 'model Confidential:\n    input 3\n    dense 1\n',
  };
  const messages = async (setup: CliSetup, ...args: string[]) =>
    (await check(setup, ...args)).files.flatMap(f => f.diagnostics.map(d => `${d.severity}: ${d.message}`));

  test('is not read, and is a warning', async () => {
    expect(await messages({ files, cwd: '/w/s' }, 'a.kyn')).toEqual([
      'warning: ../lib.kyn is outside of the working folder and of the repository, so it was not read. Run kyn in a folder that contains both files.',
    ]);
  });

  test('is read inside the repository', async () => {
    expect(await messages({ files: { ...files, '/w/.git/HEAD': '' }, cwd: '/w/s' }, 'a.kyn')).toEqual([]);
    expect(await messages({ files }, 's/a.kyn')).toEqual([]);
  });
});

describe('drift is one error', () => {
  const places = (files: Awaited<ReturnType<typeof check>>['files']) =>
    files.map(f => [f.path, f.diagnostics.map(d => [d.code, d.severity])]);
  const ERROR = ['kyn/lock-drift', 'error'];

  test('of the spec, if both are checked', async () => {
    const { code, files, summary } = await check({ files: drifted });
    expect([code, summary.errors, summary.warnings]).toEqual([1, 1, 0]);
    expect(places(files)).toEqual([
      ['a.kyn', [ERROR]],
      ['kynml.lock', []],
    ]);
  });

  test('of the lock, if only the lock is checked', async () => {
    const { code, files, summary } = await check({ files: drifted }, 'kynml.lock');
    expect([code, summary.errors]).toEqual([1, 1]);
    expect(places(files)).toEqual([['kynml.lock', [ERROR]]]);
  });

  test('for each spec with a lock of its own', async () => {
    const two = { ...drifted, '/w/s/a.kyn': houseSpec, '/w/s/a.kyn.lock': lockText('s/a.kyn', 'older') };
    const { summary } = await check({ files: two });
    expect(summary.errors).toBe(2);
  });

  test('for each lock of a spec with two, which names the lock', async () => {
    const two = { ...drifted, '/w/a.kyn.lock': lockText('a.kyn', 'older') };
    const { files, summary } = await check({ files: two });
    const messages = files.flatMap(f => f.diagnostics.map(d => `${f.path}: ${d.message.split(' (')[0]}`));
    expect(messages).toEqual([
      'a.kyn: Spec changed since it was locked in kynml.lock',
      'a.kyn.lock: Spec changed since it was locked in a.kyn.lock',
    ]);
    expect(summary.errors).toBe(2);
  });

  test.each(['text', 'sarif', 'github'])('in the format %s', async format => {
    const { stdout } = await kyn({ files: drifted }, 'check', '--format', format);
    expect(stdout.match(/Spec changed since it was locked/g)).toHaveLength(1);
    expect(stdout).toContain(
      { text: 'a.kyn:1:1: error', sarif: '"level": "error"', github: '::error file=a.kyn' }[format],
    );
    if (format === 'text') expect(stdout).toContain('1 error.');
  });
});

test('a lock whose drift is unknown fails the check, once', async () => {
  const counts = async (files: Parameters<typeof kyn>[0]['files'], ...paths: string[]) => {
    const { code, files: checked, summary } = await check({ files: files ?? {} }, ...paths);
    return [code, summary.errors, ...codesOf(checked)];
  };
  const unreadable = { '/w/a.kyn': new Uint8Array([255]), '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  expect(await counts(unreadable, 'kynml.lock')).toEqual([1, 1, 'kyn/spec-unreadable']);
  expect(await counts(unreadable)).toEqual([1, 1, 'kyn/not-utf8', 'kyn/spec-unreadable']);
  const pointer = { '/w/a.kyn': pointerText(), '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  expect(await counts(pointer, 'kynml.lock')).toEqual([1, 1, 'kyn/spec-unreadable']);
  expect((await counts(pointer)).slice(0, 2)).toEqual([1, 1]);
  const outside = { '/x/a.kyn': houseSpec, '/w/kynml.lock': lockText('../x/a.kyn', houseSpec) };
  expect(await counts(outside)).toEqual([1, 1, 'kyn/lock-outside']);
});

test('a lock of a missing spec', async () => {
  expect(codesOf((await check({ files: { '/w/kynml.lock': lockText('gone.kyn', houseSpec) } })).files)).toEqual([
    'kyn/lock-orphan',
  ]);
});

test.each([
  ['not UTF-8', new Uint8Array([0xff]), 'it is not UTF-8 text'],
  ['denied', { unreadable: 'denied' } as const, 'permission denied'],
])('a lock of a spec that is %s', async (_, spec, reason) => {
  const files = { '/w/a.kyn': spec, '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  const run = await check({ files }, 'kynml.lock');
  expect(run.files[0]?.diagnostics).toMatchObject([
    { code: 'kyn/spec-unreadable', message: `a.kyn cannot be read: ${reason}, so drift is unknown.` },
  ]);
});

test.each([
  ['0', 1],
  ['1', 1],
  ['2', 0],
])('two warnings with --max-warnings %s exit with %i', async (most, code) => {
  const orphans = {
    '/w/a.kyn.lock': lockText('gone.kyn', houseSpec),
    '/w/b.kyn.lock': lockText('gone.kyn', houseSpec),
  };
  const run = async (format: string) => {
    const result = await kyn({ files: orphans }, 'check', '--max-warnings', most, '--format', format);
    expect(result.code).toBe(code);
    return result.stdout;
  };
  const message = `More warnings than \`--max-warnings ${most}\` allows.`;
  const only = <T>(value: T): T[] => (code === 1 ? [value] : []);
  const text = (await run('text')).split('\n').slice(-4, -1);
  expect(text.filter(line => line.startsWith('error'))).toEqual(only(`error: ${message}`));
  expect(text.at(-1)).toBe(`2 files checked: ${code === 1 ? '1 error, ' : ''}2 warnings.`);
  const json = JSON.parse(await run('json'));
  expect([json.problems ?? [], json.summary.errors]).toEqual([only(message), code]);
  const [{ toolExecutionNotifications }] = JSON.parse(await run('sarif')).runs[0].invocations;
  expect(toolExecutionNotifications).toEqual(only({ level: 'error', message: { text: message } }));
  expect((await run('github')).split('\n').filter(line => line.startsWith('::error'))).toEqual(
    only(`::error title=kyn check::${message}`),
  );
});

test('an error exits with 1', async () => {
  expect((await check({ files: { '/w/a.kyn': 'train:\n' } })).code).toBe(1);
});

test.each([
  ['nothing', '', 'kyn/missing-block'],
  ['not UTF-8', new Uint8Array([0x61, 0xff]), 'kyn/not-utf8'],
  ['NUL and other bytes', Uint8Array.from({ length: 5000 }, (_, i) => i % 128), 'kyn/missing-block'],
  ['a byte order mark', `\ufeff${houseSpec}`, 'kyn/byte-order-mark'],
  ['a line of 100,000 characters', `train:\n    x = "${'a'.repeat(100_000)}\n`, 'kyn/unclosed-string'],
  ['odd names', 'params:\n    __proto__ = 1\n    constructor = 2\n', 'kyn/missing-block'],
])('a spec with %s has its finding', async (_, content, code) => {
  const { files, stderr } = await check({ files: { '/w/a.kyn': content } }, 'a.kyn');
  expect(codesOf(files)).toContain(code);
  expect(stderr).toBe('');
  for (const format of ['text', 'sarif', 'github'])
    expect((await kyn({ files: { '/w/a.kyn': content } }, 'check', '--format', format)).stderr).toBe('');
});

test('a spec that is not UTF-8 has no configHash', async () => {
  const [file] = (await check({ files: { '/w/a.kyn': new Uint8Array([255]) } })).files;
  expect(file).not.toHaveProperty('configHash');
});

test('positions after a byte order mark are those of an editor', async () => {
  const position = async (bom: string) => {
    const [file] = (await check({ files: { '/w/a.kyn': `${bom}trian:\n    x = 1\n` } })).files;
    return file?.diagnostics.find(d => d.code === 'kyn/unknown-block')?.range;
  };
  expect(await position('\ufeff')).toEqual(await position(''));
  expect(await position('')).toMatchObject({ start: { line: 0, character: 0 } });
});

test('CR-only line ends are line ends', async () => {
  const { files } = await check({
    files: { '/w/a.kyn': houseSpec.replace('epochs = 3', 'epochs = x').replaceAll('\n', '\r') },
  });
  expect(files[0]?.diagnostics).toMatchObject([
    { code: 'kyn/wrong-type', range: { start: { line: 16, character: 13 }, end: { line: 16, character: 14 } } },
  ]);
});

test('progress is shown for many files and removed at the end', async () => {
  const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`/w/${i}.kyn`, houseSpec]));
  const shown: string[] = [];
  await kyn({ files: many(210), progress: text => shown.push(text) }, 'check');
  expect(shown).toEqual(['0', '50', '100', '150', '200'].map(n => `checking ${n} of 210 files`).concat(''));
  shown.length = 0;
  await kyn({ files: many(20), progress: text => shown.push(text) }, 'check');
  expect(shown).toEqual([]);
});
