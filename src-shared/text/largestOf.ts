/** The largest of some numbers and `least`. There may be more numbers than a call can have arguments. */
export const largestOf = (numbers: readonly number[], least: number): number =>
  numbers.reduce((a, b) => Math.max(a, b), least);
