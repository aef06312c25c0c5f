// Numbers with a comma in them or with blanks between the thousands, as people write them -> what they may stand for.
import type { ValueType } from '.';

const GROUPED = /^-?[1-9]\d{0,2}(?:[, ]\d{3})+$/;
const DECIMAL = /^-?\d+,\d+$/;

/**
 * `1,000` -> `1000` where a whole number stands, `0,001` -> `0.001`; both where both can be meant, nothing where the text is no such number.
 * `type` is what the value must be; undefined where it may be anything.
 */
export function parseGroupedNumber(text: string, type: ValueType | undefined): string[] {
  const found: string[] = [];
  if (GROUPED.test(text)) found.push(text.replace(/[, ]/g, ''));
  if (DECIMAL.test(text) && type?.kind !== 'int') found.push(text.replace(',', '.'));
  return found;
}
