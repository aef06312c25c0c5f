// That metrics are not finite, for people.
import { firstFew } from '../../../../src-shared/text/firstFew';
import { oneLine } from '../../../../src-shared/text/oneLine';

const MAX_NAMED = 5;

/** A clause about metrics that are NaN or infinite: `mae, r2 are not finite`. */
export const divergedText = (names: readonly string[]): string =>
  `${firstFew(names, MAX_NAMED, { text: oneLine })} ${names.length === 1 ? 'is' : 'are'} not finite`;
