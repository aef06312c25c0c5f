// The texts of many run files, kept for the next `kyn runs` of the same folders: on a parallel file system opening 100,000 files takes minutes.
import type { Host } from '../../../../src-shared/host/host';
import { type KeptLimits, keptText, readKept, withKeptTexts } from '../../../../src-shared/host/keptReads';
import type { CliContext } from '../command';

/** Fewer files are read faster than anything is kept. */
const MIN_FILES = 2000;

/** So many files were read that it is worth keeping all again. */
const MIN_ADDED = 500;

const LIMITS: KeptLimits = { longest: 64 * 1024, all: 128 * 1024 * 1024 };

/** A host for reading these files, and a function that keeps what was read. */
export interface KeptFiles {
  readonly host: Host;
  readonly keep: () => void;
}

/** Files as an earlier run read them, where they are unchanged. */
export async function keptFiles({ host, io, cache }: CliContext, paths: readonly string[]): Promise<KeptFiles> {
  const kept = paths.length < MIN_FILES ? undefined : await cache?.();
  if (!kept) return { host, keep: () => undefined };
  const name = `runs-${host.sha256(io.cwd)}`;
  const reading = withKeptTexts(host, readKept(kept.read(name)), {
    now: () => io.now().getTime(),
    limits: LIMITS,
    encodeUtf8: text => Buffer.from(text),
  });
  const keep = (): void => {
    if (reading.added() >= MIN_ADDED) kept.write(name, keptText(reading.reads, LIMITS));
  };
  return { host: reading.host, keep };
}
