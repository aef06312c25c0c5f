// Finds where two numbers start to differ, for emphasis.

/** Number of equal leading characters of two plain decimals by place value; 0 when they cannot be aligned. */
export function commonDigits(a: string, b: string): number {
  if (integerLength(a) < 0 || integerLength(a) !== integerLength(b)) return 0;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** Characters before the decimal point, including the sign; -1 for anything but a plain decimal (1e-7, NaN). */
function integerLength(text: string): number {
  const match = /^([+-]?\d+)(\.\d*)?$/.exec(text);
  return match?.[1]?.length ?? -1;
}
