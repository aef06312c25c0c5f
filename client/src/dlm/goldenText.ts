// The words of approving a golden: which one, which adapter, and what would change. Knows nothing of VS Code.
import type { GoldenItem, GoldenPlan } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';
import { shortHash } from '../ui/shortHash';

/** `tuple-0123456789abcdef`. */
export const goldenTitle = ({ relpath }: GoldenItem): string =>
  (relpath.split('/').at(-1) ?? '').replace(/\.json$/, '');

/** What a golden holds for: platform and versions. */
export const goldenDetail = ({ platform, versions }: GoldenItem): string => [platform, ...versions].join(' · ');

/** Whether the index approves what the golden holds. */
export function goldenState({ approved, held }: GoldenItem): string {
  if (approved === undefined) return t('not approved yet');
  return approved === held ? t('approved {0}', shortHash(approved)) : t('approved {0}, changed', shortHash(approved));
}

/** Why a text names no adapter; undefined when it does. */
export function validateAdapterHash(text: string): string | undefined {
  return /^[0-9a-f]{64}$/i.test(text.trim()) ? undefined : t('A SHA-256 must have 64 hex digits.');
}

/** The question before the index is written. */
export function approvalQuestion(item: GoldenItem, adapter: string): string {
  const name = goldenTitle(item);
  return item.approved === undefined
    ? t('Approve adapter {0} for {1}?', shortHash(adapter), name)
    : t('Approve adapter {0} for {1}, replacing {2}?', shortHash(adapter), name, shortHash(item.approved));
}

/** More about it in one line: for what it holds, and what is to be known. */
export const approvalDetail = (item: GoldenItem, { remarks }: Extract<GoldenPlan, { ok: true }>): string =>
  [goldenDetail(item), ...remarks].join(' · ');
