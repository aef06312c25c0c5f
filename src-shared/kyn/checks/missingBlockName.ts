// A dataset or model without a name.
import type { Check } from '../check';

/** A dataset and a model need a name, so that the train block can say which it means. */
export const missingBlockName: Check = {
  code: 'missing-block-name',
  severity: 'error',
  stage: 'syntax',
  summary: 'A dataset and a model need a name, so that the train block can say which it means.',
  example: 'model:\n    input 4\n',
  cure: 'Write a name after the keyword.',
  fault: ({ span, detail }) => ({
    message: `This ${detail} needs a name: ${detail} ${detail === 'model' ? 'Net' : 'Rows'}:`,
    span,
  }),
};
