// The prompt before a training of a spec that was already run. Independent of VS Code.
import type { AlreadyRunItem } from '../../../src-shared/protocol/runRequests';
import { t } from '../ui/l10n';

/** The possible answers. */
export type RepeatAnswer = 'train' | 'show' | 'cancel';

/** The prompt with its answers for a quick pick. `message`: what was run, as sentences. */
export const alreadyRunPrompt = ({ message, count }: AlreadyRunItem) => ({
  title: message,
  placeHolder: t('Train it again?'),
  choices: [
    { icon: 'play', label: t('Train again'), value: 'train' },
    {
      icon: 'history',
      label: count === 1 ? t('Show the run') : t('Show the runs'),
      description: t('training does not start'),
      value: 'show',
    },
    { icon: 'close', label: t('Cancel'), value: 'cancel' },
  ] satisfies readonly { icon: string; label: string; description?: string; value: RepeatAnswer }[],
});
