// The check of a DLM lock: finds lock and document, samples the chosen interpreter once, compares. Every reason for a failure is a sentence.
import type { DlmCheck } from '../../../../src-shared/protocol/requests';
import { checkFindings, checkLock, type LockCheck } from '../../../../src-shared/repro/dlm/check';
import { queryCapabilities, queryRuntime } from '../../../../src-shared/repro/dlm/facts';
import { readLock, UNUSABLE_EFFECT } from '../../../../src-shared/repro/dlm/recordedLock';
import { needsCapabilities, type Sampled, sampleOf, sampleText } from '../../../../src-shared/repro/dlm/sample';
import { dlmIdOf } from '../../../../src-shared/repro/dlm/store';
import { storeLicense } from '../../../../src-shared/repro/dlm/storeManifest';
import { isDlmPath } from '../../../../src-shared/repro/files/findFiles';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import { counted } from '../../../../src-shared/text/numberText';
import { uriOf } from '../base/convert';
import { readFrontMatter } from '../base/dlmFrontMatter';
import { systemClock } from '../base/systemClock';
import type { RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import type { DlmCheckResult } from '../workspace/actionResults';
import type { WorkspaceView } from '../workspace/workspaceView';

/** A lock or a document to check, and documents that may belong to the lock. Absolute paths. */
interface DlmCheckRequest {
  readonly path: string;
  readonly python: string;
  readonly documents: readonly string[];
}

/** Checks a lock and records the result. */
export async function checkDlm(
  { workspace, computer, results, refreshDlmLocks }: FeatureContext,
  request: DlmCheckRequest,
  control: RequestControl,
): Promise<DlmCheck> {
  refreshDlmLocks();
  const target = findTarget(workspace, request);
  if (typeof target === 'string') return failed(target);
  const sampled = await sampleRuntime({ workspace, computer }, request, control);
  if (control.cancelled.aborted) return { ok: false, message: 'The check was cancelled.', cancelled: true };
  if (typeof sampled === 'string') return failed(sampled);
  const { path, root, text } = target;
  const dlmSha256 = await documentHash(workspace, target, request);
  const license = storeLicense(workspace.host, path, stringMember(root, 'dlm_id') ?? '');
  const time = new Date();
  const check = checkLock(root, {
    ...sampled,
    ...(dlmSha256 !== undefined && { dlmSha256 }),
    ...(license && { license }),
    time: time.toISOString(),
  });
  results.dlmChecks.record(path, {
    text,
    findings: checkFindings(root, check),
    summary: lensOf(check, time.getTime()),
  });
  return answerOf(workspace, path, { check, sampled });
}

const failed = (message: string): DlmCheck => ({ ok: false, message });

interface Target {
  readonly path: string;
  readonly text: string;
  readonly root: JsonNode;
  /** The document, when the request names one. */
  readonly document?: string;
}

function findTarget(workspace: WorkspaceView, { path }: DlmCheckRequest): Target | string {
  if (!isDlmPath(path)) return lockTarget(workspace, path);
  const head = readFrontMatter(workspace.host, path);
  if (head === undefined) return `${workspace.label(path)} cannot be read as UTF-8 text.`;
  const lock = workspace.dlm.find(head, workspace.trusted);
  if (lock.state !== 'valid') return lock.why;
  const target = lockTarget(workspace, lock.path);
  return typeof target === 'string' ? target : { ...target, document: path };
}

function lockTarget(workspace: WorkspaceView, path: string): Target | string {
  const label = workspace.label(path);
  const open = workspace.documentAt(path);
  if (open?.isUnsaved()) return `${label} has unsaved changes, and DLM reads the file. Save it first.`;
  const artifact = workspace.artifactAt(path);
  const text = workspace.read(path);
  if (artifact?.kind.id !== 'dlm-lock' || !text.ok)
    return `${label} is not a DLM lock or cannot be read, so it was not compared.`;
  const lock = readLock(text.text, artifact);
  if (!lock.ok) return `${label} is not a valid DLM lock: ${lock.errors[0].message} ${UNUSABLE_EFFECT}`;
  return { path, text: open?.doc.getText() ?? text.text, root: lock.root };
}

async function sampleRuntime(
  { workspace, computer }: Pick<FeatureContext, 'workspace' | 'computer'>,
  { python, path }: DlmCheckRequest,
  { cancelled }: RequestControl,
): Promise<Sampled | string> {
  const { host } = workspace;
  const folder = workspace.folderOf(path) ?? workspace.folders[0] ?? workspace.workingFolder(path);
  const options = { folder, signal: cancelled };
  const facts = await queryRuntime(host, python, options);
  if (typeof facts === 'string') return facts;
  const program = needsCapabilities(facts) ? computer.findProgram('nvidia-smi', workspace.folders) : undefined;
  return sampleOf(facts, await queryCapabilities(host, program, options));
}

// The requested document, else the only one with the identifier of the lock.
async function documentHash(
  workspace: WorkspaceView,
  { root, document }: Target,
  { documents }: DlmCheckRequest,
): Promise<string | undefined> {
  const id = stringMember(root, 'dlm_id');
  const isOfLock = (path: string): boolean => {
    const found = dlmIdOf(readFrontMatter(workspace.host, path) ?? '');
    return found.ok && found.id === id;
  };
  const [only, ...others] = document === undefined ? [...new Set(documents)].filter(isOfLock) : [document];
  if (only === undefined || others.length > 0) return undefined;
  const hashed = await workspace.host.hashFile(only);
  return hashed.ok ? hashed.hash : undefined;
}

// What is installed may change afterwards, and no event reports that, so the lens says when it was compared.
function lensOf(check: LockCheck, time: number): DlmCheckResult['summary'] {
  const { icon, title } = outcomeOf(check);
  return { icon, title: `${title} (compared ${systemClock.time(time)})` };
}

function outcomeOf({ decision, unknown }: LockCheck): DlmCheckResult['summary'] {
  const fields = (count: number): string => counted(count, 'field');
  const count = decision.mismatches.filter(m => m.severity !== 'allow').length;
  if (count > 0)
    return {
      icon: 'warning',
      title: `${fields(count)} ${count === 1 ? 'differs' : 'differ'} from what was installed`,
    };
  return unknown.length > 0
    ? { icon: 'question', title: `no differences, ${fields(unknown.length)} unknown` }
    : { icon: 'check', title: 'matches what was installed' };
}

function answerOf(
  workspace: WorkspaceView,
  path: string,
  { check, sampled }: { readonly check: LockCheck; readonly sampled: Sampled },
): DlmCheck {
  const { decision, unknown, unseen } = check;
  const count = (severity: string) => decision.mismatches.filter(m => m.severity === severity).length;
  return {
    ok: true,
    lockUri: uriOf(path),
    lockLabel: workspace.label(path),
    found: sampleText(sampled),
    action: decision.action,
    errors: count('error'),
    warnings: count('warn'),
    mismatches: decision.mismatches.map(({ field, severity, message }) => ({ field, severity, message })),
    unknown,
    unseen,
  };
}
