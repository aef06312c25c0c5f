// Which paths are those of what the history of a workspace keeps about runs.
import { partPattern } from './historyFolder';

/** Whether a path is that of a record or of a kept manifest, or of a folder with these. */
export const isKeptPath = (path: string): boolean => KEPT.test(path);

const KEPT = partPattern(['records', 'runs'], '(?:/|$)');
