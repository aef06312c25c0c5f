// kyn sweep as a process that was killed, and its continuation.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { runIn } from './kynProcess';
import {
  argv,
  COMBOS,
  CSV,
  FAIL,
  killed,
  python,
  results,
  resultsFile,
  SPEC,
  scripts,
  start,
  sweep,
  top,
  until,
  useSweepFolder,
  work,
} from './sweepProcess';

useSweepFolder();

describe('a sweep that was killed', () => {
  test('leaves no process, keeps what ended, and is continued without running anything twice', async () => {
    const held = { 'combo-0004': { wait: true, child: true, deaf: true }, 'combo-0005': { wait: true } } as const;
    python.behave({ ...FAIL, ...held });
    const { child, ended } = start('--jobs', '2');
    await until(() => expect([python.pids('combo-0004').length, python.pids('combo-0005').length]).toEqual([2, 1]));
    await until(() => expect(scripts(results())).toEqual(COMBOS.slice(0, 4)));
    const before = readFileSync(resultsFile(), 'utf8');
    process.kill(-Number(child.pid), 'SIGKILL');
    expect(await ended).toBe('SIGKILL');
    await killed(['combo-0004', 'combo-0005']);
    expect(readFileSync(resultsFile(), 'utf8')).toBe(before);
    writeFileSync(join(work, 'out/combo-0004/half-written'), '');

    expect(sweep().status).toBe(2);
    python.behave({});
    const first = python.started();
    const { status, stdout } = sweep('--resume', '--jobs', '4');
    expect([status, stdout]).toEqual([0, '12 of 12 combinations trained. Results: out/sweep_results.json\n']);
    const again = python.started().slice(first.length);
    expect([...again].sort()).toEqual(COMBOS.filter((_, i) => i === 2 || i > 3));
    expect(scripts(results())).toEqual(COMBOS);
    expect(existsSync(join(work, 'out/combo-0004/half-written'))).toBe(false);
    expect(results().slice(0, 2)).toEqual(JSON.parse(before).slice(0, 2));
  });

  test('just after a combination has ended does not run it again', async () => {
    python.behave({ 'combo-0001': { linger: true } });
    const { child, ended } = start();
    const manifest = join(work, 'out/combo-0001/run_manifest.json');
    await until(() => expect(existsSync(manifest)).toBe(true));
    child.kill('SIGKILL');
    await ended;
    await killed(['combo-0001']);
    expect(scripts(results())).toEqual(['combo-0000']);
    python.behave({});
    const { status, stderr } = sweep('--resume');
    expect(stderr).toContain('kyn: ended before the results were written, so not run again: combo-0001\n');
    expect([status, scripts(results())]).toEqual([0, COMBOS]);
    expect(results()[1]?.manifest).toEqual(JSON.parse(readFileSync(manifest, 'utf8')));
    expect([...python.started()].sort()).toEqual(COMBOS);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends its runs, and what they were is run again', async signal => {
    python.behave({ 'combo-0001': { wait: true, child: true } });
    const { child, ended } = start();
    await until(() => expect(python.pids('combo-0001')).toHaveLength(2));
    child.kill(signal);
    expect(await ended).toBe(signal === 'SIGINT' ? 130 : 143);
    await killed(['combo-0001']);
    expect(scripts(results())).toEqual(['combo-0000']);
    python.behave({});
    expect(sweep('--resume').status).toBe(0);
    expect(python.started().filter(name => name === 'combo-0001')).toHaveLength(2);
    expect(python.started()).toHaveLength(13);
  });

  test('just before the script of a combination was written is continued', async () => {
    python.behave({ 'combo-0001': { wait: true } });
    const { child, ended } = start();
    await until(() => expect(python.pids('combo-0001')).toHaveLength(1));
    const claim = readFileSync(join(work, 'out/combo-0001/.kynml-claim'));
    child.kill('SIGKILL');
    await ended;
    await killed(['combo-0001']);
    mkdirSync(join(work, 'out/combo-0002'));
    writeFileSync(join(work, 'out/combo-0002/.kynml-claim'), claim);
    python.behave({});
    expect(sweep('--resume').status).toBe(0);
    expect(readdirSync(join(work, 'out/combo-0002')).sort()).toEqual(['output.txt', 'run_manifest.json', 'train.py']);
  });

  test('before the first combination ended is continued too, and only with `--resume`', async () => {
    python.behave({ '*': { wait: true } });
    const { child, ended } = start();
    await until(() => expect(python.pids('combo-0000')).toHaveLength(1));
    child.kill('SIGKILL');
    await ended;
    await killed(['combo-0000']);
    python.behave({});
    const refused = sweep();
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(
      'out/combo-0000 exists, so a sweep has already run there. Continue it with `--resume`',
    );
    expect(sweep('--resume').status).toBe(0);
  });
});

