// What the user may choose about the checks of a spec.
import type { WordCategory } from '.';

/** Options of an analysis. Keep one object as long as nothing changes: results are reused by its identity. */
export interface Options {
  /** How a word that no list has is reported. */
  readonly unknownWords: 'error' | 'warning' | 'info' | 'off';
  /** Words to accept besides the catalogue. */
  readonly extraWords: Readonly<Partial<Record<WordCategory, readonly string[]>>>;
}

/** What holds where nothing is chosen. */
export const defaultOptions: Options = { unknownWords: 'warning', extraWords: {} };
