// The limits of a number as text, for findings and hovers.
import type { ValueType } from '.';

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
