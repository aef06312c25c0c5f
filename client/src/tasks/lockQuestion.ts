// What is asked before a spec is trained that is not known to be what its lock holds. Knows nothing of VS Code.
import type { SpecState } from '../../../src-shared/protocol/requests';
import { driftMessage } from '../lock/lockNotification';
import { t } from '../ui/l10n';

/** What the user may answer. */
export type LockAnswer = 'regenerate' | 'train' | 'cancel';

/** A question with its answers, as a quick pick shows them. */
export interface LockQuestion {
  readonly title: string;
  readonly placeHolder: string;
  readonly choices: readonly { readonly label: string; readonly description?: string; readonly value: LockAnswer }[];
}

const train = () =>
  ({ label: `$(play) ${t('Train anyway')}`, description: t('keep the lock unchanged'), value: 'train' }) as const;
const cancel = () => ({ label: `$(close) ${t('Cancel')}`, value: 'cancel' }) as const;

/**
 * The question; undefined when nothing is to be asked: the spec is as locked, or has no lock at all.
 * `replaceable`: a lock that is none may be written anew.
 */
export function lockQuestion(state: SpecState, name: string, replaceable: boolean): LockQuestion | undefined {
  const { lock } = state;
  if (lock.state === 'locked' || lock.state === 'missing') return undefined;
  if (lock.state === 'drifted')
    return {
      title: driftMessage(state, name),
      placeHolder: t('Train the changed spec?'),
      choices: [regenerate(t('accept the change, then train')), train(), cancel()],
    };
  // A newer lock is not ours to replace in passing; Regenerate Lock asks for it by itself.
  const cure = lock.state === 'invalid' && replaceable ? [regenerate(t('replace it, then train'))] : [];
  return {
    title: state.message,
    placeHolder: t('Train even though the lock cannot be checked?'),
    choices: [...cure, train(), cancel()],
  };
}

const regenerate = (description: string) =>
  ({ label: `$(sync) ${t('Regenerate lock')}`, description, value: 'regenerate' }) as const;
