// Whether a text that was typed is the seed of synthetic data. Knows nothing of VS Code, so that a test can ask it.
import { t } from '../ui/l10n';

/** Why a text is no integer as JSON writes it, of any size; undefined where it is one. Blanks around it do not count. */
export function validateSeed(text: string): string | undefined {
  const seed = text.trim();
  if (/^-?(0|[1-9]\d*)$/.test(seed)) return undefined;
  if (/^[+-]?\d+$/.test(seed)) return t('Write the seed without a plus sign or leading zeros.');
  return t('The seed must be an integer of any size, written only in digits. 7.0 and 1e3 are floats in Python.');
}
