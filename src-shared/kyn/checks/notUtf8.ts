// Reports a file that is not UTF-8. The reader of the file raises this finding, because a file that cannot be decoded cannot be analyzed.
import type { Check } from '../check';

/** The file is not UTF-8, so it has no CONFIG_HASH. */
export const notUtf8: Check = {
  code: 'not-utf8',
  severity: 'error',
  stage: 'text',
  summary: 'The file is not UTF-8 text, so it has no CONFIG_HASH and cannot be read as a spec.',
  example: '(bytes that are not UTF-8)',
  fix: 'Save the file as UTF-8 without a byte order mark.',
  bytes: 'This file is not UTF-8 text, so it has no CONFIG_HASH; save it as UTF-8.',
};
