// The sentence for two files that cannot be compared because their kinds differ.
import type { Kind } from '../artifacts/kind';
import { withArticle } from '../text/withArticle';

/** A file and its kind. */
interface File {
  readonly label: string;
  readonly kind: Pick<Kind, 'title'>;
}

/** `a.json is a run manifest and b.json is a lock, so they cannot be compared.` */
export const differentKindsText = (a: File, b: File): string =>
  `${a.label} is ${withArticle(a.kind.title)} and ${b.label} is ${withArticle(b.kind.title)}, so they cannot be compared.`;
