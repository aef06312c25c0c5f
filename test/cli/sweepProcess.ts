// A folder with a spec that sweeps twelve combinations, kyn as a process, and an interpreter that is a stand-in.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { houseSpec } from '../specFixture';
import { type KynProgram, kynProgram, runIn } from './kynProcess';
import { type StandIn, standInPython } from './standInPython';

export const CSV = 'a,b,c,d,price\n1,2,3,4,5\n';
export const SPEC = houseSpec
  .replace('    lr = 0.01\n', '    lr = 0.01\n    n = 1\n')
  .replace('dataset', 'sweep:\n    n = [1, 2, 3, 4]\n    lr = [0.10, 0.2, 0.3]\n\ndataset')
  .replace('epochs = 3', 'epochs = $n');
export const COMBOS = Array.from({ length: 12 }, (_, i) => `combo-${String(i).padStart(4, '0')}`);
export const FAIL = { 'combo-0002': { exit: 3 }, 'combo-0009': { exit: 4 } } as const;

export let program: KynProgram;
export let top = '';
export let work = '';
export let python: StandIn;
export let running: ChildProcess[] = [];

/** Builds `kyn` and makes a new folder for each test. Each test file calls it: the hooks of a module would be those of its first importer. */
export function useSweepFolder(): void {
  program = kynProgram();
  beforeEach(newFolder);
  afterEach(removeFolder);
}

function newFolder(): void {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-sweep-')));
  work = join(top, `it's "$HOME" ü`);
  mkdirSync(join(work, 'data'), { recursive: true });
  writeFileSync(join(work, 'house.kyn'), SPEC);
  writeFileSync(join(work, 'data/houses.csv'), CSV);
  python = standInPython(join(top, 'stand in'), join(work, 'data/houses.csv'));
}

function removeFolder(): void {
  for (const child of running) child.kill('SIGKILL');
  for (const pid of COMBOS.flatMap(name => python.pids(name))) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  running = [];
  rmSync(top, { recursive: true, force: true });
}

export const argv = (...options: string[]): string[] => [
  program.path(),
  'sweep',
  'house.kyn',
  '--python',
  python.path,
  '--out',
  'out',
  ...options,
];
export const sweep = (...options: string[]) => runIn(work, process.execPath, argv(...options), python.env);

export function start(...options: string[]): {
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

export const resultsFile = (): string => join(work, 'out/sweep_results.json');
export interface Entry {
  readonly combo: Record<string, number>;
  readonly exit_code: number;
  readonly manifest: object | null;
  readonly script: string;
}
export const results = (): Entry[] =>
  existsSync(resultsFile()) ? JSON.parse(readFileSync(resultsFile(), 'utf8')) : [];
export const scripts = (entries: readonly Entry[]): string[] =>
  entries.map(e => e.script.slice(0, 'combo-0000'.length));
export const until = (condition: () => void) => vi.waitFor(condition, { timeout: 20_000, interval: 20 });
export const killed = (names: readonly string[]) =>
  until(() => expect(names.flatMap(name => python.pids(name)).filter(isAlive)).toEqual([]));
