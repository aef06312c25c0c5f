// What a saved table is made of. The state of a page may be damaged or from another version.
import type { RunTableQuery } from './runTableView';

/** Reads a saved query; what is not valid is left out. */
export function savedQuery(value: unknown): RunTableQuery {
  const { file, selected, baseline, bySeed } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  return {
    ...(typeof file === 'string' && { file }),
    ...(Array.isArray(selected) && { selected: selected.filter(uri => typeof uri === 'string') }),
    ...((typeof baseline === 'string' || baseline === null) && { baseline }),
    ...(bySeed === true && { bySeed }),
  };
}
