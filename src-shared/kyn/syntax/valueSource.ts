// Prints a value in the canonical form: for edits exactly, for people without secrets.
import { oneLine } from '../../text/oneLine';
import type { Argument, Value } from './ast';

/** The source text of a value: `adam(lr=0.001)`, `[1, 2]`, `"text"`. For edits and hashes only: it may contain a secret. */
export const valueSource = (value: Value): string => print(value, true);

/** A value for people, on one line and with the secrets hidden. It may be long. */
export const shownValue = (value: Value): string => print(value, false);

function print(value: Value, exact: boolean): string {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'name':
      return exact ? value.text : oneLine(value.shown ?? value.text);
    case 'bool':
      return String(value.value);
    case 'string':
      return `"${exact ? value.value : oneLine(value.shown ?? value.value)}"`;
    case 'param':
      return `$${value.name}`;
    case 'list':
      return `[${value.items.map(item => print(item, exact)).join(', ')}]`;
    case 'call':
      return `${value.callee.text}(${value.args.map(a => printArgument(a, exact)).join(', ')})`;
    case 'bad':
      return '';
  }
}

const printArgument = ({ key, value }: Argument, exact: boolean): string =>
  key ? `${key.text}=${print(value, exact)}` : print(value, exact);
