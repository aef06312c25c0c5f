// Truncates long values in the middle, because the ends of paths, ids and platform strings are distinctive.

/** Maximum length in characters. */
const limit = 64;

/** The text, or its two ends joined by an ellipsis. */
export function truncateMiddle(text: string): string {
  // Most texts are short. A text never has more characters than UTF-16 units.
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(head - limit + 1).join('')}`;
}
