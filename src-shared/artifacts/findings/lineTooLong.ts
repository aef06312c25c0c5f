// A session log whose header line is longer than the part that is read.

import { defineFinding } from '../../text/defineFinding';
import { numberText } from '../../text/numberText';
import { MAX_FIRST_LINE } from '../fileFormat';

/** The first line is too long to be read. */
export const lineTooLong = defineFinding({
  code: 'line-too-long',
  severity: 'error',
  group: 'artifacts',
  summary: `The first line of a session log is longer than the part that is read (${numberText(MAX_FIRST_LINE)} characters), so it is not checked.`,
  fix: 'Check where the file comes from. A header line is short.',
  message: ({ limit }: { readonly limit: number }) =>
    `The first line is longer than the ${numberText(limit)} characters that are read. It is not checked.`,
});
