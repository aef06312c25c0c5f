// The message of an operation that requires trust: it states that reason and offers to manage trust.
import { t } from './l10n';
import { showMessage } from './showMessage';

/** Shows why trust is required. */
export function showNeedsTrust(text: string): void {
  showMessage('warning', text, { title: t('Manage trust'), command: 'workbench.trust.manage' });
}
