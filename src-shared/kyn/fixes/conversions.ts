// Converts a value of the wrong type to the expected type, if the intended value is clear.
import { type Fix, fix } from '../../text/diagnostic';
import { type ValueType, type WordCategory, wordStatus } from '../catalogue';
import type { Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';
import { fits } from '../types/values';

/** Fixes that convert a value to a type. Only adding or removing quotes is safe, because it keeps the value. */
export function conversions(value: Value, type: ValueType): Fix[] {
  const { span } = value;
  const change = (text: string): Fix[] => [fix(`Write \`${text}\``, span, text, false)];
  if (type.kind === 'string') return quoted(value);
  if (value.kind === 'string' && isUnquotable(value.value, type)) return [fix('Remove the quotes', span, value.value)];
  switch (type.kind) {
    case 'int':
      return value.kind === 'float' && /^-?\d+\.0+$/.test(value.text) ? change(value.text.replace(/\..*/, '')) : [];
    case 'bool': {
      const meant = BOOLEANS[valueSource(value).replaceAll('"', '').toLowerCase()];
      return meant ? change(meant) : [];
    }
    case 'list':
      return fits(value, type.of) ? change(`[${type.before ? `${type.before}, ` : ''}${valueSource(value)}]`) : [];
    case 'call': {
      const call = callOf(value, type.callee);
      return call ? change(call) : [];
    }
    default:
      return [];
  }
}

const BOOLEANS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ...{ true: 'true', yes: 'true', on: 'true', 1: 'true' },
  ...{ false: 'false', no: 'false', off: 'false', 0: 'false' },
});

function quoted(value: Value): Fix[] {
  if (value.kind === 'name') return [fix('Add double quotes', value.span, `"${value.text}"`)];
  const isPlain = value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
  return isPlain ? [fix('Add double quotes', value.span, `"${valueSource(value)}"`, false)] : [];
}

function isUnquotable(text: string, type: ValueType): boolean {
  switch (type.kind) {
    case 'int':
      return /^-?\d+$/.test(text);
    case 'float':
      return /^-?\d+(\.\d+)?$/.test(text);
    case 'bool':
      return text === 'true' || text === 'false';
    case 'word':
    case 'ref':
      // `true` and `false` in any case are not names.
      return /^[A-Za-z_]\w*$/.test(text) && !/^(true|false)$/i.test(text);
    default:
      return false;
  }
}

// `"rows.csv"` -> `csv("rows.csv")`; `adam` -> `adam(lr=0.001)`, as the documentation writes it.
const ARGUMENTS: Readonly<Partial<Record<WordCategory, string>>> = { optimizer: 'lr=0.001', scheduler: 'max_lr=0.01' };

function callOf(value: Value, list: WordCategory): string | undefined {
  if (list === 'connector') return value.kind === 'string' ? `csv(${valueSource(value)})` : undefined;
  const word = value.kind === 'name' ? value.text : value.kind === 'string' ? value.value : undefined;
  const isKnown = word !== undefined && wordStatus(list, word) !== undefined && wordStatus(list, word) !== 'rejected';
  return isKnown ? `${word}(${ARGUMENTS[list] ?? ''})` : undefined;
}
