// Reports a name on a block that cannot have one.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

function withBlanksBefore(text: string, start: number): number {
  return text.slice(0, start).trimEnd().length;
}

// With any other text after the name, removing it would not leave a valid header.
const AFTER_NAME = /^[ \t]*(?:[:#\r\n]|$)/;

/** A block other than a dataset or model has a name. */
export const unexpectedBlockName: Check = {
  code: 'unexpected-block-name',
  severity: 'error',
  stage: 'syntax',
  summary: 'Only datasets and models can have names.',
  example: 'train Fast:\n    epochs = 3\n',
  fix: 'Remove the name.',
  fault: ({ span, detail }, item) => ({
    message: `A \`${detail}\` block cannot have a name.`,
    span,
    fixes: AFTER_NAME.test(item.text.slice(span.end, span.end + 40))
      ? [fix('Remove the name', { start: withBlanksBefore(item.text, span.start), end: span.end }, '')]
      : [],
  }),
};
