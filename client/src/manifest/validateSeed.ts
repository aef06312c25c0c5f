// Validates the seed of synthetic data. Independent of VS Code.
import { t } from '../ui/l10n';

/** Error for a text that is not a JSON integer of any size; undefined when valid. Surrounding spaces are ignored. */
export function validateSeed(text: string): string | undefined {
  const seed = text.trim();
  if (/^-?(0|[1-9]\d*)$/.test(seed)) return undefined;
  if (/^[+-]?\d+$/.test(seed)) return t('Write the seed without a plus sign or leading zeros.');
  return t('The seed must be an integer of any size, written only in digits. 7.0 and 1e3 are floats in Python.');
}
