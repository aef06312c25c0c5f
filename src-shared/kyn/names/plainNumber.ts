// Numbers in the notation of other languages -> KynML numbers with exactly the same value.

const MAX_EXPONENT = 30;
const MAX_DIGITS = 100;

/**
 * `1e-3` -> `0.001`, `.5` -> `0.5`, `+1` -> `1`, `1_000` -> `1000`; undefined without an exact form of reasonable
 * length.
 * `1e3` -> `1000`, not `1000.0`: KynML accepts an integer where it accepts a float, but not the reverse.
 */
export function plainNumber(text: string): string | undefined {
  const parts = /^([+-]?)(\d[\d_]*)?(?:(\.)(\d[\d_]*)?)?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', point, fraction = '', exponent] = parts;
  if ((whole === '' && fraction === '') || whole.length + fraction.length > MAX_DIGITS) return undefined;
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > MAX_EXPONENT) return undefined;
  const minus = sign === '-' ? '-' : '';
  const digits = shifted(whole.replaceAll('_', ''), fraction.replaceAll('_', ''), power);
  return minus + (point !== undefined || power < 0 ? `${digits.whole}.${digits.fraction}` : digits.whole);
}

// Moves the decimal point in the digits, so that nothing is rounded.
function shifted(whole: string, fraction: string, power: number): { whole: string; fraction: string } {
  const digits = whole + fraction;
  const point = whole.length + power;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const at = Math.max(0, point);
  let end = padded.length;
  while (end > at && padded[end - 1] === '0') end--;
  return {
    whole: padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0',
    fraction: padded.slice(at, end) || '0',
  };
}
