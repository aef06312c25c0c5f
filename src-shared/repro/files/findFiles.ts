// Walks folders for files that may be specs or artifacts. A generator, so that the caller can pause between portions and stay responsive.
import type { FolderEntry, Host, ReadFailure } from '../../host/host';
import { isInside, join, relativeTo } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { temporaryKind } from '../../host/temporaryName';
import { numberText } from '../../text/numberText';
import { SPEC_ENDING } from '../../text/specEnding';
import { isPackage } from './packageFolder';

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
  // Kept runs, which are not files of the user (history/historyFolder.ts).
  '.kynml',
]);

/** What a file may be by its name; each has its own limit, so that a data set of JSON files does not displace the specs. `document`: of DLM. */
export type FileClass = 'spec' | 'artifact' | 'script' | 'document';

/** The classes of files that are checked. */
export const FILE_CLASSES = ['spec', 'artifact', 'script'] as const satisfies readonly FileClass[];

/** The classes of files that an editor lists and keeps up to date. */
export const LISTED_CLASSES = ['spec', 'artifact', 'document'] as const satisfies readonly FileClass[];

/** How much one search may find. */
export interface SearchLimits {
  /** The number of files of one class; other files do not count. */
  readonly files: number;
  readonly folders: number;
  /** A folder with more candidates is read after all others, so that it does not use up their share. */
  readonly large: number;
}

const LIMITS: SearchLimits = { files: 50_000, folders: 200_000, large: 1000 };

/** The number of files per portion; the caller can pause between portions. */
const PORTION = 200;

/** A folder that was not searched completely: it contains more files of a class than the limit allows, or more folders; or it cannot be read. Or a file that was not read; `why`: the end of a sentence. */
export type SearchGap =
  | { readonly file: string; readonly why: string }
  | { readonly folder: string; readonly left: FileClass | 'folder'; readonly limit: number }
  | { readonly folder: string; readonly reason: ReadFailure };

/** The folders that were not searched completely: the first ones, and how many others. `packages`: how many packages of `kyn evidence` were left out. */
export interface SearchGaps {
  readonly first: readonly SearchGap[];
  readonly more: number;
  readonly packages: number;
}

const MAX_GAPS = 3;

/**
 * The files of some classes below a folder in portions, as absolute paths; a portion may be empty. Folders near the top come first, and large ones last.
 * Packages of `kyn evidence` are not searched, unless `top` is one. Returns the folders that were left out because of the limits, and those that cannot be read.
 */
export function* findFiles(
  host: Host,
  top: string,
  classes: readonly FileClass[],
  limits = LIMITS,
): Generator<readonly string[], SearchGaps> {
  const search = new Search(host, top, { classes, limits });
  const large: { readonly folder: string; readonly count: number }[] = [];
  let level = [top];
  while (level.length > 0) {
    const below: string[] = [];
    for (const folder of level) {
      const files = search.open(folder, below);
      if (files.length > limits.large) large.push({ folder, count: files.length });
      else yield* portions(search.take(folder, files));
    }
    level = below;
  }
  large.sort((a, b) => a.count - b.count);
  for (const { folder } of large) yield* portions(search.take(folder, search.open(folder)));
  return { first: search.gaps, more: search.moreGaps, packages: search.packages };
}

function* portions(files: readonly string[]): Generator<readonly string[], void> {
  for (let i = 0; i === 0 || i < files.length; i += PORTION) yield files.slice(i, i + PORTION);
}

class Search {
  readonly gaps: SearchGap[] = [];
  moreGaps = 0;
  packages = 0;
  private folders = 0;
  private readonly limits: SearchLimits;
  private readonly left: Map<FileClass, number>;

  constructor(
    private readonly host: Host,
    private readonly top: string,
    { classes, limits }: { readonly classes: readonly FileClass[]; readonly limits: SearchLimits },
  ) {
    this.limits = limits;
    this.left = new Map(classes.map(name => [name, limits.files]));
  }

  /** The names of the candidates in a folder, in order; adds its folders to `below`. */
  open(folder: string, below?: string[]): readonly string[] {
    const entries = this.entriesOf(folder);
    if (below) {
      this.addFolders(folder, entries, below);
      this.addSpecial(folder, entries);
    }
    return entries.flatMap(({ name, kind }) => (kind === 'file' && this.isWanted(name) ? [name] : [])).sort();
  }

  // A link leads to a file that is found where it is, or is followed by the caller.
  private addSpecial(folder: string, entries: readonly FolderEntry[]): void {
    for (const { name, kind } of entries) {
      if (kind !== 'other' || !this.isWanted(name)) continue;
      const path = join(folder, name);
      if (this.host.linkTarget(path) === undefined && this.host.stat(path)?.kind === 'other')
        this.addGap({ file: path, why: reasonText('special') });
    }
  }

  private entriesOf(folder: string): readonly FolderEntry[] {
    const read = this.host.readFolder(folder);
    if (read.ok && (folder === this.top || !isPackage(this.host, folder, read.entries))) return read.entries;
    if (read.ok) {
      this.packages++;
      return [];
    }
    // A folder that was deleted since its parent was read contains nothing. One whose name is not UTF-8 is not found by the name that was read.
    if (read.reason !== 'missing' || folder.includes(REPLACEMENT)) this.addGap({ folder, reason: read.reason });
    return [];
  }

