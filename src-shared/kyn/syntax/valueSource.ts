// Prints a value in the canonical form.
import type { Argument, Value } from './ast';

/** The source text of a value: `adam(lr=0.001)`, `[1, 2]`, `"text"`. */
export function valueSource(value: Value): string {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'name':
      return value.text;
    case 'bool':
      return String(value.value);
    case 'string':
      return `"${value.value}"`;
    case 'param':
      return `$${value.name}`;
    case 'list':
      return `[${value.items.map(valueSource).join(', ')}]`;
    case 'call':
      return `${value.callee.text}(${value.args.map(argumentSource).join(', ')})`;
    case 'bad':
      return '';
  }
}

const argumentSource = ({ key, value }: Argument): string =>
  key ? `${key.text}=${valueSource(value)}` : valueSource(value);
