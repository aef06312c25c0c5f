// Lists in lists in lists.
import type { Check } from '../check';
import { MAX_DEPTH } from '../syntax/parseValue';

/** Lists and calls are nested deeper than 64 levels; what is deeper is not read. */
export const nestedTooDeep: Check = {
  code: 'nested-too-deep',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lists and calls are nested deeper than 64 levels; what is deeper is not read.',
  example: 'params:\n    x = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n',
  fix: 'Write fewer levels.',
  fault: ({ span }) => ({
    message: `Lists and calls are nested deeper than ${MAX_DEPTH} levels; the rest of the line is not read.`,
    span,
  }),
};
