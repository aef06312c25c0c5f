// kyn evidence: what is in a package, what is named as missing, and when nothing is written.
import { describe, expect, test } from 'vitest';
import { brokenRules } from '../evidence/crateRules';
import { pointerText } from '../pointerText';
import { DATA, hashOf, manifestOf, SPEC } from '../repro/reproduce/world';
import { RUN_FILES } from '../runs/verify/verifyWorld';
import { type CliResult, type CliSetup, kyn, sha256 } from './cliEnvironment';

const pack = (files: CliSetup['files'], ...args: string[]) =>
  kyn({ data: true, files: files ?? {} }, 'evidence', 'run_manifest.json', '-o', 'package', ...args);
const namesOf = ({ files }: CliResult): string[] =>
  [...files.keys()].flatMap(path => (path.startsWith('/w/package/') ? path.slice('/w/package/'.length) : [])).sort();
const textOf = ({ files }: CliResult, name: string): string => {
  const file = files.get(`/w/package/${name}`);
  return typeof file === 'string' ? file : new TextDecoder().decode(file as Uint8Array);
};

test('a package is not searched: its run is not listed twice, and its spec does not make a run current', async () => {
  const { files } = await pack(RUN_FILES);
  const changed = new Map([...files, ['/w/spec.kyn', `${SPEC}\n# later\n`]]);
  const run = async (...words: string[]) =>
    JSON.parse((await kyn({ data: true, files: Object.fromEntries(changed) }, ...words, '--format', 'json')).stdout);
  expect(await run('runs')).toMatchObject({ runs: [{ path: 'run_manifest.json', state: 'unknown' }] });
  expect(await run('verify', '.')).toMatchObject({ runs: [{ path: 'run_manifest.json' }] });
  const named = await run('runs', 'package');
  expect(named.runs).toMatchObject([{ path: 'package/run/run_manifest.json' }]);
  expect((await run('lock', 'check', '.')).results).toHaveLength(1);
});

describe('a package', () => {
  test('of a run without a recorded time has the day in the name of its folder', async () => {
    const dated = { ...RUN_FILES, '/w/2026-04-18_140533/run_manifest.json': RUN_FILES['/w/run_manifest.json'] };
    const file = '2026-04-18_140533/run_manifest.json';
    const made = await kyn({ data: true, files: dated }, 'evidence', file, '-o', 'package');
    expect(JSON.parse(textOf(made, 'evidence.json')).time).toBe('2026-04-18');
    expect(textOf(made, 'README.md')).toContain('\nTime of the run: 2026-04-18. The date in the name of its folder.');
    expect(textOf(await pack(RUN_FILES), 'README.md')).toContain('When the files of the run were last written.');
  });

  test('has the files of the run, and the checksums of all others', async () => {
    const result = await pack(RUN_FILES);
    expect(result.code).toBe(0);
    expect(namesOf(result)).toEqual([
      'README.md',
      'SHA256SUMS',
      'data.json',
      'environment.json',
      'evidence.json',
      'lock/kynml.lock',
      'ro-crate-metadata.json',
      'run/run_manifest.json',
      'script/train_spec.py',
      'spec/spec.kyn',
      'verdict.json',
    ]);
    expect(textOf(result, 'spec/spec.kyn')).toBe(SPEC);
    expect(textOf(result, 'run/run_manifest.json')).toBe(RUN_FILES['/w/run_manifest.json']);
    const sums = namesOf(result).filter(name => name !== 'SHA256SUMS');
    expect(textOf(result, 'SHA256SUMS')).toBe(sums.map(name => `${sha256(textOf(result, name))}  ${name}\n`).join(''));
  });

  test('has the same bytes at another time', async () => {
    const [first, second] = [
      await pack(RUN_FILES),
      await kyn(
        { data: true, files: RUN_FILES, now: new Date(9e12) },
        'evidence',
        'run_manifest.json',
        '-o',
        'package',
      ),
    ];
    for (const name of namesOf(first)) expect(textOf(second, name)).toBe(textOf(first, name));
  });

  test('has the data only with --with-data, and otherwise says so', async () => {
    const without = await pack(RUN_FILES);
    expect(textOf(without, 'README.md')).toContain('- The data: It was not requested (`--with-data`).');
    expect(JSON.parse(textOf(without, 'data.json'))).toEqual({
      recorded: sha256(DATA),
      file: { path: 'data/houses.csv', size: DATA.length, sha256: sha256(DATA) },
    });
    expect(textOf(await pack(RUN_FILES, '--with-data'), 'data/houses.csv')).toBe(DATA);
  });

  const { '/w/data/houses.csv': _, ...withoutData } = RUN_FILES;
  test.each([
    ['a pointer of Git LFS', { '/w/data/houses.csv': pointerText(sha256(DATA)) }, 'Run `git lfs pull` to fetch it.'],
    ['a file of DVC', { '/w/data/houses.csv.dvc': 'outs:\n- path: houses.csv\n' }, 'Run `dvc pull`.'],
    ['other line ends', { '/w/data/houses.csv': DATA.replaceAll('\n', '\r\n') }, 'only in its line ends'],
    ['a similar name', { '/w/data/Houses.csv': DATA }, 'Did you mean data/Houses.csv, which differs only in case?'],
  ])('says why it does not have the data: %s', async (_, files, reason) => {
    const result = await pack({ ...withoutData, ...files }, '--with-data');
    const [line] = textOf(result, 'README.md')
      .split('\n')
      .filter(text => text.startsWith('- The data: '));
    expect(line).toContain(reason);
    expect(result.stderr).toContain(reason);
    expect(namesOf(result).filter(name => name.startsWith('data/'))).toEqual([]);
  });

  test.each<[string, CliSetup['files'], string, ...string[]]>([
    ['a manifest', RUN_FILES, 'run_manifest.json'],
    ['a manifest with its data', RUN_FILES, 'run_manifest.json', '--with-data'],
    ['a manifest alone', { '/w/run_manifest.json': RUN_FILES['/w/run_manifest.json'] }, 'run_manifest.json'],
    [
      'a failed combination',
      { ...RUN_FILES, '/w/sweep_results.json': JSON.stringify([{ combo: { lr: 1 }, exit_code: 1, error: 'x' }]) },
      'sweep_results.json#0',
    ],
  ])('of %s keeps the rules of RO-Crate', async (_, files = {}, run, ...args) => {
    const result = await kyn({ data: true, files }, 'evidence', run, '-o', 'package', ...args);
    expect(result.code).toBe(0);
    expect(brokenRules(new Map(namesOf(result).map(name => [name, textOf(result, name)])))).toEqual([]);
  });

  test('of a contradicted run is written, with the verdict first', async () => {
    const result = await pack({ ...RUN_FILES, '/w/data/houses.csv': 'area,price\n9,9\n' }, '--with-data');
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('Verdict of kyn verify: contradicted (1 contradicted, 4 confirmed)');
    expect(textOf(result, 'README.md').split('\n')[2]).toMatch(/^\*\*Verdict of `kyn verify`: contradicted\*\*/);
    expect(JSON.parse(textOf(result, 'verdict.json')).runs[0].steps).toContainEqual(
      expect.objectContaining({ name: 'data_hash', state: 'contradicted' }),
    );
    expect(textOf(result, 'README.md')).toContain('- The data: data/houses.csv does not have the recorded hash');
    expect(namesOf(result)).not.toContain('data/houses.csv');
  });

  test('keeps the folders between a spec and its imports', async () => {
    const base = 'params:\n    lr = 0.01\n';
    const spec = `import "../common/base.kyn"\n\n${SPEC}`;
    const manifest = JSON.stringify(manifestOf(spec));
    const result = await pack({
      '/w/specs/spec.kyn': spec,
      '/w/common/base.kyn': base,
      '/w/run_manifest.json': manifest,
    });
    expect(textOf(result, 'spec/specs/spec.kyn')).toBe(spec);
    expect(textOf(result, 'spec/common/base.kyn')).toBe(base);
    expect(textOf(result, 'README.md')).toContain('- The certain text of the imports: ');
  });

  test.each(['The spec', 'The lock', 'The script', 'The state of the code'])(
    'names what is missing: %s',
    async what => {
      const result = await pack({ '/w/run_manifest.json': RUN_FILES['/w/run_manifest.json'] });
      expect(result.code).toBe(0);
      expect(textOf(result, 'README.md')).toContain(`\n- ${what}: `);
      expect(result.stderr).toContain(`not in the package: ${what}. `);
    },
  );
});

