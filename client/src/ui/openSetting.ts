// The action that opens a setting, for messages that name it.
import { t } from './l10n';
import type { Action } from './showMessage';

/** Opens the settings editor at a setting, such as `kynml.command`. */
export const openSetting = (name: string): Action => ({
  title: t('Open setting'),
  command: 'workbench.action.openSettings',
  args: [name],
});
