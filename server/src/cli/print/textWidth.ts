// The width of a text in columns of a terminal, in linear time: the library takes quadratic time for long texts.
import stringWidth from 'string-width';

const PART = 50;

/** The number of columns. A text that is longer than a screen is measured in parts, so a character on their border may count twice. */
export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (let at = 0; at < text.length; at += PART) width += stringWidth(text.slice(at, at + PART));
  return width;
}
