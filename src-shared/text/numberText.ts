// Numbers for people. The engine's own formatting loads its tables of languages first, which takes longer than a whole command.

/** A count with thousands separators: `2,817`. A number that is not an integer is written as it is. An infinite count is one that a double cannot hold. */
export function numberText(n: number): string {
  if (n === Number.POSITIVE_INFINITY) return 'over 10^308';
  if (!Number.isInteger(n)) return String(n);
  const digits = String(BigInt(Math.abs(n)));
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) parts.unshift(digits.slice(Math.max(0, end - 3), end));
  return `${n < 0 ? '-' : ''}${parts.join(',')}`;
}

/** A count with its noun: `1 run`, `2,817 runs`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${numberText(n)} ${n === 1 ? one : many}`;
