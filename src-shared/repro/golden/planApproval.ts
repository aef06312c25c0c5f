// Plans the approval of a golden: the golden and its repository, the approved adapter, the index before and after. Writes nothing.
import { kindById } from '../../artifacts/detect';
import type { Golden } from '../../artifacts/kind';
import { type Artifact, readArtifact } from '../../artifacts/read';
import { markSecrets } from '../../artifacts/secrets/secrets';
import type { Host } from '../../host/host';
import { join } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { isHash, shortHash } from '../../text/hashForm';
import { type JsonNode, stringMember } from '../../text/jsonText';
import { readArtifactText } from '../files/readArtifactText';
import { unverifiedText } from '../findings/goldenUnverified';
import { type ApprovedIndex, approveGolden } from './approve';
import { type GoldenFile, INDEX_PATH, indexRoot, readGoldenFolder, readGoldens } from './files';
import { GOLDEN_FOLDER, GOLDEN_PATH, type GoldenTuple, goldenName, tupleOf } from './name';

/** What finding and approving goldens needs from its caller. */
export interface ApprovalFiles {
  readonly host: Host;
  /** A path for people. */
  readonly label: (path: string) => string;
  /** Whether an editor shows a text that differs from the file. */
  readonly isUnsaved: (path: string) => boolean;
}

/** A golden that can be approved. Absolute paths. */
export interface ApprovableGolden {
  readonly index: string;
  /** Relative to the top of the repository. */
  readonly relpath: string;
  readonly tuple: GoldenTuple;
  /** The adapter in the golden's file; undefined when the file is missing or does not name one. */
  readonly held?: string;
  readonly isMissing: boolean;
  /** The adapter that the index approves. */
  readonly approved?: string;
}

/** The goldens of a file: all of an index, or the one of a tuple file. A sentence when there is none. */
export function findGoldens(files: ApprovalFiles, path: string): readonly ApprovableGolden[] | string {
  const single = goldenAt(path);
  const top = single?.top ?? indexRoot(path);
  if (top === undefined)
    return `${files.label(path)} is neither the index ${INDEX_PATH} of a repository nor a golden in ${GOLDEN_FOLDER}.`;
  const index = readIndex(files, join(top, INDEX_PATH));
  if (typeof index === 'string') return index;
  const relpaths = single ? [single.relpath] : namesOf(files, top, index.goldens);
  if (typeof relpaths === 'string') return relpaths;
  if (relpaths.length === 0) return `${GOLDEN_FOLDER} does not contain a golden. DLM's script writes them.`;
  const contents = readGoldens(
    relpaths.map(relpath => ({ relpath })),
    index,
    files.host,
  );
  const goldens = [...contents].map(([relpath, file]) => readGolden(files, { relpath, file, top, index }));
  const usable = goldens.filter(golden => typeof golden !== 'string');
  return usable.length > 0 ? usable : String(goldens[0]);
}

// The repository and the relative path of a golden.
function goldenAt(path: string): { readonly top: string; readonly relpath: string } | undefined {
  const end = path.lastIndexOf(`/${GOLDEN_FOLDER}/`);
  const relpath = path.slice(end + 1);
  return end >= 0 && GOLDEN_PATH.test(relpath) ? { top: path.slice(0, end), relpath } : undefined;
}

interface Index {
  readonly path: string;
  /** The current text; '' when the index does not exist yet. */
  readonly text: string;
  readonly root?: JsonNode;
  readonly goldens: readonly Golden[];
}

const UNSAVED = 'has unsaved changes. Save it first.';

// A broken index is never replaced: its approvals would be lost.
function readIndex(files: ApprovalFiles, path: string): Index | string {
  const label = files.label(path);
  if (files.isUnsaved(path)) return `${label} ${UNSAVED}`;
  const read = readArtifactText(files.host, path);
  if (!read.ok)
    return read.reason === 'missing'
      ? { path, text: '', goldens: [] }
      : `${label} cannot be read: ${reasonText(read.reason)}.`;
  const artifact = readArtifact(path, read.text, kindById('dlm-golden-index'));
  const error = artifact && firstError(artifact);
  if (!artifact?.root || error !== undefined)
    return `${label} is not a valid golden index, so nothing was approved: ${error}`;
  return { path, text: read.text, root: artifact.root, goldens: artifact.claims.goldens ?? [] };
}

