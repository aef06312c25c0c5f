// Numbers as Python's json module writes them after it has read them: integers digit by digit, floats in their shortest form.

/** What json.dumps(json.loads(token)) prints. `token` is a number as jsonText reads it: NaN and the infinities included. */
export function pythonNumber(token: string): string {
  if (/^-?\d+$/.test(token)) return token === '-0' ? '0' : token;
  if (token === 'NaN') return token;
  return pythonFloat(Number(token));
}

/** repr() of a Python float, with the names that json.dumps gives to the infinities. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0.0';
  // Both languages print the shortest digits that give the number back; they only differ in where the exponent begins and how it looks.
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  const plain = plainDigits(digits, power);
  return plain.includes('.') ? plain : `${plain}.0`;
}

function plainDigits(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  if (digits.length <= power + 1) return sign + digits.padEnd(power + 1, '0');
  return `${sign}${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}
