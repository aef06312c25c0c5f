// The message of comparison commands without an open comparison.
import { commands } from '../../../src-shared/protocol/commands';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';

/** Shows that no comparison is open and offers to compare runs. */
export function showNoComparison(): void {
  showMessage('information', t('No comparison is open.'), { title: t('Compare runs'), command: commands.compareRuns });
}
