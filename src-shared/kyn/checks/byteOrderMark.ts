// Reports a byte order mark at the start of the file. If an editor removes it from the text, the server raises this finding.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

const MESSAGE =
  'The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without the mark.';

/** The file starts with a byte order mark, which is invisible but changes CONFIG_HASH. */
export const byteOrderMark: Check = {
  code: 'byte-order-mark',
  severity: 'warning',
  stage: 'text',
  summary: 'The file starts with a byte order mark. It is invisible, but CONFIG_HASH includes it.',
  example: '﻿# a spec\n',
  fix: 'Save the file as UTF-8 without a byte order mark.',
  bytes: { 'byte-order-mark': MESSAGE },
  fault: ({ span }, { text }) => ({
    message: MESSAGE,
    span,
    // Several programs may each have added a mark.
    fixes: [fix('Remove the byte order mark', { start: 0, end: /^\ufeff*/.exec(text)?.[0].length ?? 1 }, '', false)],
  }),
};
