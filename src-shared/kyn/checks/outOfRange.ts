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
    for (const one of expected) yield* judge(one);
  },
};

function* judge({ value, type, written, label }: Expected): Iterable<Report> {
  if ((value.kind !== 'int' && value.kind !== 'float') || (type.kind !== 'int' && type.kind !== 'float')) return;
  const { min, above, below } = type;
  const { number } = value;
  const isWithin =
    (min === undefined || number >= min) &&
    (above === undefined || number > above) &&
    (below === undefined || number < below);
  if (isWithin) return;
  const limits = [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(above === undefined ? [] : [`greater than ${above}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
  ];
  yield { message: `${label} must be ${limits.join(' and ')}, not ${value.text}.`, span: written.span };
}
