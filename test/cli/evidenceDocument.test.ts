// kyn evidence with a document in place of a package: where it is written, and when it is not.
import { describe, expect, test } from 'vitest';
import { DATA, hashOf, manifestOf, SPEC } from '../repro/reproduce/world';
import { type CliResult, type CliSetup, kyn, parseJsonOutput, sha256 } from './cliEnvironment';

const FILES = {
  '/w/spec.kyn': SPEC,
  '/w/data/houses.csv': DATA,
  '/w/run_manifest.json': JSON.stringify(manifestOf(SPEC)),
};

const evidence = (format: string, args: readonly string[] = [], setup: CliSetup = {}): Promise<CliResult> =>
  kyn({ data: true, files: FILES, ...setup }, 'evidence', 'run_manifest.json', '--format', format, ...args);

describe.each([
  ['in-toto', 'predicateType'],
  ['cyclonedx', 'bomFormat'],
])('%s', (format, key) => {
  test('is printed, or written to a file with the same bytes at any time', async () => {
    const printed = await evidence(format);
    expect(printed.code).toBe(0);
    expect(parseJsonOutput(printed)).toHaveProperty([key]);
    expect(printed.stdout).toContain(sha256(DATA));
    expect(printed.stdout).toContain(hashOf(SPEC));
    expect(printed.stderr).toContain('not known: The model. The run does not record the digests');
    expect(printed.stderr).not.toContain('--with-data');
    expect((await evidence(format, ['-o', '-'])).stdout).toBe(printed.stdout);
    const file = await evidence(format, ['-o', 'out.json'], { now: new Date(9e12) });
    expect(file.files.get('/w/out.json')).toBe(printed.stdout);
    expect(file.stdout).toBe('out.json was written. Verdict of kyn verify: unknown (3 confirmed, 2 unknown).\n');
  });

  test('is reported as JSON', async () => {
    const { stdout, files } = await evidence(format, ['-o', 'out.json', '--report', 'json', '-q']);
    expect(JSON.parse(stdout)).toEqual({
      path: 'out.json',
      format,
      sha256: sha256(String(files.get('/w/out.json'))),
      verdict: 'unknown',
      missing: expect.arrayContaining([{ what: 'The model', reason: expect.any(String) }]),
    });
  });

  test.each<[string, string[], string]>([
    ['with the data', ['--with-data'], '`--with-data` is for a package: `--format folder` or `--format zip`.'],
    ['with a signature', ['--sign', 'spec.kyn'], '`--sign` is for a package'],
    ['over an input', ['-o', 'run_manifest.json'], 'run_manifest.json is an input of this command'],
    ['over a spec', ['-o', 'spec.kyn'], 'spec.kyn is a spec, so the output does not replace it'],
    ['over a folder', ['-o', 'data'], 'data cannot be replaced: it is a folder.'],
    ['with a report in the same place', ['--report', 'json'], '`--report json` needs `--output-file`'],
  ])('is not written %s', async (_, args, message) => {
    const result = await evidence(format, args);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(Object.fromEntries(result.files)).toEqual(FILES);
  });

  test('is not written where a file has a secret', async () => {
    const manifest = JSON.stringify(manifestOf(SPEC, { params: { key: `hf_${'aB3dE5fG7h'.repeat(3)}J9kL` } }));
    const result = await evidence(format, [], { files: { ...FILES, '/w/run_manifest.json': manifest } });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toContain('There is a secret in run/run_manifest.json, line 1.');
  });

  test('is not written where the disk is full', async () => {
    const result = await evidence(format, ['-o', 'out.json'], { isFull: path => path === '/w/out.json' });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('out.json could not be written: the disk is full. Nothing was written.');
  });
});

const definitionOf = (result: CliResult) => parseJsonOutput(result).predicate;

test('an import is a dependency only where its text was kept with the run', async () => {
  const base = 'params:\n    lr = 0.01\n';
  const spec = `import "base.kyn"\n\n${SPEC}`;
  const manifest = JSON.stringify(manifestOf(spec));
  const files = { ...FILES, '/w/spec.kyn': spec, '/w/base.kyn': base, '/w/run_manifest.json': manifest };
  const names = async (more: CliSetup['files']): Promise<string[]> =>
    definitionOf(
      await evidence('in-toto', [], { files: { ...files, ...more } }),
    ).buildDefinition.resolvedDependencies.map(({ name }: { name: string }) => name);
  expect(await names({})).toEqual(['spec.kyn', 'data/houses.csv']);
  const imports = [{ path: 'base.kyn', config_hash: hashOf(base) }];
  expect(await names({ '/w/.kynml/records/1.json': record(spec, manifest, imports) })).toEqual([
    'spec.kyn',
    'base.kyn',
    'data/houses.csv',
  ]);
});

test('a time is stated only where it was recorded', async () => {
  const metadata = async (files: CliSetup['files']) =>
    definitionOf(await evidence('in-toto', [], { files: { ...FILES, ...files } })).runDetails.metadata;
  expect(await metadata({})).toEqual({});
  const kept = record(SPEC, FILES['/w/run_manifest.json'], []);
  expect(await metadata({ '/w/.kynml/records/1.json': kept })).toEqual({
    startedOn: '2026-04-18T15:00:00.000Z',
    finishedOn: '2026-04-18T15:30:00.000Z',
  });
});

const record = (spec: string, manifest: string, imports: readonly unknown[]): string =>
  JSON.stringify({
    command: 'train',
    spec: { path: 'spec.kyn', config_hash: hashOf(spec) },
    imports,
    overrides: {},
    folder: '.',
    started: '2026-04-18T15:00:00Z',
    ended: { time: '2026-04-18T15:30:00Z', manifest: sha256(manifest) },
  });
