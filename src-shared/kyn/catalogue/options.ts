// Settings of the user for the checks and the documentation of a spec.
import type { WordCategory } from '.';
import type { Directions } from './metricDirection';

/** Options of an analysis. Keep one object while nothing changes: results are cached by its identity. */
export interface Options {
  /** The severity of a word that is not in its list. */
  readonly unknownWords: 'error' | 'warning' | 'info' | 'off';
  /** Words to accept in addition to the catalogue. */
  readonly extraWords: Readonly<Partial<Record<WordCategory, readonly string[]>>>;
  /** Which values of a metric are better, where its name does not show it. */
  readonly metricDirections?: Directions;
}

/** The default options. */
export const defaultOptions: Options = { unknownWords: 'warning', extraWords: {} };
