// git that does not answer costs a command one time limit and one warning, however many repositories there are.
import { afterEach, expect, test, vi } from 'vitest';
import { GIT_LIMIT_MS, run } from '../../server/src/cli/run';
import type { GitCommandOptions, GitResult } from '../../src-shared/host/host';
import * as clock from '../../src-shared/host/node/clock';
import { hostOf } from '../repro/memory';
import { houseSpec } from '../specFixture';
import { kyn, noPrograms } from './cliEnvironment';

const FOLDERS = ['r1', 'r2', 'r3'];
const files = Object.fromEntries(
  FOLDERS.flatMap(name => [
    [`/w/${name}/.git/HEAD`, ''],
    [`/w/${name}/a.kyn`, houseSpec],
  ]),
);

afterEach(() => {
  vi.restoreAllMocks();
});

test('one warning names the first repository and the number of others', async () => {
  const git = async (): Promise<GitResult> => ({ ok: false, reason: 'timeout' });
  const { stderr } = await kyn({ files, git }, 'check', ...FOLDERS);
  expect(stderr.split('\n').filter(line => line.includes('warning'))).toEqual([
    'kyn: warning: git did not answer in /w/r1 and 2 more repositories. Commits and changes are unknown for now.',
  ]);
});

test('all git commands of a command share one limit', async () => {
  let passed = 0;
  const { milliseconds } = clock;
  vi.spyOn(clock, 'milliseconds').mockImplementation(() => milliseconds() + passed);
  const limits: number[] = [];
  const git = async (_: string, __: readonly string[], options?: GitCommandOptions): Promise<GitResult> => {
    limits.push(options?.limitMs ?? Number.NaN);
    passed += 4000;
    return { ok: false, reason: 'failed' };
  };
  const io = {
    cwd: '/w',
    stdin: async () => ({ ok: false, reason: 'missing' }) as const,
    color: false,
    now: () => new Date(0),
    zone: () => 0,
    python: () => undefined,
    message: () => undefined,
  };
  const environment = {
    host: { ...hostOf(files), git },
    io,
    version: '0.0.0',
    programs: async () => noPrograms,
    serve: async () => undefined,
  };
  await run(['check', ...FOLDERS], environment);
  expect(limits.length).toBeGreaterThan(3);
  limits.forEach((limitMs, i) => {
    expect(limitMs).toBeLessThanOrEqual(Math.max(0, GIT_LIMIT_MS - 4000 * i));
  });
});
