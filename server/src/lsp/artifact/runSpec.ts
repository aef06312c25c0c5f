// The spec that a run was made from, with the files that it imports: the current text, an older version from git, or a text that runs kept.
import { dirname, join } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { type Composition, compose, importsOf } from '../../../../src-shared/kyn/names/compose';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { WholeSpec } from '../../../../src-shared/kyn/training/settingPairs';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { HISTORY_FOLDER, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { findRecords, type RunRecord, recordOfRun } from '../../../../src-shared/repro/reproduce/runRecord';
import type { FoundRunSpec } from '../../../../src-shared/repro/reproduce/specsOfRuns';
import { type SpecVersionText, versionImports } from '../../../../src-shared/repro/reproduce/versionImports';
import type { FeatureContext } from '../protocol/featureContext';
import type { OriginLookup } from './originLookup';
import { historiesOf } from './workspaceRuns';

/** What the search needs. */
export interface RunSpecSearch extends Pick<FeatureContext, 'workspace' | 'history' | 'inventory' | 'kept'> {
  readonly origins: OriginLookup;
}

/** A run: the path of its file, and the CONFIG_HASH of its spec. `places`: paths of runs, next to whose histories its spec may be kept. */
export interface SpecOfRun {
  readonly path: string | undefined;
  readonly hash: string;
  readonly places: readonly string[];
}

/** Finds the spec of a run; undefined where its text is not found. */
export async function runSpec(search: RunSpecSearch, run: SpecOfRun): Promise<FoundRunSpec | undefined> {
  const found = (await inWorkspaceOrGit(search, run.hash)) ?? inHistory(search, run);
  if (!found) return undefined;
  const tree = parse(withoutBom(found.text));
  if (importsOf(tree).length === 0) return { spec: { tree, imports: [] }, isAlone: true };
  // A record may name any file.
  const kept = search.workspace.trusted ? recordOf(search, run) : undefined;
  const composition = await compositionOf(search, kept, { ...found, tree });
  const isKnown = composition?.problems.every(({ kind }) => kind === 'cycle') === true;
  const spec = { tree, ...(isKnown && { imports: composition.files.map(file => file.tree) }) };
  if (!kept) return { spec, isAlone: false };
  const { record } = kept;
  return { spec, isAlone: false, imports: { spec: record.spec.path, imports: record.imports, isComplete: isKnown } };
}

/** The text of the spec of a run; undefined where it is not found. */
export const specTextOf = async (search: RunSpecSearch, run: SpecOfRun): Promise<string | undefined> =>
  ((await inWorkspaceOrGit(search, run.hash)) ?? inHistory(search, run))?.text;

/** A text of the spec; `isCurrent`: it is in the workspace. Only a text that was kept without its path has none. */
interface FoundVersion extends Omit<SpecVersionText, 'path'> {
  readonly path?: string;
  readonly isCurrent?: true;
}

async function inWorkspaceOrGit(
  { workspace, history, origins }: RunSpecSearch,
  hash: string,
): Promise<FoundVersion | undefined> {
  const origin = origins.find(hash);
  if (origin.state === 'current') {
    const read = workspace.read(origin.path);
    return read.ok ? { path: origin.path, text: read.text, isCurrent: true } : undefined;
  }
  const [newest] = history.allVersions(hash);
  const text = newest && (await history.text(hash));
  if (!newest || text === undefined) return undefined;
  const top = repositoryOf(workspace.host, newest.folder) ?? newest.folder;
  return { path: join(top, newest.version.path), text, commit: { top, id: newest.version.commit } };
}

function inHistory({ workspace }: RunSpecSearch, { places, hash }: SpecOfRun): FoundVersion | undefined {
  const text = keptSpecText(workspace, places, hash);
  return text === undefined ? undefined : { text };
}

/** The text of a spec that a run near one of the paths kept, even if nothing was committed; undefined where none did. */
export function keptSpecText(
  { host }: RunSpecSearch['workspace'],
  places: readonly string[],
  hash: string,
): string | undefined {
  for (const path of places) {
    const text = keptText(host, historyOf(host, historyPlace(host, path)), hash);
    if (text !== undefined) return text;
  }
  return undefined;
}

// The folder with the history of a run, which may itself be a kept one.
function historyPlace(host: RunSpecSearch['workspace']['host'], path: string): string {
  const inside = path.indexOf(`/${HISTORY_FOLDER}/`);
  return inside < 0 ? workspaceFolderOf(host, dirname(path)) : path.slice(0, inside);
}

// What the run kept is exact. Without it, the imports of the commit or the current ones are those of the same version.
async function compositionOf(
  { workspace }: RunSpecSearch,
  kept: KeptRecord | undefined,
  found: FoundVersion & Pick<WholeSpec, 'tree'>,
): Promise<Composition | undefined> {
  const { host } = workspace;
  const { tree } = found;
  const path = kept?.record.spec.path ?? found.path;
  if (path === undefined) return undefined;
  if (!kept && found.isCurrent) return workspace.composition(path, tree);
  const folder = kept?.folder ?? workspace.folderOf(path) ?? dirname(path);
  const imported = { host, folders: [folder, ...workspace.folders] as const, label: (p: string) => workspace.label(p) };
  const { load } = await versionImports(imported, { ...found, path }, kept?.record);
  return compose({ id: path, tree }, load);
}

interface KeptRecord {
  readonly record: RunRecord;
  /** The folder with the history. */
  readonly folder: string;
}

// What the history kept about this very run. A history of the workspace was read already; that of a run elsewhere is read now.
function recordOf({ workspace, inventory, kept }: RunSpecSearch, { path, hash }: SpecOfRun): KeptRecord | undefined {
  const { host } = workspace;
  const manifest = path === undefined ? undefined : (inventory.index.get(path)?.hash ?? hashAt(host, path));
  if (path === undefined || manifest === undefined) return undefined;
  const isOfContent = ({ manifest: written, spec }: RunRecord): boolean =>
    written === manifest && spec.configHash === hash;
  const known = kept.isRead ? recordOfRun(kept.records.filter(isOfContent), path) : undefined;
  if (known) return { record: known, folder: historyPlace(host, known.file) };
  const folder = historyPlace(host, path);
  if (kept.isRead && historiesOf(workspace).includes(folder)) return undefined;
  const record = findRecords(host, folder, { path, manifest, configHash: hash }).ofRun;
  return record && { record, folder };
}

function hashAt(host: RunSpecSearch['workspace']['host'], path: string): string | undefined {
  const read = host.readBytes(path, MAX_MANIFEST);
  return read.ok ? host.sha256(read.bytes) : undefined;
}

/** A larger file is not the manifest of a kept run, in bytes. */
const MAX_MANIFEST = 16 * 1024 * 1024;
