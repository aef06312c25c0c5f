// Names and hashes, which many files have in common.
import { ownText } from './ownText';
import { recentTexts } from './recentTexts';

/** The same text in memory of its own. Equal texts share it if they come soon after each other. */
export const sharedText = recentTexts(ownText, { count: 2000 });
