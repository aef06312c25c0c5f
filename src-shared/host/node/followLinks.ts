// Where a path leads, also if nothing is there yet: realpath answers only for files that exist. Nothing is created.
import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { parse } from 'node:path';
import { withSlashes } from '../slashes';
import { errorWith } from './errors';

/** The limit of Linux; other systems have lower ones. */
const MAX_LINKS = 40;

// The entries are the open files of a process. The text of such a link names a pipe, or a file that may be deleted or moved.
const OPEN_FILES = /^\/proc\/\d+\/(?:task\/\d+\/)?fd$/;

/**
 * The path that the system would use, for an absolute path with `/`: links are followed in each part of it, and `..` leaves the folder that a link leads
 * to. The result need not exist. Throws the system's error, ELOOP for too many links, and ENXIO for an open file of a process, such as /dev/stdout.
 */
export function followLinks(path: string): string {
  const { root } = parse(path);
  const parts = partsOf(path.slice(root.length));
  let folder = root;
  for (let links = 0, part = parts.pop(); part !== undefined; part = parts.pop()) {
    const next = inFolder(folder, part);
    if (part === '..') {
      folder = parentOf(folder, next);
      continue;
    }
    if (!lstatSync(next, { throwIfNoEntry: false })?.isSymbolicLink()) {
      folder = next;
      continue;
    }
    if (OPEN_FILES.test(folder)) throw errorWith('ENXIO', next);
    if (++links > MAX_LINKS) throw errorWith('ELOOP', next);
    const target = withSlashes(readlinkSync(next));
    const targetRoot = parse(target).root;
    if (targetRoot !== '') folder = targetRoot;
    parts.push(...partsOf(target.slice(targetRoot.length)));
  }
  return folder;
}

// The last part first, so that the next one is at the end of the list.
const partsOf = (path: string): string[] =>
  path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .reverse();

const inFolder = (folder: string, name: string): string =>
  folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;

// The folder has no links, so its text has its parent. The system fails where the folder does not exist or is a file.
function parentOf(folder: string, dots: string): string {
  statSync(dots);
  const { root, dir } = parse(folder);
  return folder === root ? root : dir;
}
