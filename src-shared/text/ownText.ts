// Texts that are kept for long: a part that is cut out of a text keeps the whole text in memory.
import { recentTexts } from './recentTexts';

// V8 copies shorter parts.
const SHORTEST = 13;

/** The same text in memory of its own. */
export const ownText = (text: string): string => (text.length < SHORTEST ? text : JSON.parse(JSON.stringify(text)));

/** The same, and equal texts share it, as far as they are close to each other: for names and hashes, which many files have in common. */
export const sharedText = recentTexts(ownText, { count: 2000 });
