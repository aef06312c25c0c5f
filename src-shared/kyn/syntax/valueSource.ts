// Prints a value in the canonical form: for edits exactly, for people without secrets.
import { oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import type { Argument, Value } from './ast';

/** The source text of a value: `adam(lr=0.001)`, `[1, 2]`, `"text"`. For edits and hashes only: it may contain a secret. */
export const valueSource = (value: Value): string => print(value, EXACT);

/**
 * The meaning of a value as a text, for comparisons only: `0.0010` and `0.001` have the same, `1` and `1.0` do not. The order of named arguments has
 * no meaning. It may contain a secret.
 */
export const valueMeaning = (value: Value): string => print(value, MEANING);

/** A value for people, on one line and with the secrets hidden. It may be long. */
export const shownValue = (value: Value): string => print(value, SHOWN);

type Plain = Value & { readonly kind: 'int' | 'float' | 'name' | 'string' };

// The text of a number or a name, or that between the quotes of a string.
const exactText = (value: Plain): string => (value.kind === 'string' ? value.value : value.text);

const shownText = (value: Plain): string => oneLine(value.shown ?? exactText(value));

// A float has an exponent here, so it never looks like an integer. An integer is compared by its digits, because it may be longer than a double holds.
function meaningText(value: Plain): string {
  switch (value.kind) {
    case 'int':
      return value.text
        .replaceAll('_', '')
        .replace(/^([+-]?)0+(?=\d)/, '$1')
        .replace(/^\+|^-(?=0$)/, '');
    case 'float':
      return value.number.toExponential();
    default:
      return exactText(value);
  }
}

// How the parts of a value are written.
interface Form {
  readonly plain: (value: Plain) => string;
  readonly order?: (args: readonly Argument[]) => readonly Argument[];
}

// Positional arguments come first and keep their order.
const byName = (args: readonly Argument[]): readonly Argument[] =>
  [...args].sort((a, b) => byCodePoint(a.key?.text ?? '', b.key?.text ?? ''));

const EXACT: Form = { plain: exactText };
const MEANING: Form = { plain: meaningText, order: byName };
const SHOWN: Form = { plain: shownText };

function print(value: Value, form: Form): string {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'name':
      return form.plain(value);
    case 'bool':
      return String(value.value);
    case 'string':
      return `"${form.plain(value)}"`;
    case 'param':
      return `$${value.name}`;
    case 'list':
      return `[${value.items.map(item => print(item, form)).join(', ')}]`;
    case 'call':
      return `${value.callee.text}(${(form.order?.(value.args) ?? value.args).map(a => printArgument(a, form)).join(', ')})`;
    case 'bad':
      return '';
  }
}

const printArgument = ({ key, value }: Argument, form: Form): string =>
  key ? `${key.text}=${print(value, form)}` : print(value, form);
