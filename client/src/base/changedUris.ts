// Reads the URIs of `kynml/changed`. Knows nothing of VS Code.

/** Whether two URIs name the same document; `sameUri` in the editor. */
export type SameUri = (a: string, b: string) => boolean;

/** Whether a change names one of some documents, or nothing in particular, which means everything. */
export function namesOneOf(changed: readonly string[], documents: readonly string[], same: SameUri): boolean {
  return changed.length === 0 || changed.some(uri => documents.some(document => same(uri, document)));
}

/** Whether a change names a file with this ending. */
export const namesEnding = (changed: readonly string[], ending: string): boolean =>
  changed.some(uri => uri.endsWith(ending));
