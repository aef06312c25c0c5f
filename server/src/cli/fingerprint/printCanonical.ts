// Runs `kyn fingerprint canonical`: the canonical text of a JSON file.
import { canonicalJson } from '../../../../src-shared/repro/hash/canonicalJson';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome } from '../outcome';
import { longIntegerWarning } from './longIntegerWarning';
import { readJson, secretWarning } from './readJson';

/** Prints the canonical text of a file. */
export async function printCanonical(context: CliContext): Promise<Outcome> {
  const file = await readJson(context, context.files[0] ?? '');
  if (typeof file === 'string') return failure(file);
  const warnings = [
    ...secretWarning(file, 'The canonical text shows it.'),
    ...longIntegerWarning(file),
    ...file.duplicates,
  ];
  return outcome(EXIT_OK, canonicalJson(file.root), warnings);
}
