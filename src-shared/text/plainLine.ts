// Converts the output of another program to one line of plain text. It may contain colours and control sequences, and may be very long.
import { oneLine } from './oneLine';
import { cutText } from './shortText';

// Terminal sequences: with parameters (colours, cursor), texts for the terminal (titles, links), and those of one letter.
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
// Bidirectional marks could make a message look like a different one.
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The text without terminal sequences and control characters, of at most `limit` UTF-16 units and an ellipsis. */
export function plainLine(text: string, limit = 1000): string {
  const plain = text.replace(SEQUENCES, '').replace(CONTROLS, ' ').replace(DIRECTIONS, '').trim();
  return cutText(oneLine(plain), limit);
}
