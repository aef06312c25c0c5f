// Finds the data files of a spec: first in the working folder, then next to the spec. Source: the CSV rules of the language page.
// The first place with an entry is used, but a file is preferred to a folder. For a dataset of an imported file only the working folder is certain:
// it is not documented whether "next to the spec" means the importing or the imported file, so where these differ the result is unknown.
import type { FolderEntry } from '../../host/host';
import { isAbsent } from '../../host/linkFailure';
import { memoized } from '../../host/memoized';
import { basename, dirname, goesUp, isInside, joinWritten, relativeTo } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { isWritable } from '../../kyn/data/columnText';
import type { Data, DataFile, Floating, NearPath } from '../../kyn/data/data';
import type { Dvc } from '../../kyn/data/dvcAdvice';
import { memoizedByIdentity } from '../../text/memoizedByIdentity';
import { oneLine } from '../../text/oneLine';
import { suggest } from '../../text/suggest';
import { similarPath } from '../files/similarPath';
import { dvcSource } from './dvcSource';
import type { DvcOutput } from './dvcStages';
import type { CsvFile } from './readCsv';

/** The input of a search. Paths are absolute. */
export interface DataSearch {
  readonly spec: string;
  /** The working folder; undefined where it is unknown. Then a file that is not next to the spec may still exist. */
  readonly folder: string | undefined;
  /** The folders of the workspace. */
  readonly roots: readonly string[];
  /** Whether files in the folder of the spec are opened, also where no root contains it. */
  readonly opensBeside: boolean;
  readonly label: (path: string) => string;
  /** Reads a file where `opens` is true; otherwise only checks that it exists. */
  readonly file: (path: string, opens: boolean) => CsvFile;
  /** The target of the links on a path; undefined where it does not exist. */
  readonly real: (path: string) => string | undefined;
  /** A path without `..`, as `resolveParents` resolves it. Called only for a path with `..`. */
  readonly resolve: (path: string) => string;
  /** The outputs of the stages in a dvc.yaml. */
  readonly dvcOutputs: (pipeline: string) => readonly DvcOutput[];
  /** The entries of a folder. */
  readonly entries: (folder: string) => readonly FolderEntry[];
  /** Whether git tracks a file; undefined where that is unknown. */
  readonly isTracked: (path: string) => boolean | undefined;
}

// A suggestion takes time for each file of a folder. A spec with more missing files than this was moved.
const MAX_SUGGESTIONS = 100;

