// Reports values of the wrong type, such as a string where a number is expected.
import type { Check, Report } from '../check';
import { conversions } from '../fixes/conversions';
import { describeExpected, type Expected, fits, typeText, valueText } from '../types/values';

/** A value does not have the type that its key or layer requires. */
export const wrongType: Check = {
  code: 'wrong-type',
  severity: 'error',
  stage: 'meaning',
  summary: 'A value does not have the type that its key or layer requires.',
  example: 'train:\n    epochs = "3"\n',
  fix: 'Write a value of the type that the message names.',
  *values({ expected }) {
    for (const one of expected) if (!fits(one.value, one.type)) yield report(one);
  },
};

function report(expected: Expected): Report {
  const { written, value, type } = expected;
  const through =
    written.kind === 'param' ? ` (\`$${written.name}\` is ${valueText(value)})` : `, not ${valueText(value)}`;
  return {
    message: `${describeExpected(expected)} must be ${typeText(type)}${through}.`,
    span: written.span,
    fixes: written === value ? conversions(value, type) : [],
  };
}
