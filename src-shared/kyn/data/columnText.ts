// Names of CSV columns in messages and in specs. A header may contain blanks, quotes and control characters.
import { firstFew } from '../../text/firstFew';
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
export const columnsText = (names: readonly string[]): string => firstFew(names, MAX_NAMES, { text: columnText });

/** Whether a text can be a string in a spec. Strings are on one line and have no escapes. */
export const isWritable = (text: string): boolean => text !== '' && !text.includes('"') && oneLine(text) === text;
