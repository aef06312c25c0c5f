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
  bytes: {
    'not-utf8': 'This file is not UTF-8 text, so it has no CONFIG_HASH; save it as UTF-8.',
    'utf-16':
      'This file is not UTF-8 text but UTF-16, so it has no CONFIG_HASH. Save it as UTF-8; `>` in Windows PowerShell writes UTF-16.',
  },
};
