// Reads the URIs of the notification `kynml/changed`. Independent of VS Code.
import { SPEC_ENDING } from '../../../src-shared/text/specEnding';

/** Whether two URIs identify the same document; `sameUri` in the editor. */
export type SameUri = (a: string, b: string) => boolean;

/** Whether a change names one of the documents. An empty change means that everything may have changed. */
export function includesAny(changed: readonly string[], documents: readonly string[], same: SameUri): boolean {
  return changed.length === 0 || changed.some(uri => documents.some(document => same(uri, document)));
}

/** Whether a change names a file with this ending. */
export const includesEnding = (changed: readonly string[], ending: string): boolean =>
  changed.some(uri => uri.endsWith(ending));

/** Whether a change names a spec. */
export const includesSpec = (changed: readonly string[]): boolean => changed.some(uri => SPEC_ENDING.test(uri));