/** The data of a spec. Results are cached: the object represents one state of the files. */
export function datasetsOf(given: DataSearch): Data {
  const followed = { ...given, real: memoized(given.real), resolve: memoized(given.resolve) };
  const world: DataSearch = {
    ...followed,
    dvcOutputs: memoized(given.dvcOutputs),
    // Names in a folder appear in messages, also where the file that is named there does not exist.
    entries: at => (placeOf(followed, at) === 'inside' ? given.entries(at) : []),
  };
  const found = new Map<string, DataFile>();
  const suggest = suggestions(world);
  const look = (written: string, from: string | undefined): DataFile => {
    const folders = foldersFor(world, from);
    // Files are read by paths with `..`, so that what was read depends on the links that the system follows. Their places are checked without.
    const paths = [...new Set(folders.map(folder => joinWritten(folder, written)))];
    const at = (p: string): CsvFile => world.file(p, placeOf(world, p) === 'inside');
    const path = paths.find(p => at(p).state === 'file') ?? paths.find(p => !isMissing(at(p)));
    if (path !== undefined) return fileAt(world, path, written);
    if (!areAllPlaces(world, { written, from })) return { state: 'unknown' };
    const near = paths.filter(p => placeOf(world, p) === 'inside');
    // A path out of the workspace is shown as written, because it shows where the file was searched.
    const places =
      isAbsolute(written) || isUrl(written) || near.length < paths.length
        ? []
        : near.map(p => labelOf(world, p, written));
    const dvc = near.map(p => dvcOf(world, p)).find(found => found !== undefined);
    const link = dvc === undefined ? near.find(p => isBrokenLink(at(p))) : undefined;
    if (link !== undefined) return fileAt(world, link, written);
    return { state: 'missing', places, ...(dvc !== undefined && { dvc }), near: () => suggest(written, near) };
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

/** The folders in which a path is searched, in order. */
export function foldersFor({ spec, folder }: Pick<DataSearch, 'spec' | 'folder'>, from?: string): string[] {
  const beside = from === undefined || dirname(from) === dirname(spec) ? [dirname(spec)] : [];
  return [...new Set([...(folder === undefined ? [] : [folder]), ...beside])];
}

const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
const isUrl = (path: string): boolean => /^[A-Za-z][\w+.-]+:\/\//.test(path);
const isMissing = (file: CsvFile): boolean => file.state === 'none' && isAbsent(file.reason);
const isBrokenLink = (file: CsvFile): boolean =>
  isMissing(file) && !(file.state === 'none' && file.reason === 'missing');

function areAllPlaces({ spec, folder }: DataSearch, { written, from }: { written: string; from: string | undefined }) {
  if (isAbsolute(written)) return true;
  return folder !== undefined && (from === undefined || dirname(from) === dirname(spec));
}

const resolved = ({ resolve }: DataSearch, path: string): string => (goesUp(path) ? resolve(path) : path);

// A spec may name any path, and the content of a file appears in findings and logs. So only files of the workspace and files next to the spec are
// opened, the latter only if the workspace is trusted; the target of a link must be one of them too.
const placeOf = (world: DataSearch, path: string): 'inside' | 'link' | 'outside' => {
  const { spec, folder, roots, real, opensBeside } = world;
  const beside = opensBeside ? [dirname(spec)] : [];
  const readable = [...roots, ...(folder === undefined ? [] : [folder]), ...beside];
  const place = resolved(world, path);
  if (!readable.some(root => isInside(root, place))) return 'outside';
  const end = real(path);
  return end === undefined || readable.some(root => isInside(real(root) ?? root, end)) ? 'inside' : 'link';
};

const labelOf = (world: DataSearch, path: string, written: string): string =>
  oneLine(placeOf(world, path) === 'outside' ? written : world.label(resolved(world, path)));

function fileAt(world: DataSearch, path: string, written: string): DataFile {
  const isOpened = placeOf(world, path) === 'inside';
  const file = world.file(path, isOpened);
  const label = labelOf(world, path, written);
  if (file.state === 'none' && file.reason === 'not-loaded')
    return { state: 'unknown', why: `${label} cannot be checked in the browser: files of data are not loaded.` };
  if (file.state === 'none') return { state: 'unreadable', label, reason: reasonText(file.reason) };
  const floating = floatingOf(world, path, written);
  return {
    ...file,
    state: 'found',
    path: resolved(world, path),
    label,
    ...(!isOpened && { closed: true as const }),
    ...(floating && { floating }),
  };
}

function floatingOf(world: DataSearch, path: string, written: string): Floating | undefined {
  const { folder, roots, isTracked } = world;
  const place = resolved(world, path);
  const isInWorkspace = roots.some(root => isInside(root, place));
  const tracked = isTracked(place);
  if (folder !== undefined && !isInWorkspace && tracked !== true) return { kind: 'outside' };
  if (tracked !== true && placeOf(world, path) === 'link') return { kind: 'link' };
  if (isAbsolute(written)) {
    const inFolder = folder !== undefined && isInside(folder, place);
    return { kind: 'absolute', ...(inFolder && { instead: relativeTo(folder, place) }) };
  }
  if (written.includes('\\')) return { kind: 'backslash', instead: written.replaceAll('\\', '/') };
  return tracked === false ? { kind: 'untracked' } : undefined;
}

const dvcOf = (world: DataSearch, path: string): Dvc | undefined =>
  dvcSource(resolved(world, path), {
    mayRead: p => placeOf(world, p) === 'inside',
    isFile: p => world.file(p, false).state === 'file',
    outputs: world.dvcOutputs,
    label: world.label,
  });

function suggestions(world: DataSearch): (written: string, paths: readonly string[]) => NearPath | undefined {
  let left = MAX_SUGGESTIONS;
  return (written, paths) =>
    left-- <= 0 ? undefined : (otherForm(world, written, paths) ?? otherName(world, written, paths));
}

function otherForm(world: DataSearch, written: string, paths: readonly string[]): NearPath | undefined {
  if (isAbsolute(written)) return undefined;
  for (const path of paths) {
    const place = resolved(world, path);
    const folder = foldersFor(world).find(from => joinWritten(from, written) === path && isInside(from, place));
    const similar = folder === undefined ? undefined : similarPath(world.entries, folder, place);
    if (folder === undefined || !similar || placeOf(world, similar.path) !== 'inside') continue;
    const near = relativeTo(folder, similar.path);
    if (isWritable(near)) return { path: near, difference: similar.difference };
  }
  return undefined;
}

function otherName(world: DataSearch, written: string, paths: readonly string[]): NearPath | undefined {
  const start = written.slice(0, written.search(/[^\\/]*$/));
  for (const path of paths) {
    const meant = nearName(world.entries(dirname(resolved(world, path))))(basename(path));
    if (meant !== undefined) return { path: start + meant };
  }
  return undefined;
}

// Many specs may name the same missing file.
const nearName = memoizedByIdentity((entries: readonly FolderEntry[]) => {
  const names = entries.flatMap(({ name, kind }) => (kind !== 'folder' && isCsvName(name) ? [name] : []));
  return memoized((word: string) => suggest(word, names));
});

const isCsvName = (name: string): boolean => /\.csv$/i.test(name) && isWritable(name);
