// The hashes of large data files, computed once for a sweep and handed to its scripts. A script uses one only while the file is as it was when it was hashed.
import type { HashResult, Host, StopSignal } from '../../../../src-shared/host/host';
import { isSettled } from '../../../../src-shared/host/sameStat';
import type { Programs } from '../programs';
import { SMALLEST } from './keptHashes';
import type { SweepRun } from './sweepPlan';

/** A file of so many bytes takes a second or more, on a network far more. */
const LONG = 1_000_000_000;

/** The hashes that this process computes. */
export interface DataHashes {
  /** Hashes files as before; what it hashes is not hashed again for a script. */
  readonly host: Host;
  /** The argument with which a script knows the hash of its data; undefined where it has to compute it. */
  argument(csv: string): Promise<string | undefined>;
}

/** What computing them needs of the machine. `now`: in milliseconds since 1970; `announce`: called before a file that takes a while is hashed. */
export interface HashingMachine {
  readonly host: Host;
  readonly programs: Pick<Programs, 'exactState'>;
  readonly now: () => number;
  readonly stop: StopSignal;
  readonly announce: (path: string) => void;
}

/** The hashes of one sweep. A file that was just written is not known: a second write in the same moment would not show. */
export function dataHashes({ host, programs: { exactState }, now, stop, announce }: HashingMachine): DataHashes {
  const found = new Map<string, string>();
  const running = new Map<string, Promise<HashResult>>();
  const hashFile: Host['hashFile'] = async (path, options) => {
    const [time, before] = [now(), exactState(path)];
    const hashed = await host.hashFile(path, options);
    if (!hashed.ok || !before || !isSettled(before, time)) return hashed;
    if (hashed.size === before.size && exactState(path)?.text === before.text)
      found.set(path, `--data-hash=${hashed.hash}:${before.text}`);
    return hashed;
  };
  const once = (path: string): Promise<HashResult> => {
    const hashing = running.get(path) ?? hashFile(path, { signal: stop }).finally(() => running.delete(path));
    running.set(path, hashing);
    return hashing;
  };
  return {
    host: { ...host, hashFile },
    async argument(csv) {
      const state = exactState(csv);
      if (found.has(csv) || !state || state.size < SMALLEST || !isSettled(state, now())) return found.get(csv);
      if (state.size >= LONG && !running.has(csv)) announce(csv);
      await once(csv);
      return found.get(csv);
    },
  };
}

/** The data files that several of some runs read. */
export function sharedData(runs: readonly SweepRun[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(runs.flatMap(({ csv }) => (seen.has(csv) || !seen.add(csv) ? [csv] : [])));
}
