// kyn evidence with a ZIP archive: what is written, and which archives are checked.
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { manifestOf, SPEC } from '../repro/reproduce/world';
import { RUN_FILES } from '../runs/verify/verifyWorld';
import { archiveOf, archiveWithMode, patched } from '../zip/archives';
import { type CliResult, kyn, parseJsonOutput, sha256 } from './cliEnvironment';

type Files = Record<string, MemoryFile>;

const pack = (out: string, args: readonly string[] = [], files: Files = RUN_FILES): Promise<CliResult> =>
  kyn({ data: true, files }, 'evidence', 'run_manifest.json', '-o', out, ...args);
const verify = (files: Files, name: string): Promise<CliResult> =>
  kyn({ data: true, files }, 'evidence', 'verify', name, '--format', 'json');

let texts: Record<string, string> = {};
let archive = new Uint8Array();
beforeAll(async () => {
  archive = (await pack('package.zip', ['--with-data'])).files.get('/w/package.zip') as Uint8Array<ArrayBuffer>;
  texts = Object.fromEntries(Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, strFromU8(bytes)]));
});

describe('an archive', () => {
  test('has the files of the folder', async () => {
    const { files } = await pack('package', ['--with-data']);
    const own = [...files].flatMap(([path, content]) =>
      path.startsWith('/w/package/')
        ? [[path.slice('/w/package/'.length), typeof content === 'string' ? content : strFromU8(content as Uint8Array)]]
        : [],
    );
    expect(texts).toEqual(Object.fromEntries(own));
    expect(Object.keys(texts)).toContain('data/houses.csv');
  });

  test('has the same bytes at another time', async () => {
    const args = ['evidence', 'run_manifest.json', '-o', 'package.zip', '--with-data'];
    const later = await kyn({ data: true, files: RUN_FILES, now: new Date(9e12) }, ...args);
    expect(later.files.get('/w/package.zip')).toEqual(archive);
    expect(later.stdout).toContain('package.zip was written: 12 files. Verdict of kyn verify: confirmed');
  });

  test('is chosen by the name or by --format', async () => {
    expect((await pack('x.ZIP')).files.get('/w/x.ZIP')).toBeInstanceOf(Uint8Array);
    expect((await pack('x', ['--format', 'zip'])).files.get('/w/x')).toBeInstanceOf(Uint8Array);
    expect((await pack('x.zip', ['--format', 'folder'])).files.has('/w/x.zip/SHA256SUMS')).toBe(true);
  });

  test('replaces an older one', async () => {
    const { code, files } = await pack('old.zip', [], { ...RUN_FILES, '/w/old.zip': Uint8Array.of(0xff) });
    expect(code).toBe(0);
    expect((files.get('/w/old.zip') as Uint8Array).length).toBeGreaterThan(1000);
  });

  test('is checked like a folder', async () => {
    const good = await verify({ '/w/package.zip': archive }, 'package.zip');
    expect(good.code).toBe(0);
    expect(states(good)).toEqual({
      checksums: 'confirmed',
      files: 'confirmed',
      config_hash: 'confirmed',
      data_hash: 'confirmed',
      script: 'confirmed',
      signature: 'unknown',
      verdict: 'unknown',
    });
  });

  test('is checked where another program packed it again, with its folders', async () => {
    const again = archiveOf({ ...texts, 'spec/': '' });
    expect(states(await verify({ '/w/a.zip': again }, 'a.zip'))).toMatchObject({
      checksums: 'confirmed',
      files: 'confirmed',
    });
  });
});

const states = (result: CliResult): Record<string, string> =>
  Object.fromEntries(parseJsonOutput(result).checks.map((c: { name: string; state: string }) => [c.name, c.state]));

describe('an archive is contradicted', () => {
  test.each<[string, () => Uint8Array, string, string]>([
    ['a file was changed', () => archiveOf({ ...texts, 'spec/spec.kyn': 'x' }), 'checksums', 'spec/spec.kyn'],
    ['a file was added', () => archiveOf({ ...texts, 'spec/x.kyn': '' }), 'files', 'spec/x.kyn'],
    ['it has a link', withLink, 'files', 'These are links or no files: README.md.'],
  ])('where %s', async (_, make, check, detail) => {
    const result = await verify({ '/w/a.zip': make() }, 'a.zip');
    expect(result.code).toBe(1);
    expect(states(result)[check]).toBe('contradicted');
    expect(result.stdout).toContain(detail);
  });
});

function withLink(): Uint8Array {
  const link = Buffer.from(archiveWithMode('README.md', 0o120777));
  const entry = link.indexOf('PK\u0001\u0002', 0, 'latin1');
  return patched(
    archiveOf(texts),
    {
      record: 'entry',
      index: Object.keys(texts).indexOf('README.md'),
      offset: 4,
      bytes: [...link.subarray(entry + 4, entry + 6)],
    },
    {
      record: 'entry',
      index: Object.keys(texts).indexOf('README.md'),
      offset: 38,
      bytes: [...link.subarray(entry + 38, entry + 42)],
    },
  );
}

