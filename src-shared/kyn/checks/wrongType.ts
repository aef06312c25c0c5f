// Values of the wrong form: a string where a number belongs.
import type { Fix } from '../../text/diagnostic';
import type { Value } from '../ast';
import type { ValueType } from '../catalogue';
import { type Check, fix, type Report } from '../check';
import { type Expected, fits, typeText, valueText } from '../values';

/** A value has another form than its key or layer asks for. */
export const wrongType: Check = {
  code: 'wrong-type',
  severity: 'error',
  stage: 'meaning',
  summary: 'A value has another form than its key or layer asks for.',
  example: 'train:\n    epochs = "3"\n',
  cure: 'Write a value of the form that the message names.',
  *block({ expected }) {
    for (const one of expected) if (!fits(one.value, one.type)) yield report(one);
  },
};

function report(expected: Expected): Report {
  const { written, value, type, label } = expected;
  const through = written.kind === 'param' ? ` ($${written.name} is ${valueText(value)})` : `, not ${valueText(value)}`;
  return {
    message: `${label} must be ${typeText(type)}${through}.`,
    span: written.span,
    fixes: written === value ? fixesFor(value, type) : [],
  };
}

function fixesFor(value: Value, type: ValueType): Fix[] {
  const { span } = value;
  if (type.kind === 'string' && value.kind === 'name') return [fix('Put it in double quotes', span, `"${value.text}"`)];
  return value.kind === 'string' && isUnquotable(value.value, type)
    ? [fix('Remove the quotes', span, value.value)]
    : [];
}

function isUnquotable(text: string, type: ValueType): boolean {
  switch (type.kind) {
    case 'int':
      return /^-?\d+$/.test(text);
    case 'float':
      return /^-?\d+(\.\d+)?$/.test(text);
    case 'word':
    case 'ref':
      return /^[A-Za-z_]\w*$/.test(text);
    default:
      return false;
  }
}
