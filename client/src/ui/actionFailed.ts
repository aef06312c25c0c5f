// An action of the user that failed for a reason that only the log can explain.
import { t } from './l10n';
import { showMessage } from './showMessage';

/** Logs the reason and says that the action failed. `what`: the action or the view, for the log. */
export function actionFailed(
  log: { error(source: string, message: string): void },
  what: string,
  error: unknown,
): void {
  log.error(what, String(error));
  showMessage('error', t('KynML could not complete this action. See the output channel KynML for the reason.'));
}
