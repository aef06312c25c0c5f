// The hashes that a sweep hands to its scripts: computed once, and only of files that are certainly as they were hashed.
import { describe, expect, test } from 'vitest';
import { dataHashes, sharedData } from '../../server/src/cli/sweep/dataHashes';
import type { SweepRun } from '../../server/src/cli/sweep/sweepPlan';
import type { HashResult, Host } from '../../src-shared/host/host';
import type { ExactState } from '../../src-shared/host/node/exactState';

const LARGE = 16 * 1024 * 1024;
const HASH = 'a'.repeat(64);

function machine(given: Partial<ExactState> = {}) {
  let state: ExactState | undefined = { text: '7:16777216:1:2', size: LARGE, modified: 1, changed: 2, ...given };
  let [now, whileHashing] = [1e6, (): void => undefined];
  const [hashed, announced]: [string[], string[]] = [[], []];
  const hashFile = async (path: string): Promise<HashResult> => {
    hashed.push(path);
    whileHashing();
    return { ok: true, hash: HASH, size: LARGE };
  };
  const hashes = dataHashes({
    host: { hashFile } as unknown as Host,
    programs: { exactState: () => state },
    now: () => now,
    stop: new AbortController().signal,
    announce: path => announced.push(path),
  });
  return {
    ...{ hashes, hashed, announced },
    at: (time: number) => {
      now = time;
    },
    set: (next: ExactState | undefined) => {
      state = next;
    },
    during: (run: () => void) => {
      whileHashing = run;
    },
  };
}

describe('the hash of a data file', () => {
  test('is computed once, also where several runs need it at the same time', async () => {
    const { hashes, hashed } = machine();
    const all = await Promise.all([hashes.argument('/d.csv'), hashes.argument('/d.csv')]);
    expect([...all, await hashes.argument('/d.csv')]).toEqual(Array(3).fill(`--data-hash=${HASH}:7:16777216:1:2`));
    expect(hashed).toEqual(['/d.csv']);
  });

  test('is not computed again where this process compared it before', async () => {
    const { hashes, hashed } = machine();
    expect(await hashes.host.hashFile('/d.csv')).toEqual({ ok: true, hash: HASH, size: LARGE });
    expect(await hashes.argument('/d.csv')).toContain(HASH);
    expect(hashed).toHaveLength(1);
  });

  test('is left to the script for a small file, and where the state of the file is not known', async () => {
    const small = machine({ size: LARGE - 1 });
    const { hashes, hashed, set } = machine();
    set(undefined);
    expect([await small.hashes.argument('/d.csv'), await hashes.argument('/d.csv')]).toEqual([undefined, undefined]);
    expect([...small.hashed, ...hashed]).toEqual([]);
  });

  test('is not known of a file that was just written, until a later write would show', async () => {
    const { hashes, hashed, at } = machine({ changed: 1e6 - 1 });
    expect([await hashes.argument('/d.csv'), hashed]).toEqual([undefined, []]);
    await hashes.host.hashFile('/d.csv');
    expect(await hashes.argument('/d.csv')).toBeUndefined();
    at(1e6 + 3000);
    expect(await hashes.argument('/d.csv')).toContain(HASH);
  });

  test('is announced once where it takes a while', async () => {
    const [small, large] = [machine(), machine({ size: 1e9 })];
    await small.hashes.argument('/d.csv');
    await Promise.all([large.hashes.argument('/d.csv'), large.hashes.argument('/d.csv')]);
    expect([small.announced, large.announced]).toEqual([[], ['/d.csv']]);
  });

  test('is not known of a file that changed while it was hashed', async () => {
    const { hashes, set, during } = machine();
    during(() => set({ text: '7:16777216:1:3', size: LARGE, modified: 1, changed: 3 }));
    expect(await hashes.argument('/d.csv')).toBeUndefined();
  });

  test('is not known where another number of bytes was hashed', async () => {
    expect(await machine({ size: LARGE + 1 }).hashes.argument('/d.csv')).toBeUndefined();
  });
});

test('data is shared where a second run reads it', () => {
  const runs = ['/a', '/b', '/a', '/c', '/a'].map(csv => ({ csv }) as SweepRun);
  expect([...sharedData(runs)]).toEqual(['/a']);
});
