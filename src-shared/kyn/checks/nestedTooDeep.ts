// Reports lists and calls that are nested too deeply to be parsed.
import type { Check } from '../check';
import { MAX_DEPTH } from '../syntax/parseValue';

/** Lists and calls are nested deeper than 64 levels. */
export const nestedTooDeep: Check = {
  code: 'nested-too-deep',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lists and calls are nested deeper than 64 levels; deeper levels are not read.',
  example: 'params:\n    x = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n',
  fix: 'Use fewer levels.',
  fault: ({ span }) => ({
    message: `Lists and calls are nested deeper than ${MAX_DEPTH} levels, so the rest of the line is not read.`,
    span,
  }),
};