const firstError = ({ diagnostics }: Artifact): string | undefined =>
  diagnostics.find(d => d.severity === 'error')?.message;

// The goldens on disk and in the index, sorted by name; a sentence when the folder cannot be read.
function namesOf({ host }: ApprovalFiles, top: string, goldens: readonly Golden[]): string[] | string {
  const folder = readGoldenFolder(host, top);
  if ('why' in folder) return unverifiedText(folder.why);
  const onDisk = [...folder.kinds].flatMap(([name, kind]) => (kind === 'file' ? [`${GOLDEN_FOLDER}/${name}`] : []));
  const isGolden = (relpath: string): boolean => GOLDEN_PATH.test(relpath);
  return [...new Set([...onDisk.filter(isGolden), ...goldens.map(golden => golden.relpath)])].sort();
}

const GENERATE = "Generate the golden again with DLM's script.";

function readGolden(
  files: ApprovalFiles,
  {
    relpath,
    file,
    top,
    index,
  }: { readonly relpath: string; readonly file: GoldenFile; readonly top: string; readonly index: Index },
): ApprovableGolden | string {
  const path = join(top, relpath);
  const label = files.label(path);
  if (files.isUnsaved(path)) return `${label} ${UNSAVED}`;
  if (file.state === 'unread') return `${label} cannot be approved. ${unverifiedText(file.why)}`;
  if (file.state === 'broken') return `${label} cannot be read as a golden: ${file.reason}. ${GENERATE}`;
  const content = file.state === 'read' ? markSecrets(file.root) : undefined;
  const entry = index.goldens.findLast(golden => golden.relpath === relpath)?.entry;
  if (!content && !entry) return `${label} does not exist, and the index does not contain it. ${GENERATE}`;
  const tuple = tupleOf(content ?? entry);
  if (!tuple) return `${label} does not record its platform and its versions, so it cannot be approved. ${GENERATE}`;
  const name = goldenName(tuple, files.host.sha256);
  if (`${GOLDEN_FOLDER}/${name}` !== relpath)
    return `The name of ${label} does not match its versions and its platform; it must be ${name}. ${GENERATE}`;
  const [held, approved] = [content, entry].map(node => stringMember(node, 'adapter_sha256'));
  return {
    index: index.path,
    relpath,
    tuple,
    isMissing: content === undefined,
    ...(held !== undefined && isHash(held) && { held }),
    ...(approved !== undefined && { approved }),
  };
}

/** A planned approval. `indexBefore`: the current text of the index, '' when it does not exist. */
export interface ApprovalPlan extends ApprovedIndex {
  readonly index: string;
  readonly indexBefore: string;
  /** The adapter in the golden's file. */
  readonly held?: string;
  readonly remarks: readonly string[];
}

/** Plans to approve an adapter (64 hex digits) for a golden. `time` is ISO 8601 without offset, as DLM writes it. */
export function planApproval(
  files: ApprovalFiles,
  golden: ApprovableGolden,
  { adapter, time }: { readonly adapter: string; readonly time: string },
): ApprovalPlan | string {
  const index = readIndex(files, golden.index);
  if (typeof index === 'string') return index;
  const { sha256 } = files.host;
  const approved = approveGolden(index.root, { ...golden.tuple, adapterSha256: adapter }, { sha256, now: time });
  return {
    ...approved,
    index: index.path,
    indexBefore: index.text,
    remarks: remarksOf(golden, adapter),
    ...(golden.held !== undefined && { held: golden.held }),
  };
}

function remarksOf({ relpath, held, isMissing }: ApprovableGolden, adapter: string): string[] {
  if (held === adapter) return [];
  if (isMissing) return [`${relpath} does not exist, so the entry cannot be verified until DLM's script writes it.`];
  const state = held === undefined ? 'does not name an adapter' : `names adapter ${shortHash(held)}`;
  return [
    `${relpath} ${state}, so it differs from the index until DLM's script rewrites it with the approved adapter.`,
  ];
}
