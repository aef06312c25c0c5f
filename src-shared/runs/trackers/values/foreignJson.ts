// The JSON files that may be of another program.
import { MANIFEST, RESULTS } from '../../../repro/history/keepRun';

// Most JSON files in a folder of runs, so they are not opened once more. Other programs do not use these names.
const OURS: ReadonlySet<string> = new Set([MANIFEST, RESULTS]);

/** Whether a file may be JSON of another program, by its name. */
export const isForeignJson = (name: string): boolean => name.endsWith('.json') && !OURS.has(name);