describe('nothing is written', () => {
  const nothing = async (files: CliSetup['files'], code: number, message: string, ...args: string[]): Promise<void> => {
    const result = await kyn({ data: true, files: files ?? {} }, 'evidence', ...args);
    expect(result.stderr).toContain(message);
    expect(result.code).toBe(code);
    expect(namesOf(result).filter(name => name !== 'old')).toEqual([]);
  };
  const key = `hf_${'aB3dE5fG7h'.repeat(3)}J9kL`;

  test('where a file has a secret, whose line is named', async () => {
    const spec = `# a\n# ${key}\n${SPEC}`;
    const files = { ...RUN_FILES, '/w/spec.kyn': spec, '/w/run_manifest.json': JSON.stringify(manifestOf(spec)) };
    await nothing(files, 1, 'There is a secret in spec/spec.kyn, line 2. ', 'run_manifest.json', '-o', 'package');
  });

  test('where the data has one', async () => {
    const data = `area,price\n1,2\n${key},2\n`;
    const manifest = JSON.stringify(manifestOf(SPEC, { data_hash: sha256(data) }));
    const files = { ...RUN_FILES, '/w/data/houses.csv': data, '/w/run_manifest.json': manifest };
    await nothing(files, 1, 'data/houses.csv, line 3. ', 'run_manifest.json', '-o', 'package', '--with-data');
  });

  test.each([
    [{ ...RUN_FILES, '/w/package/old': '' }, ['run_manifest.json', '-o', 'package'], 'package exists.'],
    [RUN_FILES, ['run_manifest.json'], '`--output-file` is required: the folder or the ZIP archive'],
    [RUN_FILES, ['spec.kyn', '-o', 'package'], 'spec.kyn is not a run.'],
    [RUN_FILES, ['kynml.lock', '-o', 'package'], 'kynml.lock is not a run of a spec.'],
    [RUN_FILES, ['missing.json', '-o', 'package'], 'missing.json does not exist.'],
    [RUN_FILES, ['-', '-o', 'package'], 'so name it in place of standard input'],
  ])('for wrong usage %#', async (files, args, message) => {
    await nothing(files, 2, message, ...args);
  });
});

test('an entry of a sweep is packaged with its file and its number', async () => {
  const sweep = JSON.stringify([0, 1].map(lr => ({ combo: { lr }, exit_code: 0, manifest: manifestOf(SPEC) })));
  const files = { '/w/spec.kyn': SPEC, '/w/sweep_results.json': sweep };
  const result = await kyn({ data: true, files }, 'evidence', 'sweep_results.json#1', '-o', 'package');
  expect(JSON.parse(textOf(result, 'evidence.json'))).toMatchObject({ entry: 1, configHash: hashOf(SPEC) });
  expect(textOf(result, 'run/sweep_results.json')).toBe(sweep);
});
