// The findings of a document or file: from its text, its bytes on disk, its lock, and the files that it refers to.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { wrongEncoding } from '../../../../src-shared/artifacts/findings/wrongEncoding';
import { reasonText } from '../../../../src-shared/host/readText';
import { isCompilerFinding } from '../../../../src-shared/kyn/compile/isCompilerFinding';
import { artifactFindings, firstLine, specFindings } from '../../../../src-shared/repro/diagnostics/findings';
import { withoutMark } from '../../../../src-shared/repro/diagnostics/hiddenMark';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { dataDrift } from '../../../../src-shared/repro/findings/dataDrift';
import { dataUnverified } from '../../../../src-shared/repro/findings/dataUnverified';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { lockUnreadable } from '../../../../src-shared/repro/findings/lockUnreadable';
import { indexRoot, unreadGoldens } from '../../../../src-shared/repro/golden/files';
import { goldenFindings } from '../../../../src-shared/repro/golden/findings';
import type { LockReport } from '../../../../src-shared/repro/lock/findLock';
import { refusedSettings } from '../../../../src-shared/repro/settings/readSettings';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { pinnedState } from '../artifact/pinnedSpec';
import { recordedData } from '../artifact/recordedDataFiles';
import { uriOf } from '../base/convert';
import { isProse } from '../base/isProse';
import type { FeatureContext } from '../protocol/featureContext';
import type { KnownContext } from '../references/knownHash';
import { referenceFindings } from '../references/referenceFindings';
import { lockCommandFor } from '../spec/lockCommand';
import type { OpenArtifact, Spec } from '../workspace/workspaceView';

/** What findings depend on. */
type FindingContext = KnownContext & Pick<FeatureContext, 'results'>;

/** The findings of a document, sorted by place. */
export interface DocumentFindings {
  readonly doc: TextDocument;
  readonly diagnostics: readonly Diagnostic[];
  /** Of a spec with a path: its lock. */
  readonly lock?: LockReport;
}

/** The findings of an open document; undefined for documents that KynML does not check. */
export function findings(context: FindingContext, uri: string): DocumentFindings | undefined {
  const open = context.workspace.document(uri);
  if (open && isProse(open.doc)) return { doc: open.doc, diagnostics: referenceFindings(context, open) };
  const spec = context.workspace.spec(uri);
  const found = spec ? undefined : context.workspace.artifact(uri);
  return checked(context, spec, found);
}

/** The findings of a file, open or not; undefined for files that KynML does not check. */
export function fileFindings(context: FindingContext, path: string): DocumentFindings | undefined {
  const { workspace } = context;
  const spec = isSpecPath(path) ? workspace.specFile(path) : undefined;
  const found = spec ? undefined : workspace.artifactFile(path);
  return checked(context, spec, found);
}

function checked(
  context: FindingContext,
  spec: Spec | undefined,
  found: OpenArtifact | undefined,
): DocumentFindings | undefined {
  if (spec) return withCommandLines(context, findingsOfSpec(context, spec), () => spec.doc.uri);
  return found && withCommandLines(context, findingsOfArtifact(context, found), () => pinnedUri(context, found));
}

function pinnedUri({ workspace }: FindingContext, found: OpenArtifact): string | undefined {
  const pinned = pinnedState(workspace, found);
  return pinned?.state === 'there' && pinned.path !== undefined ? uriOf(pinned.path) : undefined;
}

// KynML's own client has commands for locks; in other editors a finding names the command line. `specOf`: the spec that it locks, if it is known.
function withCommandLines(
  { workspace }: FindingContext,
  found: DocumentFindings,
  specOf: () => string | undefined,
): DocumentFindings {
  const isAboutLock = ({ code }: Diagnostic): boolean => code === lockDrift.code || code === lockUnreadable.code;
  if (workspace.client.commands === true || !found.diagnostics.some(isAboutLock)) return found;
  const spec = specOf();
  if (spec === undefined) return found;
  const hint = ` On the command line: ${lockCommandFor(workspace, spec)}.`;
  const diagnostics = found.diagnostics.map(d => (isAboutLock(d) ? { ...d, message: d.message + hint } : d));
  return { ...found, diagnostics };
}

