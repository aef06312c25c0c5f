// kyn sweep: what is refused before anything runs, the progress, and the results when not all goes well. Programs are functions here.
import { describe, expect, test } from 'vitest';
import type { Programs, ShownProgram, ShownResult } from '../../server/src/cli/programs';
import type { MemoryFile, MemoryHost } from '../../src-shared/host/memoryHost';
import { readResults, resultsText } from '../../src-shared/repro/training/sweepResults';
import { jsonNumber, jsonObject } from '../../src-shared/text/makeJson';
import { houseSpec } from '../specFixture';
import { kyn, manifestText, programsOn, sha256 } from './cliEnvironment';

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n';
const withSweep = (axes: string): string => houseSpec.replace('dataset', `sweep:\n${axes}\n\ndataset`);
const RATES = withSweep('    lr = [0.1, 0.2, 0.3]');

interface Machine {
  readonly files?: Readonly<Record<string, MemoryFile>>;
  readonly onPath?: string;
  readonly progress?: (text: string) => void;
  readonly script?: (program: ShownProgram, host: MemoryHost) => ShownResult;
}

async function sweep(spec: string, machine: Machine, ...options: readonly string[]) {
  const started: string[] = [];
  const run =
    machine.script ??
    ((program, host) => {
      host.files.set(`${program.cwd}/run_manifest.json`, manifestText());
      return { ok: true, code: 0 };
    });
  const programs = (host: MemoryHost): Programs => ({
    ...programsOn(host),
    find: name => (name === 'kynml' ? machine.onPath : undefined),
    findProcess: () => '',
    session: () => ({
      ...programsOn(host).session(),
      run: async program => {
        started.push([program.program, ...program.args].join(' '));
        return run(program, host);
      },
    }),
  });
  const result = await kyn(
    {
      files: { '/w/house.kyn': spec, '/w/data/houses.csv': CSV, ...machine.files },
      data: true,
      python: '/usr/bin/python3',
      run: async () => ({ ok: true, code: 0, stdout: 'module torch\nmodule numpy\nend of modules\n', stderr: '' }),
      ...(machine.progress && { progress: machine.progress }),
      programs,
    },
    'sweep',
    'house.kyn',
    ...options,
  );
  return { ...result, started };
}

const AXIS = `[${Array.from({ length: 101 }, (_, i) => i + 1).join(', ')}]`;
const REFUSED: readonly [string, string, readonly string[], string][] = [
  ['no sweep', houseSpec, [], 'house.kyn does not have a `sweep` block with values. Use `kyn train`'],
  [
    'an axis that `--param` sets',
    RATES,
    ['--param', 'lr=1'],
    'Every axis of the sweep is set with `--param`. Use `kyn train`',
  ],
  [
    'too many combinations',
    withSweep(`    lr = ${AXIS}\n    n = ${AXIS}`)
      .replace('lr = 0.01', 'lr = 0.01\n    n = 1')
      .replace('seed = 1', 'seed = $n'),
    [],
    'has 10,201 combinations; at most 10,000 are run',
  ],
  ['no jobs', RATES, ['--jobs', '0'], '`--jobs` needs a whole number from 1 to 256, not `0`'],
  ['half a job', RATES, ['--jobs', '1.5'], '`--jobs` needs a whole number'],
];

test.each(REFUSED)('%s is refused', async (_, spec, options, message) => {
  const { code, stderr, started } = await sweep(spec, {}, ...options);
  expect([code, started]).toEqual([2, []]);
  expect(stderr).toContain(message);
});

test('one combination with an error prevents all, and its finding is printed', async () => {
  const { code, stderr, started, files } = await sweep(withSweep('    lr = [0.1, -1]'), {});
  expect([code, started]).toEqual([1, []]);
  expect(stderr).toContain('house.kyn:');
  expect(stderr).toContain('error');
  expect([...files.keys()].filter(path => path.includes('combo-') || path.includes('.kynml'))).toEqual([]);
});

