// Columns of a CSV in messages and in specs. A header is somebody's text: it may hold blanks, quotes and control characters.
import { oneLine } from '../../text/oneLine';

const MAX_NAME = 60;
const MAX_NAMES = 12;

/** A column for people: bare where it is a plain word, else in quotes with escapes, and cut where it is endless. */
export function columnText(name: string): string {
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  return /^[\w.-]+…?$/.test(short) ? short : `"${oneLine(short)}"`;
}

/** The first columns for people. */
export function columnsText(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).map(columnText).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Whether a text can be written as a string of a spec, which has one line and no escapes. */
export const isWritable = (text: string): boolean => text !== '' && !text.includes('"') && oneLine(text) === text;
