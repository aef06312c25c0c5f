// A byte order mark at the start of the file. Where an editor hides it, the shell raises this finding.
import { type Check, fix } from '../check';

/** The file starts with a byte order mark: nobody sees it, but it is part of what CONFIG_HASH is taken over. */
export const byteOrderMark: Check = {
  code: 'byte-order-mark',
  severity: 'warning',
  stage: 'text',
  summary: 'The file starts with a byte order mark: nobody sees it, but it is part of what CONFIG_HASH is taken over.',
  example: '﻿# a spec\n',
  cure: 'Save the file as UTF-8 without a byte order mark.',
  fault: ({ span }) => ({
    message: 'The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without one.',
    span,
    fixes: [fix('Remove the byte order mark', span, '', false)],
  }),
};
