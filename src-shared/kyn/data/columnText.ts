// Names of CSV columns in messages and in specs. A header may contain blanks, quotes and control characters.
import { oneLine } from '../../text/oneLine';
import { cutText } from '../../text/shortText';

const MAX_NAME = 60;
const MAX_NAMES = 12;

/** A column name for a message: bare if it is a plain word, else quoted and escaped; truncated if it is long. */
export function columnText(name: string): string {
  const short = cutText(oneLine(name), MAX_NAME);
  return /^[\w.-]+…?$/.test(short) ? short : `"${short}"`;
}

/** A list of column names for a message, truncated if it is long. */
export function columnsText(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).map(columnText).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Whether a text can be a string in a spec. Strings are on one line and have no escapes. */
export const isWritable = (text: string): boolean => text !== '' && !text.includes('"') && oneLine(text) === text;