test.each([
  ['/models/m.pt', 'leads out of the folder of a combination'],
  ['../m.pt', 'leads out of the folder of a combination'],
  ['output.txt', 'the file for what the script prints'],
  ['train.py', 'the path of the script'],
])('an export to %s prevents all combinations', async (path, message) => {
  const spec = `${RATES}export:\n    format = torch\n    path = "${path}"\n`;
  const { code, stderr, started } = await sweep(spec, {});
  expect([code, started]).toEqual([1, []]);
  expect(stderr).toContain('error kyn/builtin-path');
  expect(stderr).toContain(message);
});

test('a sweep is one record of the history', async () => {
  const { code, files } = await sweep(RATES, { files: { '/w/run_manifest.json': '{"mine": 1}' } });
  expect(code).toBe(0);
  const records = [...files].filter(([path]) => path.includes('/records/'));
  expect(records).toHaveLength(1);
  // Its runs are found by their file, so what they imported is known.
  const results = [...files].find(([path]) => path.endsWith('/sweep_results.json'));
  expect(JSON.parse(String(records[0]?.[1]))).toMatchObject({
    command: 'sweep',
    kept_manifest: null,
    ended: { exit_code: 0, manifest: sha256(String(results?.[1])) },
  });
});

test('on a terminal the progress is a bar, and only failures are lines', async () => {
  const shown: string[] = [];
  const script = (program: ShownProgram, host: MemoryHost): ShownResult => {
    if (program.cwd.endsWith('1')) return { ok: true, code: 5 };
    host.files.set(`${program.cwd}/run_manifest.json`, manifestText());
    return { ok: true, code: 0 };
  };
  const { messages } = await sweep(RATES, { progress: text => shown.push(text), script });
  expect(shown.filter(text => text !== '')).toEqual([
    `[${'-'.repeat(30)}] 0 of 3 combinations`,
    `[${'#'.repeat(10)}${'-'.repeat(20)}] 1 of 3 combinations`,
    `[${'#'.repeat(20)}${'-'.repeat(10)}] 2 of 3 combinations, 1 failed`,
    `[${'#'.repeat(30)}] 3 of 3 combinations, 1 failed`,
  ]);
  expect(shown.at(-1)).toBe('');
  expect(messages.slice(1)).toEqual(['combo-0001 (lr=0.2) failed: exit code 5 [2 of 3]']);
});

test('a combination with a metric that is not finite is named, also on a terminal and in the result', async () => {
  const shown: string[] = [];
  const script = (program: ShownProgram, host: MemoryHost): ShownResult => {
    const text = manifestText();
    const diverges = program.cwd.endsWith('1');
    host.files.set(`${program.cwd}/run_manifest.json`, diverges ? text.replace('"mae":0.5', '"mae":NaN') : text);
    return { ok: true, code: 0 };
  };
  const { code, messages, stdout } = await sweep(RATES, { progress: text => shown.push(text), script });
  expect(shown.at(-2)).toBe(`[${'#'.repeat(30)}] 3 of 3 combinations, 1 diverged`);
  expect(messages.slice(1).map(line => line.replace(/[\d.]+ m?s/, '1 s'))).toEqual([
    'combo-0001 (lr=0.2) trained in 1 s, but mae is not finite [2 of 3]',
  ]);
  const result = '3 of 3 combinations trained, 1 diverged (combo-0001). Results: sweep_results.json\n';
  expect([code, stdout]).toEqual([0, result]);
});

test('many combinations show that they are compiled', async () => {
  const shown: string[] = [];
  const spec = withSweep(`    lr = ${AXIS}`);
  await sweep(spec, { progress: text => shown.push(text), script: () => ({ ok: false, detail: 'no' }) });
  expect(shown.slice(0, 3)).toEqual(['compiling 50 of 101 combinations', 'compiling 100 of 101 combinations', '']);
});

test('results that cannot be written stop the sweep', async () => {
  const script = (program: ShownProgram, host: MemoryHost): ShownResult => {
    host.files.set(`${program.cwd}/run_manifest.json`, manifestText());
    host.files.set('/w/sweep_results.json', { unreadable: 'denied' });
    return { ok: true, code: 0 };
  };
  const { code, stderr, started } = await sweep(RATES, { script });
  expect([code, started.length]).toEqual([2, 1]);
  expect(stderr).toContain('sweep_results.json could not be written: permission denied.');
  expect(stderr).toContain('2 of 3 combinations were not run. Continue with `--resume`.');
});

