// The findings of an open document: from its text, its bytes on disk, its lock, or the spec that it pins.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { dirname } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/throughLink';
import { artifactFindings, type PinnedNow, specFindings } from '../../../../src-shared/repro/diagnostics/findings';
import { dataDrift } from '../../../../src-shared/repro/findings/dataDrift';
import { goldenFindings } from '../../../../src-shared/repro/golden/findings';
import { type Pinned, pinnedSpec as pinnedBy } from '../../../../src-shared/repro/lock/findLock';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import { oneLine } from '../../../../src-shared/text/oneLine';
import type { Workspace } from '../workspace/workspace';
import { recordedData } from './recordedDataFiles';

/** Findings of a document, sorted by place; undefined when it is nothing of ours. */
export function findings(
  workspace: Workspace,
  uri: string,
): { doc: TextDocument; diagnostics: Diagnostic[] } | undefined {
  const spec = workspace.spec(uri);
  if (spec) {
    const { path, disk } = spec.open;
    const lock = path === undefined ? { state: 'missing' as const, message: '' } : workspace.lock(path);
    const facts = { utf8: disk.utf8, hiddenBom: spec.open.hiddenBom, lock };
    const data = path === undefined ? undefined : workspace.dataOf(path);
    return { doc: spec.doc, diagnostics: specFindings(spec.analysis, { ...facts, ...(data && { data }) }) };
  }
  const found = workspace.artifact(uri);
  if (!found) return undefined;
  const own = artifactFindings(found.artifact, pinnedNow(workspace, uri));
  const more = [...goldensOf(workspace, found), ...driftOf(workspace, found), ...checkedOf(workspace, found)];
  return { doc: found.open.doc, diagnostics: [...own, ...more].sort(byPlace) };
}

type OpenArtifact = NonNullable<ReturnType<Workspace['artifact']>>;

// An index of goldens is held against the files that it names.
function goldensOf(workspace: Workspace, { open, artifact }: OpenArtifact): Diagnostic[] {
  const named = artifact.claims.goldens ?? [];
  if (named.length === 0 || open.path === undefined) return [];
  const within = workspace.folderOf(open.path);
  const files = workspace.goldens.of(named, { path: open.path, ...(within !== undefined && { within }) });
  return goldenFindings(named, files, workspace.host.sha256);
}

// Data that was verified and is not what was recorded.
function driftOf(workspace: Workspace, { open: { path }, artifact }: OpenArtifact): Diagnostic[] {
  if (path === undefined) return [];
  const recorder = { path, configHash: artifact.claims.configHash };
  return dataDrift.find(recordedData(artifact), data => {
    const reading = workspace.readData.for(recorder, data);
    return reading && { label: oneLine(workspace.label(reading.path)), hash: reading.hash };
  });
}

// A DLM lock that was checked, as long as it is the one that was checked.
function checkedOf({ dlm }: Workspace, { open: { path, doc } }: OpenArtifact): readonly Diagnostic[] {
  const checked = path === undefined ? undefined : dlm.checked.get(path);
  return checked?.text === doc.getText() ? checked.findings : [];
}

/** The path of the spec that an open lock pins; undefined when the document pins none, or none that is there and may be read. */
export function pinnedSpec(workspace: Workspace, uri: string): string | undefined {
  const pinned = pinnedOf(workspace, uri);
  return pinned?.state === 'there' ? pinned.path : undefined;
}

function pinnedOf(workspace: Workspace, uri: string): Pinned | undefined {
  const found = workspace.artifact(uri);
  const path = found?.open.path;
  if (path === undefined || found?.artifact.claims.sourcePath === undefined) return undefined;
  const folder = workspace.folderOf(path);
  // A lock that was opened by itself has its own folder; other folders of the workspace are as good as its own.
  const folders = folder === undefined ? [dirname(path)] : workspace.folders;
  const mayRead = (spec: string): boolean => staysInside(workspace.host, folders, spec);
  return pinnedBy(found.open.doc.getText(), { path, folder, mayRead }, workspace.read);
}

function pinnedNow(workspace: Workspace, uri: string): PinnedNow | undefined {
  const pinned = pinnedOf(workspace, uri);
  return pinned?.state === 'there' ? { state: 'there', hash: workspace.hashAt(pinned.path) } : pinned;
}
