// Writes a spec in its canonical form, and says what that does to its byte order mark and to its lock.
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { lockReport, readFrom } from '../../../../src-shared/repro/lock/findLock';
import { relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import { lockSearch } from '../lockSearch';
import { oneLine } from '../print/oneLine';

/** What became of one file. `unusable`: it could not be read or written. */
export interface FmtResult {
  readonly stdout?: string;
  readonly messages?: readonly string[];
  readonly problem?: boolean;
  readonly unusable?: boolean;
}

/** Writes the text `after` over `before`: whole or not at all. */
export async function writeCanonical(
  { host, io }: Pick<CliEnvironment, 'host' | 'io'>,
  { label, path }: { label: string; path: string },
  { before, after }: { before: string; after: string },
): Promise<FmtResult> {
  // Asked before writing: afterwards every lock of the spec has drifted.
  const lock = lockReport(
    lockSearch(path, { cwd: io.cwd, explicit: undefined }, readFrom(host)),
    configHash(before, host.sha256),
    readFrom(host),
  );
  const written = await host.writeAtomic(path, after);
  if (!written.ok)
    return {
      messages: [`${label} could not be written: ${written.message}. The file is as it was.`],
      unusable: true,
    };
  const notes = [
    ...(before.startsWith(BOM) ? [' Its byte order mark is gone.'] : []),
    ...(lock.state === 'locked' && configHash(after, host.sha256) !== configHash(before, host.sha256)
      ? [
          ` Its CONFIG_HASH changed, and ${relativePath(io.cwd, lock.path ?? '')} pins the former; kyn lock create ${label} renews it.`,
        ]
      : []),
  ];
  return { stdout: `${oneLine(`${label}: formatted.${notes.join('')}`)}\n` };
}