function findingsOfSpec({ workspace }: FindingContext, { doc, open, analysis }: Spec): DocumentFindings {
  const { path, disk } = open;
  const lock: LockReport = path === undefined ? { state: 'missing', message: '' } : workspace.lock(path);
  const facts = { fault: disk.fault, hiddenBom: open.hiddenBom, lock };
  const data = path === undefined ? undefined : workspace.datasetsOf(path);
  const found = specFindings(analysis, { ...facts, ...(data && { data }) });
  // What another compiler cannot express does not matter to someone who never uses it.
  const isOfficial = workspace.settingsFor(path).compiler === 'official';
  return { doc, diagnostics: isOfficial ? found.filter(d => !isCompilerFinding(d)) : found, lock };
}

function findingsOfArtifact(context: FindingContext, found: OpenArtifact): DocumentFindings {
  const diagnostics = [
    ...findingsOfText(context.workspace, found),
    ...findingsOfBytes(found),
    ...findingsOfSettings(context, found),
    ...findingsOfGoldens(context, found),
    ...findingsOfData(context, found),
    ...findingsOfDlmCheck(context, found),
  ];
  return { doc: found.open.doc, diagnostics: diagnostics.sort(byPlace) };
}

function findingsOfText(workspace: FindingContext['workspace'], found: OpenArtifact): Diagnostic[] {
  const { open, artifact } = found;
  const label = open.path === undefined ? undefined : workspace.label(open.path);
  const findings = artifactFindings(artifact, pinnedState(workspace, found), label);
  return open.hiddenBom ? withoutMark(findings, open.doc.getText()) : findings;
}

function findingsOfBytes({ open: { disk, doc } }: OpenArtifact): Diagnostic[] {
  return disk.fault ? [wrongEncoding.report({ isUtf16: disk.fault === 'utf-16' }, firstLine(doc.getText()))] : [];
}

// The file on disk decides, because it is what is read.
const findingsOfSettings = ({ workspace }: FindingContext, { open: { path, doc } }: OpenArtifact): Diagnostic[] =>
  path === undefined ? [] : refusedSettings(workspace.host, path, firstLine(doc.getText()));

// An index of goldens is compared with the files that it names.
function findingsOfGoldens({ workspace }: FindingContext, { open, artifact }: OpenArtifact): Diagnostic[] {
  const goldens = artifact.claims.goldens ?? [];
  if (goldens.length === 0 || open.path === undefined) return [];
  const within = workspace.folderOf(open.path);
  const place = { path: open.path, ...(within !== undefined && { within }) };
  const files = workspace.isRefused(indexRoot(open.path) ?? open.path)
    ? unreadGoldens(goldens, { reason: reasonText('untrusted') })
    : workspace.goldens.of(goldens, place);
  return goldenFindings(goldens, files, workspace.host.sha256);
}

// Verified data that differs from what was recorded, and data that could not be read.
function findingsOfData(
  { workspace, results }: FindingContext,
  { open: { path }, artifact }: OpenArtifact,
): Diagnostic[] {
  if (path === undefined) return [];
  const recorder = { path, configHash: artifact.claims.configHash };
  const recorded = recordedData(artifact);
  const label = (file: string): string => oneLine(workspace.label(file));
  return [
    ...dataDrift.find(recorded, data => {
      const file = results.verifiedData.find(recorder, data);
      return file && { ...file, label: label(file.path) };
    }),
    ...dataUnverified.find(recorded, data => {
      const file = results.verifiedData.findUnread(recorder, data);
      return file && { label: label(file.path), reason: file.reason };
    }),
  ];
}

// The result of checking a DLM lock applies only to the checked text.
function findingsOfDlmCheck({ results }: FindingContext, { open: { path, doc } }: OpenArtifact): readonly Diagnostic[] {
  return (path === undefined ? undefined : results.dlmChecks.find(path, doc.getText()))?.findings ?? [];
}
