// Finds the spec of a run by its CONFIG_HASH: in the working tree, in the texts that runs kept, then in git. Its imports are those of the same version.
import type { Host } from '../../host/host';
import { join } from '../../host/paths';
import { readText } from '../../host/readText';
import { type Composition, compose, importProblemText, importsOf } from '../../kyn/names/compose';
import type { SyntaxTree } from '../../kyn/syntax/ast';
import { parse } from '../../kyn/syntax/parse';
import { firstFew } from '../../text/firstFew';
import { shortHash } from '../../text/hashForm';
import { type StoredVersion, versionText } from '../git/git';
import { failureText } from '../git/gitFailure';
import { gitGap, repositoriesOf } from '../git/searchedRepositories';
import { configHash, withoutBom } from '../hash/configHash';
import { historyOf } from '../history/historyFolder';
import { keptText } from '../history/keepRun';
import type { Commit } from './gitVersion';
import { notFoundText } from './notFoundText';
import type { Step } from './reproduction';
import type { RunRecord } from './runRecord';
import { type SpecIndex, specIndex } from './specIndex';
import { versionImports } from './versionImports';

/** What a search for a spec needs. */
export interface SpecSearch {
  readonly host: Host;
  /** The folders that are searched, absolute. The first one has the history. */
  readonly folders: readonly [string, ...string[]];
  /** The path of a file for people. */
  readonly label: (path: string) => string;
  /** Shared by several searches; a search without one makes its own. */
  readonly index?: SpecIndex;
}

/** A spec with its imports. `path`: where it is, or was in its commit. */
export interface FoundSpec {
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly composition: Composition;
  /** The commit that has this version, if the spec came from git. */
  readonly commit?: Commit;
}

/** A text that was found. `place` completes "The text is ". */
export interface FoundText {
  readonly path: string;
  readonly text: string;
  readonly place: string;
  /** Its path is not known: the history kept only the text. */
  readonly isUnnamed?: true;
  /** The commit that has it, where it came from git. */
  readonly commit?: Commit;
}

/** The spec, if it can be used, and the step that reports it. `found`: its text, also where an import cannot be used. */
export interface SpecResult {
  readonly spec?: FoundSpec;
  readonly found?: FoundText;
  readonly step: Step;
}

/** Finds the spec with a CONFIG_HASH. `record`: what the history kept about a run of this spec; `isOfRun`: about this very run. */
export async function findSpec(
  given: SpecSearch,
  hash: string,
  { record, isOfRun }: { readonly record: RunRecord | undefined; readonly isOfRun: boolean },
): Promise<SpecResult> {
  const search = { ...given, index: given.index ?? specIndex(given.host, given.folders, given.label) };
  const kept = inWorkingTree(search, hash, record) ?? inHistory(search, hash, record);
  const found = kept ?? (await inGit(search, hash));
  if (typeof found === 'string') return { step: { name: 'spec', state: 'unknown', detail: found } };
  const tree = parse(withoutBom(found.text));
  const imports =
    importsOf(tree).length > 0 ? await versionImports(search, found, isOfRun ? record : undefined) : undefined;
  const composition = imports ? compose({ id: found.path, tree }, imports.load) : { files: [], problems: [] };
  const spec = { path: found.path, text: found.text, tree, composition, ...(found.commit && { commit: found.commit }) };
  const place = `The text with CONFIG_HASH ${shortHash(hash)} is ${found.place}.`;
  const [problem] = composition.problems;
  if (problem) {
    const detail =
      isOfRun && problem.kind === 'missing'
        ? `${place} It imports ${problem.trail.at(-1)}, whose content in this run is neither in the working tree nor in .kynml.`
        : `${place} An import cannot be used: ${importProblemText(problem)}`;
    return { found, step: { name: 'spec', state: 'unknown', detail } };
  }
  if (!imports || imports.areRecorded) {
    const same = imports ? ' Its imports have the hashes that were kept with the run.' : '';
    return { spec, found, step: { name: 'spec', state: 'confirmed', detail: place + same } };
  }
  const names = firstFew(composition.files, MAX_NAMED, { text: file => file.label });
  const detail = `${place} The run did not record the content of its imports (${names}), so ${imports.assumed} is used.`;
  return { spec, found, step: { name: 'spec', state: 'unknown', detail } };
}

const MAX_NAMED = 3;

type IndexedSearch = SpecSearch & { readonly index: SpecIndex };

// The place that the record names comes first, because a copy of a spec may have other imports and data next to it.
function inWorkingTree({ host, index, label }: IndexedSearch, hash: string, record?: RunRecord): FoundText | undefined {
  const textAt = (path: string): FoundText | undefined => {
    const read = readText(host, path);
    return read.ok && configHash(read.text, host.sha256) === hash
      ? { path, text: read.text, place: `in ${label(path)}` }
      : undefined;
  };
  const recorded = record && textAt(record.spec.path);
  if (recorded) return recorded;
  const path = index.pathOf(hash);
  return path === undefined ? undefined : textAt(path);
}

function inHistory({ host, folders, label }: SpecSearch, hash: string, record?: RunRecord): FoundText | undefined {
  const [workspace] = folders;
  const text = keptText(host, historyOf(host, workspace), hash);
  if (text === undefined) return undefined;
  const path = record?.spec.path ?? join(workspace, 'spec.kyn');
  const name = record ? ` as the earlier text of ${label(path)}` : '';
  const place = `not in the working tree, but runs kept it in .kynml${name}`;
  return { path, text, place, ...(!record && { isUnnamed: true as const }) };
}

// The text in a commit, or a sentence that states that it was not found.
async function inGit({ host, folders, label, index }: IndexedSearch, hash: string): Promise<FoundText | string> {
  const searched = index.searched();
  // A submodule, or another repository in the working tree, has a history of its own.
  const tops = repositoriesOf(host, [...folders, ...searched.folders]);
  const gaps: string[] = [];
  for (const top of tops) {
    const history = await index.versions(top);
    if (!history.ok) {
      gaps.push(failureText(history));
      continue;
    }
    if (history.gap) gaps.push(failureText(history.gap));
    const version = history.versions.get(hash)?.[0];
    const found = version && (await textOf(host, top, version, label));
    if (typeof found === 'object') return found;
    if (found !== undefined) gaps.push(found);
  }
  const missed = [...searched.gaps, ...gaps.slice(0, 1).map(gitGap)];
  return notFoundText(hash, { isInRepository: tops.length > 0, gaps: missed }, ADVICE);
}

const ADVICE = 'Restore that version of the spec, or run the command in the repository that contains it.';

async function textOf(
  host: Host,
  top: string,
  version: StoredVersion,
  label: (path: string) => string,
): Promise<FoundText | string> {
  const read = await versionText(host, top, version);
  if (!read.ok) return failureText(read);
  const path = join(top, version.path);
  const commit = { top, id: version.commit };
  return { path, text: read.text, commit, place: `in commit ${shortHash(version.commit)} as ${label(path)}` };
}