describe('data that changes while a sweep runs', () => {
  // Each combination records a hash of one repeated digit.
  const manifests =
    (hashes: readonly string[]) =>
    (program: ShownProgram, host: MemoryHost): ShownResult => {
      const hash = hashes[Number(program.cwd.slice(-1))] ?? '';
      host.files.set(`${program.cwd}/run_manifest.json`, manifestText({ data_hash: hash.repeat(64) }));
      return { ok: true, code: 0 };
    };

  test('stops it, and what was trained with the changed data is not a result', async () => {
    const { code, stderr, stdout, started, files } = await sweep(RATES, { script: manifests(['a', 'b', 'b']) });
    expect([code, started.length]).toEqual([1, 2]);
    expect(readResults(String(files.get('/w/sweep_results.json')))?.map(({ index }) => index)).toEqual([0]);
    expect(stdout).toBe('1 of 3 combinations trained. Results: sweep_results.json\n');
    expect(stderr).toBe(
      'kyn: data/houses.csv changed while the sweep ran. What was trained with the changed data is not comparable and not in the results: combo-0001.\n' +
        'kyn: 2 of 3 combinations have no result. Restore the data and continue with `--resume`, or start a new sweep in another folder with `--out`.\n',
    );
  });

  test('counts for all that run at once, and in the last combination', async () => {
    const script = manifests(['a', 'a', 'b']);
    expect((await sweep(RATES, { script })).code).toBe(1);
    const { code, stderr, files } = await sweep(RATES, { script: manifests(['a', 'b', 'b']) }, '--jobs', '3');
    expect([code, readResults(String(files.get('/w/sweep_results.json')))?.length]).toEqual([1, 1]);
    expect(stderr).toContain('not in the results: combo-0001, combo-0002.');
  });

  test('is noticed when a sweep is continued, because the earlier results state the hash', async () => {
    const script = (program: ShownProgram, host: MemoryHost): ShownResult => {
      if (program.cwd.endsWith('1')) return { ok: true, code: 1 };
      const text = /CONFIG_HASH = "(\w+)"/.exec(String(host.files.get(`${program.cwd}/train.py`)))?.[1];
      const params = { lr: program.cwd.endsWith('0') ? '0.1' : '0.3' };
      const made = { config_hash: text, kynml_version: 'kyn 1.2.3', data_hash: sha256(CSV), params };
      host.files.set(`${program.cwd}/run_manifest.json`, manifestText(made));
      return { ok: true, code: 0 };
    };
    const { files } = await sweep(RATES, { script });
    const { code, stderr, started } = await sweep(
      RATES,
      { files: Object.fromEntries(files), script: manifests(['', 'b', '']) },
      '--resume',
    );
    expect([code, started]).toEqual([1, ['/usr/bin/python3 /w/combo-0001/train.py']]);
    expect(stderr).toContain('not in the results: combo-0001.');
  });
});

test('a combination whose manifest is incomplete failed', async () => {
  const script = (program: ShownProgram, host: MemoryHost): ShownResult => {
    host.files.set(`${program.cwd}/run_manifest.json`, manifestText({ metrics: undefined }));
    return { ok: true, code: 0 };
  };
  const { code, messages, stdout } = await sweep(RATES, { script });
  expect([code, messages[1]]).toEqual([
    1,
    'combo-0000 (lr=0.1) failed: wrote an incomplete run_manifest.json [1 of 3]',
  ]);
  expect(stdout).toContain('0 of 3 combinations trained, 3 failed');
});

test.each([
  ['<<<<<<< ours\n[]\n=======\n[]\n>>>>>>> theirs\n', 'The file contains a merge conflict'],
  [
    '\ufeff[{"combo": {"lr": 0.1}, "exit_code": 1, "manifest": null, "script": "x"}]',
    'The file starts with an invisible byte order mark',
  ],
  [`version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`, '`git lfs pull`'],
])('results that another program made unreadable are named with the fix: %j', async (text, message) => {
  const { code, stderr } = await sweep(RATES, { files: { '/w/sweep_results.json': text } }, '--resume');
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(stderr).not.toContain('damaged');
});

