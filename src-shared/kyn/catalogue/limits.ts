// The limits of a number: whether a number is within them, and their text for findings and hovers.
import type { ValueType } from '.';

/** Whether a number is within the limits of its type. */
export const isWithin = (number: number, { min, above, below }: NumberType): boolean =>
  (min === undefined || number >= min) &&
  (above === undefined || number > above) &&
  (below === undefined || number < below);

/** A type of numbers. */
export type NumberType = ValueType & { readonly kind: 'int' | 'float' };

/** `at least 0 and less than 1`; empty if every number is allowed. */
export function limitsText(type: ValueType): string {
  if (type.kind !== 'int' && type.kind !== 'float') return '';
  const { min, above, below } = type;
  const limits = [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(above === undefined ? [] : [`greater than ${above}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
  ];
  return limits.join(' and ');
}
