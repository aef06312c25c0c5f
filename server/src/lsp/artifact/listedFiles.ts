// What the view of runs shows besides runs: artifacts of other kinds, from the index, and the DLM documents with the locks of their stores.
import type { DlmId } from '../../../../src-shared/repro/dlm/store';
import { recordedFacts } from '../../../../src-shared/runs/index/indexedArtifact';
import type { ListedFile, ListedStore } from '../../../../src-shared/views/runs/treeContent';
import type { FeatureContext } from '../protocol/featureContext';
import { artifactTime } from './runTimes';
import { isListed } from './workspaceRuns';

/** The artifacts that are not runs, the newest first. Locks that a spec uses are shown by their spec. */
export function listedFiles(context: FeatureContext): ListedFile[] {
  const { workspace, inventory } = context;
  const used = new Set([...inventory.specs.keys()].map(spec => workspace.lock(spec).path));
  const files = [...inventory.listed.values()].filter(({ path }) => !used.has(path) && isListed(context, path));
  return files.map(file => withTime(context, file)).sort(newestFirst);
}

function withTime(context: FeatureContext, file: ListedFile): ListedFile {
  const time = artifactTime(context, file);
  return time ? { ...file, time } : file;
}

const newestFirst = (a: ListedFile, b: ListedFile): number =>
  (b.time?.time ?? Number.NEGATIVE_INFINITY) - (a.time?.time ?? Number.NEGATIVE_INFINITY) || (a.path < b.path ? -1 : 1);

/** The DLM documents by path. The store of a document is outside of the workspace: only its lock is read, and only where the workspace is trusted. */
export const listedStores = (context: FeatureContext): ListedStore[] =>
  [...context.inventory.dlmDocuments]
    .filter(([path]) => !context.workspace.isIgnored(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, id]) => storeOf(context, path, id));

function storeOf({ workspace }: FeatureContext, path: string, id: DlmId): ListedStore {
  const lock = workspace.dlm.ofStore(id, workspace.trusted);
  return lock.state === 'valid'
    ? { path, state: lock.state, why: '', facts: recordedFacts('dlm-lock', lock.root) }
    : { path, state: lock.state, why: lock.why, facts: [] };
}
