// Texts that are kept for long: a part that is cut out of a text keeps the whole text in memory.

// V8 copies shorter parts.
const SHORTEST = 13;

/** The same text in memory of its own. */
export const ownText = (text: string): string => (text.length < SHORTEST ? text : JSON.parse(JSON.stringify(text)));
