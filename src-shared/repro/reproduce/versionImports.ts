// The files that a version of a spec imports, at that version.
import type { Host } from '../../host/host';
import { dirname, isInside, joinWritten } from '../../host/paths';
import { readText } from '../../host/readText';
import { repositoryOf } from '../../host/repositoryOf';
import type { Loaded } from '../../kyn/names/compose';
import { parse } from '../../kyn/syntax/parse';
import { configHash, withoutBom } from '../hash/configHash';
import { historyOf } from '../history/historyFolder';
import { keptText } from '../history/keepRun';
import { type Commit, importedTexts } from './gitVersion';
import type { RunRecord } from './runRecord';

/** How the imports of a version are loaded. */
export interface VersionImports {
  readonly load: (from: string, path: string) => Loaded;
  /** Whether each file has the content that was kept with the run. */
  readonly areRecorded: boolean;
  /** What is used where that is unknown; completes "so ... is used". */
  readonly assumed: string;
}

/** What a search for imports needs; see SpecSearch. */
export interface ImportSearch {
  readonly host: Host;
  readonly folders: readonly [string, ...string[]];
  readonly label: (path: string) => string;
}

/** A text of a spec; `path`: where it is, or was in its commit. */
export interface SpecVersionText {
  readonly path: string;
  readonly text: string;
  readonly commit?: Commit | undefined;
}

/** The imports of a version of a spec: with a record those that the run kept, otherwise those of its commit, otherwise the current files. */
export async function versionImports(
  search: ImportSearch,
  found: SpecVersionText,
  record: RunRecord | undefined,
): Promise<VersionImports> {
  const { host, label } = search;
  const texts = record
    ? recordedTexts(search, record)
    : found.commit && (await importedTexts(host, found.commit, found));
  const textAt = (path: string): string | undefined => {
    // Runs keep the path of an imported file after following links.
    if (texts) return texts.get(path) ?? texts.get(host.realPath(path) ?? path);
    const read = isReadable(search, path) ? readText(host, path) : undefined;
    return read?.ok ? read.text : undefined;
  };
  return {
    load(from, target) {
      const path = joinWritten(dirname(from), target);
      const text = textAt(path);
      const loaded = { id: path, label: label(path) };
      if (text !== undefined) return { ...loaded, tree: parse(withoutBom(text)) };
      return { ...loaded, problem: texts || isReadable(search, path) ? 'missing' : 'outside' };
    },
    areRecorded: record !== undefined,
    assumed: found.commit ? 'the content in that commit' : 'their current content',
  };
}

// A spec may name any path.
const isReadable = ({ host, folders }: ImportSearch, path: string): boolean =>
  [...folders, ...folders.flatMap(folder => repositoryOf(host, folder) ?? [])].some(folder => isInside(folder, path));

// Only texts with the hashes that were recorded: from the working tree, otherwise from the kept ones.
function recordedTexts({ host, folders }: ImportSearch, record: RunRecord): ReadonlyMap<string, string> {
  const history = historyOf(host, folders[0]);
  return new Map(
    record.imports.flatMap(({ path, configHash: hash }) => {
      const read = readText(host, path);
      const text = read.ok && configHash(read.text, host.sha256) === hash ? read.text : keptText(host, history, hash);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}
