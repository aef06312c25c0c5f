// Runs `kyn fingerprint hash`: the hash of the canonical text of a JSON file.
import { canonicalJson } from '../../../../src-shared/repro/hash/canonicalJson';
import { hashStr } from '../../../../src-shared/repro/hash/fingerprint';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome } from '../outcome';
import { longIntegerWarning } from './longIntegerWarning';
import { readJson, secretWarning } from './readJson';

/** Prints the hash of the canonical text of a file. */
export async function printHash(context: CliContext): Promise<Outcome> {
  const file = await readJson(context, context.files[0] ?? '');
  if (typeof file === 'string') return failure(file);
  const warnings = [...secretWarning(file, 'The hash includes it.'), ...longIntegerWarning(file), ...file.duplicates];
  return outcome(EXIT_OK, `${hashStr(canonicalJson(file.root), context.host.sha256)}\n`, warnings);
}