const IN_LIB = 'lib/parts.kyn';

// Moves the model of the spec into an import.
function importModel(): void {
  const [first = '', ...rest] = SPEC.split(/^(?=model )/m);
  const [model = '', ...others] = rest.join('').split(/^(?=train:)/m);
  mkdirSync(join(work, 'lib'));
  writeFileSync(join(work, IN_LIB), model);
  writeFileSync(join(work, 'house.kyn'), `import "${IN_LIB}"\n\n${first}${others.join('')}`);
}

test.each([
  ['an import', 'lib', 'import-problem File not found: lib/parts.kyn'],
  ['the folder of the data', 'data', 'csv-missing File not found: data/houses.csv'],
])('a sweep is not continued without %s, and runs nothing twice when it is back', (_, missing, message) => {
  importModel();
  python.behave({ 'combo-0002': { exit: 3 } });
  expect(sweep().status).toBe(1);
  python.behave({});
  const before = readFileSync(resultsFile(), 'utf8');
  renameSync(join(work, missing), join(top, 'moved'));
  const refused = sweep('--resume');
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining(message)]);
  expect(refused.stderr).toContain('kyn: house.kyn was not compiled.\nkyn: Nothing was started.\n');
  expect([readFileSync(resultsFile(), 'utf8'), python.started().length]).toEqual([before, 12]);
  renameSync(join(top, 'moved'), join(work, missing));
  expect(sweep('--resume').status).toBe(0);
  expect(python.started().slice(12)).toEqual(['combo-0002']);
});

describe('a sweep is not continued', () => {
  beforeEach(() => {
    writeFileSync(join(work, 'house.kyn'), SPEC.replace('[1, 2, 3, 4]', '[1]'));
    python.behave(FAIL);
    expect(sweep().status).toBe(1);
    python.behave({});
  });

  const changes: readonly [string, () => void, string][] = [
    [
      'a changed spec',
      () => writeFileSync(join(work, 'house.kyn'), `${SPEC.replace('[1, 2, 3, 4]', '[1]')}# new\n`),
      'combo-0000 has another script than',
    ],
    [
      'a changed spec and without the folders, which git may ignore',
      () => {
        writeFileSync(join(work, 'house.kyn'), `${SPEC.replace('[1, 2, 3, 4]', '[1]')}# new\n`);
        for (const name of ['combo-0000', 'combo-0001', 'combo-0002'])
          rmSync(join(work, 'out', name), { recursive: true });
      },
      'that another spec, other values of params or another version of kyn made',
    ],
    [
      'other values',
      () => writeFileSync(join(work, 'house.kyn'), SPEC.replace('[1, 2, 3, 4]', '[1]').replace('0.2, 0.3', '0.3, 0.2')),
      'has other values for combo-0001',
    ],
    [
      'changed data',
      () => writeFileSync(join(work, 'data/houses.csv'), `${CSV}2,3,4,5,6\n`),
      'changed since the first',
    ],
    [
      'a key that an entry has twice',
      () =>
        writeFileSync(
          resultsFile(),
          readFileSync(resultsFile(), 'utf8').replace('"exit_code": 3', '"exit_code": 3, "exit_code": 0'),
        ),
      'was not written by `kyn sweep`',
    ],
    ['broken results', () => writeFileSync(resultsFile(), '[{"combo": 1}]'), 'was not written by `kyn sweep`'],
    [
      'a folder that kyn did not make',
      () => {
        rmSync(join(work, 'out/combo-0002'), { recursive: true });
        mkdirSync(join(work, 'out/combo-0002'));
        writeFileSync(join(work, 'out/combo-0002/mine'), '');
      },
      'combo-0002 has no train.py',
    ],
    [
      'a link in the place of the results',
      () => {
        renameSync(resultsFile(), join(top, 'elsewhere.json'));
        symlinkSync(join(top, 'elsewhere.json'), resultsFile());
      },
      'sweep_results.json is a link',
    ],
    [
      'a link in the place of a folder',
      () => {
        rmSync(join(work, 'out/combo-0002'), { recursive: true });
        symlinkSync(work, join(work, 'out/combo-0002'));
      },
      'combo-0002 is a link',
    ],
  ];

  test.each(changes)('with %s', (_, change, message) => {
    change();
    const before = readFileSync(resultsFile(), 'utf8');
    const { status, stderr } = sweep('--resume');
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toContain('Nothing was started.');
    expect(readFileSync(resultsFile(), 'utf8')).toBe(before);
    expect(python.started()).toHaveLength(3);
  });
});

