// Long values are cut in the middle: the ends of paths, ids and platform strings tell them apart.

/** The longest text shown uncut, in characters. */
const limit = 64;

/** The text itself, or its two ends with an ellipsis between them. */
export function truncateMiddle(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(head - limit + 1).join('')}`;
}
