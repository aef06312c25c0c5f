// Text that belongs to no block.
import type { Check } from '../check';

/** A line stands outside of every block. */
export const strayLine: Check = {
  code: 'stray-line',
  severity: 'error',
  stage: 'syntax',
  summary: 'A line stands outside of every block.',
  example: '    epochs = 3\n',
  cure: 'Put a block header above it, or remove it.',
  fault: ({ span }) => ({
    message: 'This line belongs to no block; a spec starts with a header such as `dataset Name:` in column 1.',
    span,
  }),
};
