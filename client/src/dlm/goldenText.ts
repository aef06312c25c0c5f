// Texts of golden approval. Independent of VS Code.
import type { GoldenItem, GoldenPlan } from '../../../src-shared/protocol/goldenRequests';
import { shortHash } from '../../../src-shared/text/hashForm';
import { oneLine } from '../../../src-shared/text/oneLine';
import { t } from '../ui/l10n';

/** `tuple-0123456789abcdef`. */
export const goldenTitle = ({ relpath }: GoldenItem): string =>
  oneLine((relpath.split('/').at(-1) ?? '').replace(/\.json$/, ''));

/** The platform and versions that a golden applies to. */
export const goldenDetail = ({ platform, versions }: GoldenItem): string => [platform, ...versions].join(' · ');

/** Whether the index approves the adapter in the golden. */
export function goldenState({ approved, held, isMissing }: GoldenItem): string {
  if (approved === undefined) return t('not approved yet');
  const hash = shortHash(approved);
  if (approved === held) return t('approved {0}', hash);
  if (isMissing) return t('approved {0}, but its file is missing', hash);
  return held === undefined
    ? t('approved {0}, but the golden contains no adapter', hash)
    : t('approved {0}, but the golden contains {1}', hash, shortHash(held));
}

/** Error for a text that is not a SHA-256; undefined when it is valid. */
export function validateAdapterHash(text: string): string | undefined {
  return /^[0-9a-f]{64}$/i.test(text.trim()) ? undefined : t('A SHA-256 must have 64 hex digits.');
}

/** The confirmation before the index is written. */
export function approvalPrompt(item: GoldenItem, adapter: string): string {
  const name = goldenTitle(item);
  return item.approved === undefined
    ? t('Approve adapter {0} for {1}?', shortHash(adapter), name)
    : t('Approve adapter {0} for {1}, replacing {2}?', shortHash(adapter), name, shortHash(item.approved));
}

/** Details of the confirmation in one line: platform, versions and remarks. */
export const approvalDetail = (item: GoldenItem, { remarks }: Extract<GoldenPlan, { ok: true }>): string =>
  [goldenDetail(item), ...remarks].join(' · ');
