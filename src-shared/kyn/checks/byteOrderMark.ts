// A byte order mark at the start of the file. Where an editor hides it, the shell raises this finding.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

const MESSAGE =
  'The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without one.';

/** The file starts with a byte order mark: nobody sees it, but it is part of what CONFIG_HASH is taken over. */
export const byteOrderMark: Check = {
  code: 'byte-order-mark',
  severity: 'warning',
  stage: 'text',
  summary: 'The file starts with a byte order mark: nobody sees it, but it is part of what CONFIG_HASH is taken over.',
  example: '﻿# a spec\n',
  fix: 'Save the file as UTF-8 without a byte order mark.',
  bytes: MESSAGE,
  fault: ({ span }, { text }) => ({
    message: MESSAGE,
    span,
    // One program after the other may have added its own.
    fixes: [fix('Remove the byte order mark', { start: 0, end: /^\ufeff*/.exec(text)?.[0].length ?? 1 }, '', false)],
  }),
};
