// Runs kyn fingerprint canonical: the text that a configuration is hashed as.
import { canonicalJson } from '../../../../src-shared/repro/hash/canonicalJson';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { longIntegerWarning } from './longIntegerWarning';
import { readJson, secretWarning } from './readJson';

/** Prints the canonical text of a file. */
export async function printCanonical(context: CliContext): Promise<Outcome> {
  const file = await readJson(context, context.files[0] ?? '');
  if (typeof file === 'string') return usageError(file);
  const warnings = [
    ...secretWarning(file, 'the canonical text is exact and shows it.'),
    ...longIntegerWarning(file),
    ...file.duplicates,
  ];
  return outcome(EXIT_OK, canonicalJson(file.root), warnings);
}
