// The order of the values of runs.
import { isInteger } from '../text/jsonText';

/**
 * Negative, zero or positive as `a` is less than, equal to or greater than `b`; undefined for NaN
 * and the infinities: a metric with such a value diverged, so it is neither better nor worse. Numbers come before texts.
 */
export function compareValues(a: Compared, b: Compared): number | undefined {
  if (!a.isNumber || !b.isNumber) return a.isNumber === b.isNumber ? sign(a.text, b.text) : a.isNumber ? -1 : 1;
  // A number beyond 2^53 would be rounded.
  if (isInteger(a.text) && isInteger(b.text)) return sign(BigInt(a.text), BigInt(b.text));
  const [x, y] = [Number(a.text), Number(b.text)];
  return Number.isFinite(x) && Number.isFinite(y) ? sign(x, y) : undefined;
}

/** A value as it is compared. The numbers of Python's JSON are those of JavaScript, and NaN and the infinities. */
export interface Compared {
  readonly text: string;
  /** Where it has several values, each of them. */
  readonly parts?: readonly string[];
  readonly isNumber: boolean;
}

/** Whether a text is a number as the JSON of Python has it. Leading zeros are allowed. */
export const isNumberText = (text: string): boolean => NUMBER.test(text);

const NUMBER = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|NaN|-?Infinity)$/;

const sign = <T extends string | number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
