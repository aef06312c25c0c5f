// Runs kyn fingerprint short: a fingerprint in one word.
import { fingerprintShort as short } from '../../../../src-shared/repro/hash/compareFingerprints';
import type { Context, Outcome } from '../command';
import { FINE } from '../exitCode';
import { outcome, unusable } from '../outcome';
import { oneLine } from '../print/oneLine';
import { emptyNote, readFingerprint } from './readFingerprint';

/** Prints the short form of a fingerprint. */
export async function printShort(context: Context): Promise<Outcome> {
  const file = await readFingerprint(context, context.files[0] ?? '');
  if (typeof file === 'string') return unusable(file);
  return outcome(FINE, `${oneLine(short(file.root))}\n`, [...emptyNote(file), ...file.duplicates]);
}
