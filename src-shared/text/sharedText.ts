// Names and hashes, which many files have in common.
import { ownText } from './ownText';
import { recentTexts } from './recentTexts';

/** The same text in memory of its own, which equal texts share as far as they are close to each other. */
export const sharedText = recentTexts(ownText, { count: 2000 });