describe('an archive is not checked', () => {
  test.each<[string, () => Uint8Array, string]>([
    ['no archive', () => Buffer.from('text'), 'a.zip cannot be checked: it is damaged, or it is not a ZIP archive.'],
    [
      'a package in a folder',
      () => archiveOf({ 'house/x': '', 'house/SHA256SUMS': '' }),
      'a.zip is not a package: it has no file SHA256SUMS. Its folder house has one: unpack the archive, and check that folder.',
    ],
    ['no package', () => archiveOf({ x: '' }), 'a.zip is not a package: it has no file SHA256SUMS.'],
    ['a name that leads out', () => archiveOf({ ...texts, '../x': '' }), 'it has the name ../x, which no package has.'],
    ['an absolute name', () => archiveOf({ ...texts, '/etc/x': '' }), 'it has the name /etc/x, which no package has.'],
    ['a drive', () => archiveOf({ ...texts, 'C:/x': '' }), 'it has the name C:/x, which no package has.'],
    ['a folder that leads out', () => archiveOf({ ...texts, '../': '' }), 'it has the name .., which no package has.'],
    ['a name in other letters', () => archiveOf({ ...texts, 'readme.md': '' }), 'it has the name readme.md twice'],
    ['a file and a folder with a name', () => archiveOf({ ...texts, 'README.md/x': '' }), 'the name README.md twice'],
    ['a name twice', twice, 'it has the name SHA256SUMS twice'],
  ])('%s', async (_, make, message) => {
    const result = await verify({ '/w/a.zip': make() }, 'a.zip');
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
  });
});

function twice(): Uint8Array {
  const made = archiveOf({ ...texts, SHA256SUMs: '' });
  const index = Object.keys(texts).length;
  const bytes = [...Buffer.from('SHA256SUMS')];
  return patched(made, { record: 'entry', index, offset: 46, bytes }, { record: 'local', index, offset: 30, bytes });
}

describe('no archive is written', () => {
  test.each<[string, string[], string]>([
    ['over an input', ['-o', 'run_manifest.json', '--format', 'zip'], 'run_manifest.json is an input of this command'],
    ['over a spec', ['-o', 'spec.kyn', '--format', 'zip'], 'spec.kyn is a spec, so the output does not replace it'],
    ['over the key', ['-o', 'key', '--format', 'zip', '--sign', 'key'], 'key is an input of this command'],
    ['over a folder', ['-o', 'data', '--format', 'zip'], 'data cannot be replaced: it is a folder.'],
    ['to standard output', ['-o', '-', '--format', 'zip'], 'A package cannot be printed. Nothing was written.'],
    ['without a name', ['--format', 'zip'], '`--output-file` is required: the folder or the ZIP archive'],
  ])('%s', async (_, args, message) => {
    const files = { ...RUN_FILES, '/w/key': 'k' };
    const result = await kyn({ data: true, files }, 'evidence', 'run_manifest.json', ...args);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(Object.fromEntries(result.files)).toEqual(files);
  });

  test('where a file has a secret', async () => {
    const spec = `# hf_${'aB3dE5fG7h'.repeat(3)}J9kL\n${SPEC}`;
    const files = { '/w/spec.kyn': spec, '/w/run_manifest.json': JSON.stringify(manifestOf(spec)) };
    const result = await pack('package.zip', [], files);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toContain('There is a secret in spec/spec.kyn, line 1.');
    expect(result.files.has('/w/package.zip')).toBe(false);
  });

  test('where the disk is full', async () => {
    const isFull = (path: string): boolean => path === '/w/package.zip';
    const args = ['evidence', 'run_manifest.json', '-o', 'package.zip'];
    const result = await kyn({ data: true, files: RUN_FILES, isFull }, ...args);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('package.zip could not be written: the disk is full. Nothing was written.');
  });
});

test('the report as JSON names the files, the verdict and what is missing', async () => {
  const result = await pack('package.zip', ['--report', 'json', '--quiet']);
  const report = parseJsonOutput(result);
  expect(report).toMatchObject({ path: 'package.zip', format: 'zip', verdict: 'confirmed' });
  expect(report.files).toContainEqual({ path: 'spec/spec.kyn', sha256: sha256(SPEC) });
  const paths = report.files.map(({ path }: { path: string }) => path);
  expect(paths).toHaveLength(11);
  expect(paths).toEqual([...paths].sort());
  expect(report.missing).toContainEqual({ what: 'The data', reason: expect.stringContaining('--with-data') });
  expect(parseJsonOutput(await pack('package', ['--report', 'json']))).toMatchObject({ format: 'folder' });
});
