// A session log whose header line is longer than the part that is read.
import { defineFinding } from '../../text/defineFinding';
import { MAX_FIRST_LINE } from '../fileFormat';

const shown = (count: number): string => count.toLocaleString('en-US');

/** The first line is too long to be read. */
export const lineTooLong = defineFinding({
  code: 'line-too-long',
  severity: 'error',
  group: 'artifacts',
  summary: `The first line of a session log is longer than the part that is read (${shown(MAX_FIRST_LINE)} characters), so it is not checked.`,
  fix: 'Check where the file comes from. A header line is short.',
  message: ({ limit }: { readonly limit: number }) =>
    `The first line is longer than the ${shown(limit)} characters that are read. It is not checked.`,
});
