// kyn sweep as a process: several jobs, failures, kill -9 in the middle and resumption. The interpreter is a stand-in.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { houseSpec } from '../specFixture';
import { kynProgram, runIn } from './kynProcess';
import { type StandIn, standInPython } from './standInPython';

const program = kynProgram();
const CSV = 'a,b,c,d,price\n1,2,3,4,5\n';
const SPEC = houseSpec
  .replace('    lr = 0.01\n', '    lr = 0.01\n    n = 1\n')
  .replace('dataset', 'sweep:\n    n = [1, 2, 3, 4]\n    lr = [0.10, 0.2, 0.3]\n\ndataset')
  .replace('epochs = 3', 'epochs = $n');
const COMBOS = Array.from({ length: 12 }, (_, i) => `combo-${String(i).padStart(4, '0')}`);
const FAIL = { 'combo-0002': { exit: 3 }, 'combo-0009': { exit: 4 } } as const;

let top = '';
let work = '';
let python: StandIn;
let running: ChildProcess[] = [];

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-sweep-')));
  work = join(top, `it's "$HOME" ü`);
  mkdirSync(join(work, 'data'), { recursive: true });
  writeFileSync(join(work, 'house.kyn'), SPEC);
  writeFileSync(join(work, 'data/houses.csv'), CSV);
  python = standInPython(join(top, 'stand in'), join(work, 'data/houses.csv'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const pid of COMBOS.flatMap(name => python.pids(name))) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  running = [];
  rmSync(top, { recursive: true, force: true });
});

const argv = (...options: string[]): string[] => [
  program.path(),
  'sweep',
  'house.kyn',
  '--python',
  python.path,
  '--out',
  'out',
  ...options,
];
const sweep = (...options: string[]) => runIn(work, process.execPath, argv(...options), python.env);

function start(...options: string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<number | string | null>;
} {
  const child = spawn(process.execPath, argv(...options), {
    cwd: work,
    env: python.env,
    stdio: 'ignore',
    detached: true,
  });
  running.push(child);
  return { child, ended: new Promise(resolve => child.once('exit', (code, signal) => resolve(code ?? signal))) };
}

const resultsFile = (): string => join(work, 'out/sweep_results.json');
interface Entry {
  readonly combo: Record<string, number>;
  readonly exit_code: number;
  readonly manifest: object | null;
  readonly script: string;
}
const results = (): Entry[] => (existsSync(resultsFile()) ? JSON.parse(readFileSync(resultsFile(), 'utf8')) : []);
const scripts = (entries: readonly Entry[]): string[] => entries.map(e => e.script.slice(0, 'combo-0000'.length));
const until = (condition: () => void) => vi.waitFor(condition, { timeout: 20_000, interval: 20 });
const killed = (names: readonly string[]) =>
  until(() => expect(names.flatMap(name => python.pids(name)).filter(isAlive)).toEqual([]));

describe('a sweep that ends', () => {
  test('has an entry for each combination in the order of the product, also where one failed', () => {
    python.behave(FAIL);
    const { status, stdout, stderr } = sweep('--jobs', '3');
    expect(status).toBe(1);
    expect(stdout).toBe(
      '10 of 12 combinations trained, 2 failed (combo-0002, combo-0009). Results: out/sweep_results.json\n',
    );
    expect(scripts(results())).toEqual(COMBOS);
    expect(results().map(e => `${e.combo.n} ${e.combo.lr}`)).toEqual(
      [1, 2, 3, 4].flatMap(n => [0.1, 0.2, 0.3].map(lr => `${n} ${lr}`)),
    );
    expect(results().map(e => e.exit_code)).toEqual([0, 0, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0]);
    expect(results().map(e => e.manifest === null)).toEqual(results().map(e => e.exit_code !== 0));
    expect(readFileSync(resultsFile(), 'utf8')).toContain('"lr": 0.10,');
    expect(stderr).toContain('kyn: combo-0002 (lr=0.3, n=1) failed: exit code 3: KynMLError: as the test says [');
    expect(stderr.match(/ trained in /g)).toHaveLength(10);
    expect(readFileSync(join(work, 'out/combo-0002/output.txt'), 'utf8')).toContain('KynMLError');
    expect([...python.started()].sort()).toEqual(COMBOS);
  });

  test('exits 0 where all succeeded, and each has a script and events of its own', () => {
    expect(sweep().status).toBe(0);
    const texts = new Set(COMBOS.map(name => readFileSync(join(work, 'out', name, 'train.py'), 'utf8')));
    expect(texts.size).toBe(12);
    const events = readdirSync(join(work, '.kynml/events'));
    expect(events.map(name => /-(\d{4})\.jsonl$/.exec(name)?.[1]).sort()).toEqual(COMBOS.map(name => name.slice(6)));
  });

  test('a run that exits with 0 but writes no manifest has failed', () => {
    python.behave({ '*': { silent: true } });
    const { status, stderr } = sweep();
    expect(stderr).toContain('failed: wrote no run_manifest.json');
    expect(status).toBe(1);
    expect(results().every(e => e.exit_code === 0 && e.manifest === null)).toBe(true);
  });
});

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

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends its runs, and what they were is run again', async signal => {
    python.behave({ 'combo-0001': { wait: true, child: true } });
    const { child, ended } = start();
    await until(() => expect(python.pids('combo-0001')).toHaveLength(2));
    child.kill(signal);
    expect(await ended).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(python.pids('combo-0001').filter(isAlive)).toEqual([]);
    expect(scripts(results())).toEqual(['combo-0000']);
    python.behave({});
    expect(sweep('--resume').status).toBe(0);
    expect(python.started().filter(name => name === 'combo-0001')).toHaveLength(2);
    expect(python.started()).toHaveLength(13);
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
      'that another spec or another version of kyn made',
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
