// The texts of the list that explains a hash. Independent of VS Code.
import type { ExplainedChange, HashExplanation } from '../../../src-shared/protocol/explainRequests';
import { shortHash } from '../../../src-shared/text/hashForm';
import { cutText } from '../../../src-shared/text/shortText';
import { t } from '../ui/l10n';

const MAX_VALUE = 60;

/** `0.001 → 0.003`; a long value is cut. */
export const changeText = ({ old, current }: ExplainedChange): string => `${valueText(old)} → ${valueText(current)}`;

const valueText = (text: string | undefined): string => (text === undefined ? t('(absent)') : cutText(text, MAX_VALUE));

/** The title: both hashes. */
export const explainTitle = ({ configHash, otherHash, other }: HashExplanation): string =>
  t('CONFIG_HASH {0}; {1} has {2}', shortHash(configHash), other, shortHash(otherHash));

/** What to do with the list. */
export const explainRequest = ({ changes, withoutEffect }: HashExplanation): string =>
  changes.length === 0 && withoutEffect.length > 0
    ? t('Every setting is equal. Select a difference to go to it')
    : t('Select a change to go to it, or revert it with its button');

/** `2 settings changed`. */
export const changesTitle = (count: number): string =>
  count === 1 ? t('1 setting changed') : t('{0} settings changed', count);

/** The action that undoes all changes with an effect. Without other differences, the hash is then that of the other version. */
export function revertAllText({ changes, withoutEffect }: HashExplanation): string {
  if (withoutEffect.length > 0) return t('Revert all {0} settings, and keep comments and layout', changes.length);
  return t('Revert all {0} settings', changes.length);
}

/** That there is nothing to explain. */
export const sameText = (name: string, { other, configHash }: HashExplanation): string =>
  t('{0} is equal to {1}: both have the CONFIG_HASH {2}.', name, other, shortHash(configHash));