  private isWanted(name: string): boolean {
    const found = classOf(name);
    return found !== undefined && this.left.has(found);
  }

  private addFolders(folder: string, entries: readonly FolderEntry[], below: string[]): void {
    const names = entries.filter(e => e.kind === 'folder' && !isSkippedName(e.name)).map(e => e.name);
    const taken = names.sort().slice(0, this.limits.folders - this.folders);
    this.folders += taken.length;
    if (taken.length < names.length) this.addGap({ folder, left: 'folder', limit: this.limits.folders });
    for (const name of taken) below.push(join(folder, name));
  }

  /** The paths of those candidates that the limits allow. */
  take(folder: string, names: readonly string[]): readonly string[] {
    const missed = new Set<FileClass>();
    const taken = names.filter(name => {
      const found = classOf(name);
      const left = found && this.left.get(found);
      if (!found || left === undefined) return false;
      if (left === 0) missed.add(found);
      else this.left.set(found, left - 1);
      return left > 0;
    });
    for (const left of missed) this.addGap({ folder, left, limit: this.limits.files });
    return taken.map(name => join(folder, name));
  }

  private addGap(gap: SearchGap): void {
    if (this.gaps.length < MAX_GAPS) this.gaps.push(gap);
    else this.moreGaps++;
  }
}

/** Folders (absolute) without those that a search of an earlier one includes, so that nothing is found twice. */
export const searchTops = (folders: readonly string[]): readonly string[] =>
  folders.filter((folder, i) => !folders.slice(0, i).some(top => isSearchedWith(top, folder)));

const isSearchedWith = (top: string, folder: string): boolean =>
  folder === top || (isInside(top, folder) && !isSkipped(relativeTo(top, folder)));

/** The gaps of a search as sentences; `consequence` is a sentence about what was left out. */
export function gapTexts(
  { first, more }: Pick<SearchGaps, 'first' | 'more'>,
  label: (folder: string) => string,
  consequence: string,
): string[] {
  const texts = first.map(gap =>
    'file' in gap
      ? `${label(gap.file)} was not read: ${gap.why}.`
      : 'reason' in gap
        ? `${label(gap.folder)} was not searched: ${notSearchedText(gap.reason)}. Its specs and artifacts were not checked.`
        : `${label(gap.folder)} was not searched completely: there are more than ${numberText(gap.limit)} ${NOUNS[gap.left]}. ${consequence}`,
  );
  return more === 0 ? texts : [...texts, moreText(more)];
}

// Some may be files.
const moreText = (count: number): string =>
  count === 1
    ? '1 more folder or file was not read completely.'
    : `${numberText(count)} more folders or files were not read completely.`;

const notSearchedText = (reason: ReadFailure): string =>
  reason === 'missing'
    ? 'it was not found. If its name is not UTF-8, rename it: such folders cannot be read'
    : reasonText(reason);

// The system's functions put it in place of bytes that are not UTF-8.
const REPLACEMENT = '\ufffd';

const NOUNS: Readonly<Record<FileClass | 'folder', string>> = {
  spec: 'specs',
  artifact: 'JSON files, locks and session logs',
  script: 'Python scripts',
  document: 'DLM documents',
  folder: 'folders',
};

/** Whether a path, relative to the folder where a search starts, is in a folder that is not walked. */
export const isSkipped = (relative: string): boolean => relative.split('/').some(isSkippedName);

// A folder that was being removed contains half a run.
const isSkippedName = (name: string): boolean => SKIPPED.has(name) || temporaryKind(name) !== undefined;

/** Whether a file is a spec by its name. */
export const isSpecPath = (path: string): boolean => SPEC_ENDING.test(path);

/** Why a file with another name has no lock, after its name. Only the name says which texts are specs, so that no other file gets a lock. */
export const NOT_A_SPEC = 'is not a spec: the name of a spec ends in `.kyn`.';

/** Whether a file may be a generated script by its name. Most scripts are not, so they are read only where every file is read once. */
export const isScriptPath = (path: string): boolean => path.endsWith('.py');

const ARTIFACT_ENDINGS = ['.json', '.lock', '.jsonl'];

/** Whether a file may be an artifact by its name: locks, JSON and JSON Lines. */
export const isArtifactPath = (path: string): boolean => ARTIFACT_ENDINGS.some(ending => path.endsWith(ending));

/** Whether a path or URI is that of a DLM document. */
export const isDlmPath = (path: string): boolean => path.endsWith('.dlm');

/** What a file may be by its name; undefined for other files. */
export function classOf(path: string): FileClass | undefined {
  if (isSpecPath(path)) return 'spec';
  if (isArtifactPath(path)) return 'artifact';
  if (isScriptPath(path)) return 'script';
  return isDlmPath(path) ? 'document' : undefined;
}

/** Whether a file is of one of the classes by its name. */
export function isOfClass(classes: readonly FileClass[], path: string): boolean {
  const found = classOf(path);
  return found !== undefined && classes.includes(found);
}