test('a link in the place of the results is not followed', async () => {
  const link = { brokenLink: '/home/me/results.json' };
  const refused = await sweep(RATES, { files: { '/w/sweep_results.json': link } }, '--resume');
  expect([refused.code, refused.started]).toEqual([2, []]);
  expect(refused.stderr).toContain('sweep_results.json is a link, and links are not followed there. Remove it.');
  const script = (program: ShownProgram, host: MemoryHost): ShownResult => {
    host.files.set(`${program.cwd}/run_manifest.json`, manifestText());
    host.files.set('/w/sweep_results.json', link);
    return { ok: true, code: 0 };
  };
  const { code, stderr, started, files } = await sweep(RATES, { script });
  expect([code, started.length, files.get('/w/sweep_results.json')]).toEqual([2, 1, link]);
  expect(stderr).toContain('sweep_results.json could not be written: it is a link');
});

test('an interpreter that cannot be started stops the sweep', async () => {
  const { code, stderr, stdout, started } = await sweep(RATES, {
    script: () => ({ ok: false, detail: 'too many files are open' }),
  });
  expect([code, started.length]).toEqual([2, 1]);
  expect(stdout).toBe('0 of 3 combinations trained. No results were written.\n');
  expect(stderr).toContain('combo-0000 could not be run: too many files are open.');
});

test('the official tool runs the sweep itself, and options that it does not have are refused', async () => {
  const official = await sweep(RATES, { onPath: '/bin/kynml' });
  expect(official.started).toEqual(['/bin/kynml sweep /w/house.kyn']);
  for (const options of [['--jobs', '2'], ['--resume'], ['--param', 'lr=1']]) {
    const { code, stderr, started } = await sweep(RATES, { onPath: '/bin/kynml' }, ...options);
    expect([code, started]).toEqual([2, []]);
    expect(stderr).toContain(`does not have \`${options[0]}\`. Use \`--compiler builtin\`.`);
  }
});

test('the official tool overwrites neither the results of a sweep nor a manifest that cannot be kept', async () => {
  const results = await sweep(RATES, { onPath: '/bin/kynml', files: { '/w/sweep_results.json': '[]' } });
  expect([results.code, results.started]).toEqual([2, []]);
  expect(results.stderr).toContain('The official tool would overwrite sweep_results.json. Nothing was started.');
  const files = { '/w/run_manifest.json': new Uint8Array([0xff]) };
  const manifest = await sweep(RATES, { onPath: '/bin/kynml', files });
  expect([manifest.code, manifest.started]).toEqual([2, []]);
  expect((await sweep(RATES, { files })).code).toBe(0);
});

test('results are read as they were written, and other texts are not results', () => {
  const combo = jsonObject([['lr', jsonNumber('0.10')]]);
  const entries = [
    { index: 12_345, combo, exitCode: 137, manifest: undefined },
    { index: 0, combo, exitCode: 0, manifest: combo },
  ];
  const text = resultsText(entries);
  expect(resultsText(readResults(text) ?? [])).toBe(text);
  expect(readResults(text)?.map(e => e.index)).toEqual([0, 12_345]);
  const one = '{"combo": {}, "exit_code": 0, "manifest": null, "script": "combo-0001/train.py"}';
  expect(readResults(`[${one}]`)).toHaveLength(1);
  for (const broken of [
    `[${one}, ${one}]`,
    `{"results": [${one}]}`,
    `[${one.replace('0001', '00001')}]`,
    `[${one.replace('combo-0001', '../x')}]`,
    `[${one.replace('0,', '0.5,')}]`,
    `[${one.replace('{}', '[]')}]`,
    `[${one.replace('"manifest"', '"exit_code": 0, "manifest"')}]`,
    `[${one.replace('null', '{"data_hash": "a", "data_hash": "b"}')}]`,
    '[1]',
    '',
  ])
    expect([broken, readResults(broken)]).toEqual([broken, undefined]);
});
