// The words of a text that are CONFIG_HASHes of the workspace, or their beginnings.
import { type HashWord, hashWordAt, hashWords } from '../../../../src-shared/text/hashWords';
import { hashLookup, type KnownContext, type KnownHash } from './knownHash';

/** More of them in one text have no link and no finding. */
const MAX_REFERENCES = 1000;

/** A word, and the hashes that begin with it; more than one where it is ambiguous. */
export interface Reference extends HashWord {
  readonly known: readonly KnownHash[];
}

/** The references of a text, in its order. */
export function references(context: KnownContext, text: string): Reference[] {
  const find = hashLookup(context);
  const found: Reference[] = [];
  for (const word of hashWords(text)) {
    const known = find(word.digits);
    if (known.length > 0) found.push({ ...word, known });
    if (found.length === MAX_REFERENCES) break;
  }
  return found;
}

/** The reference that touches an offset. */
export function referenceAt(context: KnownContext, text: string, offset: number): Reference | undefined {
  const word = hashWordAt(text, offset);
  const known = word ? hashLookup(context)(word.digits) : [];
  return word && known.length > 0 ? { ...word, known } : undefined;
}
