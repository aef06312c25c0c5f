// What commands of the comparison say when none is open.
import { commands } from '../../src-shared/protocol/commands';
import { tell } from './tell';
import { t } from './words';

/** Says that there is no comparison and offers one. */
export function sayNoComparison(): void {
  tell('information', t('No comparison is open.'), { title: t('Compare runs'), command: commands.compareRuns });
}
