// The step `lock`: whether the lock of the spec pins the version that a run was made from.
import { duplicateField } from '../../../artifacts/findings/duplicateField';
import { readText } from '../../../host/readText';
import { configHash } from '../../../repro/hash/configHash';
import { lockName, lockPlaces, lockReport } from '../../../repro/lock/findLock';
import { shortHash } from '../../../text/hashForm';
import { confirmed, contradicted, type StepResult, unknown } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** The result, and the files that decided it. */
export interface LockStep {
  readonly result: StepResult;
  readonly files: readonly string[];
}

/**
 * Compares the hash of a run with the lock of its spec. A lock that pins another version contradicts only a run of the text that the spec has now: that text
 * was trained although it had drifted. A run of an older version may have matched the lock of its time.
 */
export function lockStep(hash: string, spec: string | undefined, world: VerifyWorld): LockStep {
  if (spec === undefined)
    return { result: unknown('The spec of the run was not found, so its lock is not known.'), files: [] };
  const search = world.lockSearch(spec);
  const report = lockReport(search, hash, world.readLock);
  const files = [spec, ...lockPlaces(search)];
  const name = report.path === undefined ? '' : lockName(report.path, search);
  const [repeated] = report.lock ? duplicateField.find(report.lock.root) : [];
  if (repeated)
    return { files, result: unknown(`${name} is not clear about the version that it pins: ${repeated.message}`) };
  const locked = shortHash(report.lock?.configHash ?? '');
  if (report.state === 'locked')
    return { files, result: confirmed(`${name} pins this version of the spec (${locked}).`) };
  if (report.state !== 'drifted') return { files, result: unknown(report.message) };
  const versions = `locked: ${locked}, run: ${shortHash(hash)}`;
  const result = isCurrent(hash, spec, world)
    ? contradicted(
        `${name} pins another version of the spec (${versions}): the spec changed after it was locked, and the run was made from the changed text.`,
      )
    : unknown(
        `${name} pins another version of the spec (${versions}). The run was made from an older text, so whether that was locked is not known.`,
      );
  return { files, result };
}

function isCurrent(hash: string, spec: string, { host }: VerifyWorld): boolean {
  const read = readText(host, spec);
  return read.ok && configHash(read.text, host.sha256) === hash;
}
