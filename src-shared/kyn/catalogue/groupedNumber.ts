// Numbers with a decimal comma or with thousands separators -> the KynML numbers that they may mean.
import type { ValueType } from '.';

const GROUPED = /^-?[1-9]\d{0,2}(?:[, ]\d{3}){1,100}$/;
const DECIMAL = /^-?\d+,\d+$/;

/**
 * `1,000` -> `1000` and, unless an integer is expected, `1.000`; `0,001` -> `0.001`. Empty if the text is not such a
 * number.
 * `type` is the expected type of the value; undefined if any type is allowed.
 */
export function groupedNumberForms(text: string, type: ValueType | undefined): string[] {
  const found: string[] = [];
  if (GROUPED.test(text)) found.push(text.replace(/[, ]/g, ''));
  if (DECIMAL.test(text) && type?.kind !== 'int') found.push(text.replace(',', '.'));
  return found;
}
