// Walks folders for files that may be specs or artifacts. A generator, so that a shell can pause between folders and stay answering.
import type { Host } from '../host/host';
import { join } from '../host/paths';

/** Folders that hold other people's files or none of ours. */
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

/** More files than this are not looked at; whoever walks says so. */
export const MAX_FILES = 50_000;

/** A folder that was walked: the files in it, absolute paths. */
export function* walk(host: Host, top: string): Generator<readonly string[]> {
  const folders = [top];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined && seen < MAX_FILES; folder = folders.pop()) {
    const entries = host.list(folder);
    seen += entries.length;
    const below = entries.filter(e => e.kind === 'folder' && !SKIPPED.has(e.name)).map(e => e.name);
    // The stack is popped from its end, so names are pushed in reverse: files come in the order of their paths.
    for (const name of below.sort().reverse()) folders.push(join(folder, name));
    const files = entries.filter(e => e.kind === 'file').map(e => e.name);
    yield files.sort().map(name => join(folder ?? top, name));
  }
}

/** Whether a file is a spec by its name. */
export const isSpecPath = (path: string): boolean => path.endsWith('.kyn');

/** Whether a file may be an artifact by its name: locks and JSON. */
export const isArtifactPath = (path: string): boolean => path.endsWith('.json') || path.endsWith('.lock');
