// A fast comparison for property tests, which compare thousands of values.
import { expect } from 'vitest';

/** Fails unless two values of JSON are equal. Comparing as text is much faster than `toEqual`, which then shows the difference. */
export function expectSame(actual: unknown, expected: unknown, message?: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual, message).toEqual(expected);
}
