// The hashes of large data files, kept for the next part of a sweep: data of a terabyte takes an hour to hash, and a sweep is continued again and again.
import { hashesText, type KeptHashes, readHashes, withKeptHashes } from '../../../../src-shared/host/keptHashes';
import type { CliContext } from '../command';

/** Smaller files are hashed in a moment, in bytes. */
const SMALLEST = 16 * 1024 * 1024;

/** Room for some thousand files, in UTF-16 units. */
const ROOM = 256 * 1024;

const NAME = 'data-hashes';

/** The context with a host that hashes a large file again only where it changed. */
export async function withHashes<C extends CliContext>(context: C): Promise<C> {
  const { host, io } = context;
  const kept = await context.cache?.();
  if (!kept) return context;
  const keeping = {
    now: () => io.now().getTime(),
    smallest: SMALLEST,
    keep: (hashes: KeptHashes) => kept.write(NAME, hashesText(hashes, ROOM)),
  };
  return { ...context, host: withKeptHashes(host, readHashes(kept.read(NAME)), keeping) };
}
