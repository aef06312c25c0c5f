// The prompt before training a spec that does not match its lock. Independent of VS Code.
import type { LockPlan, SpecState } from '../../../src-shared/protocol/requests';
import { driftMessage } from '../lock/lockNotification';
import { acceptedText } from '../lock/lockPlanText';
import { t } from '../ui/l10n';

/** The possible answers. */
export type LockAnswer = 'regenerate' | 'show' | 'train' | 'cancel';

interface LockChoice {
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly value: LockAnswer;
}

/** A prompt with its answers for a quick pick. */
export interface LockPrompt {
  readonly title: string;
  readonly placeHolder: string;
  readonly choices: readonly LockChoice[];
}

const train = () =>
  ({ icon: 'play', label: t('Train anyway'), description: t('keep the lock unchanged'), value: 'train' }) as const;
const cancel = () => ({ icon: 'close', label: t('Cancel'), value: 'cancel' }) as const;

/**
 * The prompt; undefined when none is needed: the spec matches its lock or has no lock.
 * `plan`: what regenerating the lock would do.
 */
export function lockPrompt(state: SpecState, name: string, plan: LockPlan): LockPrompt | undefined {
  const { lock } = state;
  if (lock.state === 'locked' || lock.state === 'missing') return undefined;
  if (lock.state === 'drifted')
    return {
      title: `${driftMessage(state, name)} ${acceptedText(plan)}`,
      placeHolder: t('Train the changed spec?'),
      choices: [regenerate(t('accept the change, then train')), show(), train(), cancel()],
    };
  // A lock of a newer schema version is not replaced here; Regenerate Lock asks for confirmation.
  const replace = lock.state === 'invalid' && plan.action !== 'refuse' ? [regenerate(t('replace it, then train'))] : [];
  return {
    title: state.message,
    placeHolder: t('Train even though the lock cannot be checked?'),
    choices: [...replace, train(), cancel()],
  };
}

const regenerate = (description: string): LockChoice => ({
  icon: 'sync',
  label: t('Regenerate lock'),
  description,
  value: 'regenerate',
});

const show = (): LockChoice => ({
  icon: 'git-compare',
  label: t('Show what changed'),
  description: t('since it was locked; training does not start'),
  value: 'show',
});