// git often ignores the folders of the combinations while the results are committed.
const withoutFolders = () => {
  for (const name of COMBOS) rmSync(join(work, 'out', name), { recursive: true, force: true });
};

describe('results without their folders', () => {
  test('of other values of `--param` are refused, and those of the same values count', () => {
    expect(sweep('--param', 'n=1').status).toBe(0);
    withoutFolders();
    const refused = sweep('--resume', '--param', 'n=2');
    expect([refused.status, python.started().length]).toEqual([2, 3]);
    expect(refused.stderr).toContain('that another spec, other values of params or another version of kyn made');
    expect(sweep('--resume', '--param', 'n=1').status).toBe(0);
    expect(python.started()).toHaveLength(3);
  });

  test('are refused if the spec has imports, because these are in no manifest', () => {
    importModel();
    expect(sweep('--param', 'n=1').status).toBe(0);
    expect(sweep('--resume', '--param', 'n=1').status).toBe(0);
    withoutFolders();
    appendFileSync(join(work, IN_LIB), '# changed\n');
    const before = readFileSync(resultsFile(), 'utf8');
    const refused = sweep('--resume', '--param', 'n=1');
    expect([refused.status, python.started().length]).toEqual([2, 3]);
    expect(refused.stderr).toContain('out/combo-0000/train.py does not exist, so whether the imports were the same is');
    expect(readFileSync(resultsFile(), 'utf8')).toBe(before);
  });
});

test.each(['data_hash', 'metrics', 'seed', 'env'])('a result without `%s` is made again', field => {
  expect(sweep('--param', 'n=1').status).toBe(0);
  const [first, ...others] = results();
  writeFileSync(
    resultsFile(),
    JSON.stringify([{ ...first, manifest: { ...first?.manifest, [field]: undefined } }, ...others]),
  );
  expect(sweep('--resume', '--param', 'n=1').status).toBe(0);
  expect(python.started().slice(3)).toEqual(['combo-0000']);
  expect(results()[0]).toEqual(first);
});

test('a sweep is continued however the spec is named', () => {
  expect(sweep().status).toBe(0);
  symlinkSync(work, join(top, 'link'));
  for (const name of ['./house.kyn', 'data/../house.kyn', join(work, 'house.kyn'), join(top, 'link/house.kyn')]) {
    const options = argv('--resume').map(word => (word === 'house.kyn' ? name : word));
    const { status, stdout } = runIn(work, process.execPath, options, python.env);
    expect([name, status, stdout.split('.')[0]]).toEqual([name, 0, '12 of 12 combinations trained']);
  }
  expect(python.started()).toHaveLength(12);
});
