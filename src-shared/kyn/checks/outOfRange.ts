// Numbers outside of what their key allows.
import type { Check, Report } from '../check';
import type { Expected } from '../values';

/** A number lies outside of what its key or layer allows. */
export const outOfRange: Check = {
  code: 'out-of-range',
  severity: 'error',
  stage: 'meaning',
  summary: 'A number lies outside of what its key or layer allows.',
  example: 'dataset D:\n    split = 1.5\n',
  cure: 'Write a number within the limits that the message names.',
  *block({ expected }) {
    for (const one of expected) {
      const report = judge(one);
      if (report) yield report;
    }
  },
};

function judge({ value, type, written, label }: Expected): Report | undefined {
  if ((value.kind !== 'int' && value.kind !== 'float') || (type.kind !== 'int' && type.kind !== 'float'))
    return undefined;
  const { min, above, below } = type;
  const { number } = value;
  const isWithin =
    (min === undefined || number >= min) &&
    (above === undefined || number > above) &&
    (below === undefined || number < below);
  if (isWithin) return undefined;
  const limits = [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(above === undefined ? [] : [`greater than ${above}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
  ];
  return { message: `${label} must be ${limits.join(' and ')}, not ${value.text}.`, span: written.span };
}
