// The hashes of large data files, kept for the next part of a sweep: data of a terabyte takes an hour to hash, and a sweep is continued again and again.
import { type KeptLimits, keptText, readKept, withKeptHashes } from '../../../../src-shared/host/keptReads';
import type { CliContext } from '../command';

/** Smaller files are hashed in a moment, in bytes. */
export const SMALLEST = 16 * 1024 * 1024;

const LIMITS: KeptLimits = { longest: 64, all: 256 * 1024 };

const NAME = 'data-hashes';

/** The context with a host that hashes a large file again only where it changed. */
export async function withHashes<C extends CliContext>(context: C): Promise<C> {
  const { host, io } = context;
  const kept = await context.cache?.();
  if (!kept) return context;
  const keeping = {
    now: () => io.now().getTime(),
    smallest: SMALLEST,
    keep: (reads: Parameters<typeof keptText>[0]) => kept.write(NAME, keptText(reads, LIMITS)),
  };
  return { ...context, host: withKeptHashes(host, readKept(kept.read(NAME)), keeping) };
}
