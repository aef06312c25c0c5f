// Runs `kyn fingerprint short`: the short form of a fingerprint.
import { fingerprintShort as short } from '../../../../src-shared/repro/hash/compareFingerprints';
import { oneLine } from '../../../../src-shared/text/oneLine';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome } from '../outcome';
import { emptyFingerprintWarning, readFingerprint } from './readFingerprint';

/** Prints the short form of a fingerprint. */
export async function printShort(context: CliContext): Promise<Outcome> {
  const file = await readFingerprint(context, context.files[0] ?? '');
  if (typeof file === 'string') return failure(file);
  return outcome(EXIT_OK, `${oneLine(short(file.root))}\n`, [...emptyFingerprintWarning(file), ...file.duplicates]);
}
