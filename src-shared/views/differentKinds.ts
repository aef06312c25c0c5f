// The sentences for two files that cannot be compared.
import type { Kind } from '../artifacts/kind';
import type { OneKind } from '../repro/compare/oneKind';
import { withArticle } from '../text/withArticle';

/** A file and its kind. */
interface File {
  readonly label: string;
  readonly kind: Pick<Kind, 'title'>;
}

// When a combination can be compared with another run.
const ONLY_WITH_VALUES =
  'They can be compared only where both have a result and record the values that they were given, as runs of the built-in compiler do.';

/** `a.json is a run manifest and b.json is a lock, so they cannot be compared.` */
export function differentKindsText(a: File, b: File, why: Extract<OneKind, { ok: false }>['why']): string {
  const kinds = `${a.label} is ${withArticle(a.kind.title)} and ${b.label} is ${withArticle(b.kind.title)}`;
  return why === 'kinds' ? `${kinds}, so they cannot be compared.` : `${kinds}. ${ONLY_WITH_VALUES}`;
}
