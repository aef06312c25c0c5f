// What writing a lock does, shown before it is written: the file, why there, and what it accepts. Independent of VS Code.
import type { LockPlan } from '../../../src-shared/protocol/requests';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';

/** The question of the prompt, and what the lock accepts: a title is wrapped, but an answer is cut at the width of the pick. `name` is the spec. */
export const lockQuestion = (plan: LockPlan, name: string): string => `${questionOf(plan, name)} ${acceptedText(plan)}`;

function questionOf({ action, confirm, lockLabel }: LockPlan, name: string): string {
  if (confirm !== undefined) return confirm;
  return action === 'create'
    ? t('Lock {0} in {1}?', name, lockLabel)
    : t('Accept the current {0} in {1}?', name, lockLabel);
}

/** `13e9f1e1db50 → 9e9e602294c9`, or the one hash where the lock pins none or the same. */
export function acceptedHashes({ accepts }: LockPlan): string {
  if (!accepts) return '';
  const now = shortHash(accepts.configHash);
  const isSame = accepts.lockedHash === null || accepts.lockedHash === accepts.configHash;
  return isSame ? now : t('{0} → {1}', shortHash(accepts.lockedHash ?? ''), now);
}

/** What the lock accepts: the settings that change, or for a new lock why it is written there. */
export const acceptedText = ({ accepts, place }: LockPlan): string => accepts?.changes ?? place;

/** Whether the plan changes the hash that a lock pins, so that there is a change to show. */
export const isAccepting = ({ action, accepts }: LockPlan): boolean =>
  action === 'update' &&
  accepts !== undefined &&
  accepts.lockedHash !== null &&
  accepts.lockedHash !== accepts.configHash;
