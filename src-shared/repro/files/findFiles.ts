// Walks folders for files that may be specs or artifacts. A generator, so that the caller can pause between folders and stay responsive.
import type { Host } from '../../host/host';
import { join } from '../../host/paths';

/** Folders that do not contain a project's specs and artifacts. */
const SKIPPED: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  'site-packages',
  '.mypy_cache',
]);

/** The maximum number of files; callers report when it is exceeded. */
export const MAX_FILES = 50_000;

/** The number of files per portion; the caller can pause between portions. */
const PORTION = 200;

/** The files below a folder in portions, as absolute paths. Returns whether the limit was exceeded, so files are missing. */
export function* findFiles(host: Host, top: string): Generator<readonly string[], boolean> {
  const folders = [top];
  let left = MAX_FILES;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const at = folder;
    const entries = host.list(at);
    const below = entries.filter(e => e.kind === 'folder' && !SKIPPED.has(e.name)).map(e => e.name);
    // The stack is popped from its end, so names are pushed in reverse: files come in the order of their paths.
    for (const name of below.sort().reverse()) folders.push(join(at, name));
    const files = entries.filter(e => e.kind === 'file').map(e => e.name);
    if (files.length > left) return true;
    left -= files.length;
    files.sort();
    for (let i = 0; i < files.length; i += PORTION) yield files.slice(i, i + PORTION).map(name => join(at, name));
  }
  return false;
}

/** Whether a path is in a folder that is not walked. */
export const isSkipped = (path: string): boolean => path.split('/').some(part => SKIPPED.has(part));

/** Whether a file is a spec by its name. */
export const isSpecPath = (path: string): boolean => path.endsWith('.kyn');

/** Whether a file may be a generated script by its name. Most scripts are not, so they are read only where every file is read once. */
export const isScriptPath = (path: string): boolean => path.endsWith('.py');

const ARTIFACT_ENDINGS = ['.json', '.lock', '.jsonl'];

/** Whether a file may be an artifact by its name: locks, JSON and JSON Lines. */
export const isArtifactPath = (path: string): boolean => ARTIFACT_ENDINGS.some(ending => path.endsWith(ending));
