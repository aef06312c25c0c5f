// The words of a text that are CONFIG_HASHes of the workspace, or their beginnings.
import { shortHash } from '../../../../src-shared/text/hashForm';
import { type HashWord, hashWordAt, hashWords } from '../../../../src-shared/text/hashWords';
import type { DocumentView } from '../workspace/workspaceView';
import { hashLookup, type KnownContext, type KnownHash } from './knownHash';

/** More of them in one text have no link and no finding. */
const MAX_REFERENCES = 1000;

/** A word, and the hashes that begin with it; more than one where it is ambiguous. */
export interface Reference extends HashWord {
  readonly known: readonly KnownHash[];
}

/** The references of a document, in its order. */
export function references(context: KnownContext, open: DocumentView): Reference[] {
  const { find, shortHashes } = hashLookup(context);
  const places = placesOf(open);
  const starts = new Set<number>();
  for (const short of shortHashes()) for (const start of places.get(short) ?? []) starts.add(start);
  const text = open.doc.getText();
  const found: Reference[] = [];
  for (const start of Uint32Array.from(starts).sort()) {
    const word = hashWordAt(text, start);
    const known = word ? find(word.digits) : [];
    if (word && known.length > 0) found.push({ ...word, known });
    if (found.length === MAX_REFERENCES) break;
  }
  return found;
}

type Places = ReadonlyMap<string, readonly number[]>;

// Where the words with the same first digits start. Events are frequent and such texts may be long, so each is searched once until it changes.
function placesOf(open: DocumentView): Places {
  const before = searched.get(open);
  if (before?.revision === open.revision) return before.places;
  const places = new Map<string, number[]>();
  for (const { digits, span } of hashWords(open.doc.getText())) {
    const short = shortHash(digits);
    const starts = places.get(short);
    if (starts) starts.push(span.start);
    else places.set(short, [span.start]);
  }
  searched.set(open, { revision: open.revision, places });
  return places;
}

const searched = new WeakMap<DocumentView, { readonly revision: number; readonly places: Places }>();

/** The reference that touches an offset. */
export function referenceAt(context: KnownContext, text: string, offset: number): Reference | undefined {
  const word = hashWordAt(text, offset);
  const known = word ? hashLookup(context).find(word.digits) : [];
  return word && known.length > 0 ? { ...word, known } : undefined;
}
