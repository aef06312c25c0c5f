// Runs kyn fingerprint canonical: the text that a configuration is hashed as.
import { canonicalJson } from '../../../../src-shared/repro/hash/canonicalJson';
import type { Context, Outcome } from '../command';
import { FINE } from '../exitCode';
import { outcome, unusable } from '../outcome';
import { digitsWarning } from './digitsWarning';
import { readJson, secretWarning } from './readJson';

/** Prints the canonical text of a file. */
export async function printCanonical(context: Context): Promise<Outcome> {
  const file = await readJson(context, context.files[0] ?? '');
  if (typeof file === 'string') return unusable(file);
  const warnings = [
    ...secretWarning(file, 'the canonical text is exact and shows it.'),
    ...digitsWarning(file),
    ...file.duplicates,
  ];
  return outcome(FINE, canonicalJson(file.root), warnings);
}
