// JSON text in the format of Python's `json.dumps(value, sort_keys=True, indent=2)`: ASCII only, floats as in `repr`, NaN allowed.

/** A number that is a float in Python, so that 3 is written as `3.0`. */
export class PythonFloat {
  constructor(number) {
    this.number = number;
  }
}

/** The JSON text of objects, arrays, strings, integers, booleans, null and PythonFloat. No final newline. */
export function pythonJson(value, indent = '') {
  if (value instanceof PythonFloat) return floatText(value.number);
  if (typeof value === 'string') return asciiString(value);
  if (value === null || typeof value !== 'object') return String(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map(item => pythonJson(item, deeper))
    : Object.keys(value)
        .sort()
        .map(key => `${asciiString(key)}: ${pythonJson(value[key], deeper)}`);
  const [open, close] = isList ? '[]' : '{}';
  return parts.length === 0 ? open + close : `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}

/** A float in the format of Python's `repr`: the shortest digits, as in JavaScript, in another notation. */
export function floatText(number) {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = number.toExponential().split('e');
    return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
  }
  const text = Object.is(number, -0) ? '-0' : String(number);
  return text.includes('.') ? text : `${text}.0`;
}

const asciiString = text =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
