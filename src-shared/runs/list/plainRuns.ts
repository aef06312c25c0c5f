// The runs that a training of a spec would repeat.
import { entryPath } from '../../artifacts/read';
import type { ReadRow } from './readRows';
import type { RecordedEnd } from './recordedRuns';
import { isSetting } from './runRow';

/**
 * Whether a run with the CONFIG_HASH of a spec is one that Train would repeat: it finished, its file has no errors, and neither a sweep nor `--param` gave it
 * other values. `end`: the record about it, if there is one.
 */
export const isPlainRun = ({ path, kind, failure, isFaulty, fields }: ReadRow, end: RecordedEnd | undefined): boolean =>
  kind.hashField !== undefined &&
  failure === undefined &&
  isFaulty !== true &&
  end?.hasOverrides !== true &&
  entryPath(path) === undefined &&
  ![...fields.keys()].some(isSetting);
