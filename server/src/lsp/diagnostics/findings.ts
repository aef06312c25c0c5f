// The findings of an open document: from its text, its bytes on disk, its lock, and the files that it refers to.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { wrongEncoding } from '../../../../src-shared/artifacts/findings/wrongEncoding';
import { artifactFindings, firstLine, specFindings } from '../../../../src-shared/repro/diagnostics/findings';
import { dataDrift } from '../../../../src-shared/repro/findings/dataDrift';
import { goldenFindings } from '../../../../src-shared/repro/golden/findings';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { pinnedState } from '../artifact/pinnedSpec';
import { recordedData } from '../artifact/recordedDataFiles';
import type { FeatureContext } from '../protocol/featureContext';
import type { OpenArtifact } from '../workspace/workspaceView';

/** What findings depend on. */
type FindingContext = Pick<FeatureContext, 'workspace' | 'results'>;

/** Findings of a document, sorted by place; undefined for documents that KynML does not check. */
export function findings(
  context: FindingContext,
  uri: string,
): { doc: TextDocument; diagnostics: Diagnostic[] } | undefined {
  const { workspace } = context;
  const spec = workspace.spec(uri);
  if (spec) {
    const { path, disk } = spec.open;
    const lock = path === undefined ? { state: 'missing' as const, message: '' } : workspace.lock(path);
    const facts = { fault: disk.fault, hiddenBom: spec.open.hiddenBom, lock };
    const data = path === undefined ? undefined : workspace.datasetsOf(path);
    return { doc: spec.doc, diagnostics: specFindings(spec.analysis, { ...facts, ...(data && { data }) }) };
  }
  const found = workspace.artifact(uri);
  if (!found) return undefined;
  const diagnostics = [
    ...artifactFindings(found.artifact, pinnedState(workspace, uri)),
    ...findingsOfBytes(found),
    ...findingsOfGoldens(context, found),
    ...findingsOfData(context, found),
    ...findingsOfDlmCheck(context, found),
  ];
  return { doc: found.open.doc, diagnostics: diagnostics.sort(byPlace) };
}

function findingsOfBytes({ open: { disk, doc } }: OpenArtifact): Diagnostic[] {
  return disk.fault ? [wrongEncoding.report({ isUtf16: disk.fault === 'utf-16' }, firstLine(doc.getText()))] : [];
}

// An index of goldens is compared with the files that it names.
function findingsOfGoldens({ workspace }: FindingContext, { open, artifact }: OpenArtifact): Diagnostic[] {
  const goldens = artifact.claims.goldens ?? [];
  if (goldens.length === 0 || open.path === undefined) return [];
  const within = workspace.folderOf(open.path);
  const files = workspace.goldens.of(goldens, { path: open.path, ...(within !== undefined && { within }) });
  return goldenFindings(goldens, files, workspace.host.sha256);
}

// Verified data that differs from what was recorded.
function findingsOfData(
  { workspace, results }: FindingContext,
  { open: { path }, artifact }: OpenArtifact,
): Diagnostic[] {
  if (path === undefined) return [];
  const recorder = { path, configHash: artifact.claims.configHash };
  return dataDrift.find(recordedData(artifact), data => {
    const file = results.verifiedData.find(recorder, data);
    return file && { ...file, label: oneLine(workspace.label(file.path)) };
  });
}

// The result of checking a DLM lock applies only to the checked text.
function findingsOfDlmCheck({ results }: FindingContext, { open: { path, doc } }: OpenArtifact): readonly Diagnostic[] {
  return (path === undefined ? undefined : results.dlmChecks.find(path, doc.getText()))?.findings ?? [];
}
