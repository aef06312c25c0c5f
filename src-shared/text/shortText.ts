// User text in messages and titles, which must stay readable whatever a file contains.
import { numberText } from './numberText';
import { oneLine } from './oneLine';

const MAX_SHOWN = 40;

/** The first `limit` UTF-16 units of a text and an ellipsis, or the whole text. No character is cut in two. */
export const cutText = (text: string, limit: number): string =>
  text.length > limit ? `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : text;

/**
 * A text for a message that many findings may repeat, or only its length where it has more than `limit` UTF-16 units. Nothing of a longer text is shown,
 * because the known secrets of a file are later hidden only where they are whole.
 */
export const textOrLength = (text: string, limit: number): string =>
  text.length > limit ? `… (${numberText(text.length)} characters)` : text;

/** A text for a message: one line of at most `limit` UTF-16 units. Secrets are hidden before it is cut, because a part of one has another form. */
export function shortText(text: string, limit = MAX_SHOWN): string {
  const line = oneLine(text);
  return line.length > limit ? cutText(line, limit - 1) : line;
}
