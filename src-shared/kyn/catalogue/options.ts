// Settings of the user for the checks of a spec.
import type { WordCategory } from '.';

/** Options of an analysis. Keep one object while nothing changes: results are cached by its identity. */
export interface Options {
  /** The severity of a word that is not in its list. */
  readonly unknownWords: 'error' | 'warning' | 'info' | 'off';
  /** Words to accept in addition to the catalogue. */
  readonly extraWords: Readonly<Partial<Record<WordCategory, readonly string[]>>>;
}

/** The default options. */
export const defaultOptions: Options = { unknownWords: 'warning', extraWords: {} };
