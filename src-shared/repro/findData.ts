// Where the data of a spec lies: first looked up in the working folder, then beside the spec. Source: the CSV rules of the language page.
// The first place where something stands decides, but a folder is passed over for a file. Of a dataset of an imported file only the working folder is
// certain: whether "beside the spec" means the importing or the imported file is not documented, so where they differ nothing is said.
import { basename, dirname, isInside, join, relativeTo } from '../host/paths';
import { reasonText } from '../host/readText';
import type { Data, DataFile, Floating } from '../kyn/data';
import { closest } from '../text/closest';
import { oneLine } from '../text/oneLine';
import type { CsvFile } from './readCsv';

/** What a look-up needs to know. Paths are absolute. */
export interface DataWorld {
  readonly spec: string;
  /** The working folder; undefined where it is not known. Then a file that is not beside the spec may be there all the same. */
  readonly folder: string | undefined;
  /** The folders of the workspace. */
  readonly roots: readonly string[];
  readonly label: (path: string) => string;
  readonly file: (path: string) => CsvFile;
  /** Names of the files in a folder. */
  readonly names: (folder: string) => readonly string[];
  /** Whether git tracks a file; undefined where that is not known. */
  readonly isTracked: (path: string) => boolean | undefined;
}

// Looking for what was meant takes time with each file of a folder; a spec with more missing files than this has moved.
const MAX_SUGGESTIONS = 100;

/** The data of a spec. What was found is kept: the object stands for one state of the files. */
export function dataOf(world: DataWorld): Data {
  const found = new Map<string, DataFile>();
  const suggest = suggestions(world);
  const look = (written: string, from: string | undefined): DataFile => {
    const folders = foldersFor(world, from);
    const paths = [...new Set(folders.map(folder => join(folder, written)))];
    const path = paths.find(p => world.file(p).state === 'file') ?? paths.find(p => !isMissing(world.file(p)));
    if (path !== undefined) return fileAt(world, path, written);
    if (!areAllPlaces(world, { written, from })) return { state: 'unknown' };
    const places = isAbsolute(written) ? [] : paths.map(p => oneLine(world.label(p)));
    return { state: 'missing', places, near: () => suggest(written, paths) };
  };
  return {
    find(written, from) {
      const key = `${written}\0${from ?? ''}`;
      const file = found.get(key) ?? look(written, from);
      found.set(key, file);
      return file;
    },
  };
}

/** The folders in which a path is looked up, in their order. */
export function foldersFor({ spec, folder }: Pick<DataWorld, 'spec' | 'folder'>, from?: string): string[] {
  const beside = from === undefined || dirname(from) === dirname(spec) ? [dirname(spec)] : [];
  return [...new Set([...(folder === undefined ? [] : [folder]), ...beside])];
}

const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
const isMissing = (file: CsvFile): boolean => file.state === 'none' && file.reason === 'missing';

function areAllPlaces({ spec, folder }: DataWorld, { written, from }: { written: string; from: string | undefined }) {
  if (isAbsolute(written)) return true;
  return folder !== undefined && (from === undefined || dirname(from) === dirname(spec));
}

function fileAt(world: DataWorld, path: string, written: string): DataFile {
  const file = world.file(path);
  const label = oneLine(world.label(path));
  if (file.state === 'none') return { state: 'unreadable', label, reason: reasonText(file.reason) };
  const floating = floatingOf(world, path, written);
  return { ...file, state: 'found', path, label, ...(floating && { floating }) };
}

function floatingOf({ folder, roots, isTracked }: DataWorld, path: string, written: string): Floating | undefined {
  const isInWorkspace = roots.some(root => isInside(root, path));
  const tracked = isTracked(path);
  if (folder !== undefined && !isInWorkspace && tracked !== true) return { kind: 'outside' };
  if (isAbsolute(written)) {
    const inFolder = folder !== undefined && isInside(folder, path);
    return { kind: 'absolute', ...(inFolder && { instead: relativeTo(folder, path) }) };
  }
  if (written.includes('\\')) return { kind: 'backslash', instead: written.replaceAll('\\', '/') };
  return tracked === false ? { kind: 'untracked' } : undefined;
}

function suggestions({ names }: DataWorld): (written: string, paths: readonly string[]) => string | undefined {
  let left = MAX_SUGGESTIONS;
  return (written, paths) => {
    if (left-- <= 0) return undefined;
    const start = written.slice(0, written.search(/[^\\/]*$/));
    for (const path of paths) {
      const meant = closest(basename(path), names(dirname(path)).filter(isCsvName));
      if (meant !== undefined) return start + meant;
    }
    return undefined;
  };
}

const isCsvName = (name: string): boolean => /\.csv$/i.test(name) && !name.includes('"') && oneLine(name) === name;
