// Writes a spec in its canonical form and reports the effects on its byte order mark and its lock.
import { isStill } from '../../../../src-shared/host/readText';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { lockReport, readFrom } from '../../../../src-shared/repro/lock/findLock';
import { lockCommand } from '../../../../src-shared/repro/lock/lockCommand';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import { fileAccess, lockSearch } from '../lockSearch';

/** The result of formatting one file. `unusable`: it could not be read or written. */
export interface FmtResult {
  readonly stdout?: string;
  readonly messages?: readonly string[];
  readonly problem?: boolean;
  readonly unusable?: boolean;
  /** It already has the canonical form. */
  readonly canonical?: boolean;
}

/** Replaces the text `before` with `after`, atomically. */
export async function writeCanonical(
  { host, io }: Pick<CliEnvironment, 'host' | 'io'>,
  { label, path }: { label: string; path: string },
  { before, after }: { before: string; after: string },
): Promise<FmtResult> {
  // Read before writing: afterwards every lock of the spec has drifted.
  const read = readFrom(host);
  const search = lockSearch(path, { cwd: io.cwd, explicit: undefined }, fileAccess(host, read));
  const lock = lockReport(search, configHash(before, host.sha256), read);
  const written = await host.writeAtomic(path, after, isStill(host, { ok: true, text: before }));
  if (!written.ok)
    return { messages: [`${label} could not be written: ${written.message}. It was not changed.`], unusable: true };
  const drifts = lock.state === 'locked' && configHash(after, host.sha256) !== configHash(before, host.sha256);
  const notes = [
    ...(before.startsWith(BOM) ? ['Its byte order mark was removed.'] : []),
    ...(drifts
      ? [
          `Its CONFIG_HASH changed, so it no longer matches ${relativePath(io.cwd, lock.path ?? '')}. Run ${lockCommand(label)} to update the lock.`,
        ]
      : []),
  ];
  // An effect on the lock is not only a summary.
  return io.quiet && notes.length === 0 ? {} : { stdout: `${oneLine([`${label}: formatted.`, ...notes].join(' '))}\n` };
}
