// User text in messages and titles, which must stay readable whatever a file contains.

const MAX_SHOWN = 40;

/** A text for a message, truncated to 40 UTF-16 units. */
export const shortText = (text: string): string =>
  text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
