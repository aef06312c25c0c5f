// Makes a run the baseline of its spec, or removes that baseline.
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { runOf } from './noteRun';

/** Sets or removes the baseline for the given, the open or a selected run. */
export async function changeBaseline(context: ClientContext, argument: unknown, isBaseline: boolean): Promise<void> {
  const run = await runOf(context, argument, isBaseline ? t('Set as Baseline') : t('Remove Baseline'));
  if (!run) return;
  const written = await context.request('kynml/setBaseline', { uri: run.toString(), isBaseline });
  if (!written.ok) showMessage('error', written.message);
}
