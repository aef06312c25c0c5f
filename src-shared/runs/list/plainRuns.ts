// The runs that a training of a spec would repeat.
import { entryPath } from '../../artifacts/read';
import type { RecordedText } from '../../repro/reproduce/runRecord';
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

/** Whether a run used the imported files as they are now. The CONFIG_HASH does not cover them. */
export type ImportsState = 'same' | 'differ' | 'not-recorded';

/** Compares the imports of a spec (`configHash` is undefined for a file that cannot be read) with those in the record of a run. */
export function importsState(
  now: readonly { readonly path: string; readonly configHash: string | undefined }[],
  end: RecordedEnd | undefined,
): ImportsState {
  if (now.length === 0) return 'same';
  if (!end) return 'not-recorded';
  const recorded = new Map(end.imports.map(({ path, configHash }: RecordedText) => [path, configHash]));
  const isSame =
    recorded.size === now.length && now.every(i => i.configHash !== undefined && recorded.get(i.path) === i.configHash);
  return isSame ? 'same' : 'differ';
}
