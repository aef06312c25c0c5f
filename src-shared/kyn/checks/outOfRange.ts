// Reports numbers outside the allowed range, and empty strings where text is required.
import { type Fix, fix } from '../../text/diagnostic';
import { isWithin, limitsText } from '../catalogue/limits';
import type { Check, Report } from '../check';
import { describeExpected, type Expected, valueText } from '../types/values';

/** A number is outside the range that its key or layer allows, or a required text is empty. */
export const outOfRange: Check = {
  code: 'out-of-range',
  severity: 'error',
  stage: 'meaning',
  summary: 'A number is outside the range that its key or layer allows, or a required text is empty.',
  example: 'dataset D:\n    split = 75\n',
  fix: 'Write a value within the limits that the message states.',
  *values({ expected }) {
    for (const one of expected) {
      const report = reportFor(one);
      if (report) yield report;
    }
  },
};

function reportFor(one: Expected): Report | undefined {
  const { value, type, written } = one;
  if (type.kind === 'string' && type.filled && value.kind === 'string' && value.value === '')
    return { message: `${describeExpected(one)} must not be empty.`, span: written.span };
  if ((value.kind !== 'int' && value.kind !== 'float') || (type.kind !== 'int' && type.kind !== 'float'))
    return undefined;
  if (isWithin(value.number, type)) return undefined;
  return {
    message: `${describeExpected(one)} must be ${limitsText(type)}, not ${valueText(value)}.`,
    span: written.span,
    fixes: written === value ? fixesFor(one) : [],
  };
}

// Offers an inclusive limit, or the fraction for a percentage.
function fixesFor({ value, type }: Expected): Fix[] {
  if ((value.kind !== 'int' && value.kind !== 'float') || (type.kind !== 'int' && type.kind !== 'float')) return [];
  const { min, above, below } = type;
  const change = (text: string): Fix[] => [fix(`Change to \`${text}\``, value.span, text, false)];
  if (min !== undefined && value.number < min) return change(String(min));
  if (type.kind === 'int' && above !== undefined && value.number <= above) return change(String(above + 1));
  const isPercentage = below === 1 && value.kind === 'int' && value.number > 1 && value.number < 100;
  return isPercentage ? change(String(value.number / 100)) : [];
}
