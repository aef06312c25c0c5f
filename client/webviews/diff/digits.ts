// Where two numbers begin to differ, so that the eye finds the digits that matter.

/** How many leading characters of two plain decimals agree by place value; 0 where they cannot be laid side by side. */
export function commonDigits(a: string, b: string): number {
  if (integerLength(a) < 0 || integerLength(a) !== integerLength(b)) return 0;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** Characters before the decimal point, sign included; -1 for anything but a plain decimal (1e-7, NaN). */
function integerLength(text: string): number {
  const match = /^([+-]?\d+)(\.\d*)?$/.exec(text);
  return match?.[1]?.length ?? -1;
}
