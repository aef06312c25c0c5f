// Whether a file should have runs, from its name alone.
import { kindOfName } from '../artifacts/detect';

/** Whether the name of a file promises runs, as that of a manifest or of the results of a sweep does. */
export function isRunName(path: string): boolean {
  const kind = kindOfName(path);
  return kind !== undefined && (kind.isRun || kind.entries?.kind.isRun === true);
}
