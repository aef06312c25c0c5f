// Numbers whose digits that differ are emphasised.
import type { VNode } from 'preact';

/** A number with its digits from the first one that differs from the other number. */
export function NumberText({ text, other }: { readonly text: string; readonly other: string }): VNode {
  const common = text === other ? text.length : commonDigits(text, other);
  const rest = text.slice(common);
  return (
    <>
      {text.slice(0, common)}
      {rest !== '' && <span class="digits">{rest}</span>}
    </>
  );
}

/** Number of equal leading characters of two plain decimals by place value; 0 when they cannot be aligned. */
function commonDigits(a: string, b: string): number {
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
