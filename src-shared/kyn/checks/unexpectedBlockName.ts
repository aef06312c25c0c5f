// A name on a block that has none.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

function withBlanksBefore(text: string, start: number): number {
  return text.slice(0, start).trimEnd().length;
}

// Anything else would make the rest a line of its own, and no header.
const AFTER_NAME = /^[ \t]*(?:[:#\r\n]|$)/;

/** Only datasets and models have names. */
export const unexpectedBlockName: Check = {
  code: 'unexpected-block-name',
  severity: 'error',
  stage: 'syntax',
  summary: 'Only datasets and models have names.',
  example: 'train Fast:\n    epochs = 3\n',
  fix: 'Remove the name.',
  fault: ({ span, detail }, item) => ({
    message: `The ${detail} block has no name.`,
    span,
    fixes: AFTER_NAME.test(item.text.slice(span.end, span.end + 40))
      ? [fix('Remove the name', { start: withBlanksBefore(item.text, span.start), end: span.end }, '')]
      : [],
  }),
};
