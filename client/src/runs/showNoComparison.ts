// What commands of the comparison say when none is open.
import { commands } from '../../../src-shared/protocol/commands';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';

/** Says that there is no comparison and offers one. */
export function showNoComparison(): void {
  showMessage('information', t('No comparison is open.'), { title: t('Compare runs'), command: commands.compareRuns });
}
