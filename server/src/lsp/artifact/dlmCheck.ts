// Checking a DLM lock: finds lock and document, samples the chosen interpreter once, compares. Each obstacle is a sentence.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import type { DlmCheck } from '../../../../src-shared/protocol/requests';
import { checkFindings, checkLock, type LockCheck } from '../../../../src-shared/repro/dlm/check';
import { askCapabilities, askForFacts } from '../../../../src-shared/repro/dlm/facts';
import { needsCapabilities, type Sampled, sampleOf, sampleText } from '../../../../src-shared/repro/dlm/sample';
import { dlmIdOf } from '../../../../src-shared/repro/dlm/store';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import { uriOf } from '../base/convert';
import { programOnPath } from '../base/programOnPath';
import type { Call } from '../protocol/feature';
import { isDlmPath } from '../workspace/dlmLocks';
import type { Workspace } from '../workspace/workspace';

/** What is checked: a lock or a document, and documents that may be the lock's. Absolute paths. */
export interface Asked {
  readonly path: string;
  readonly python: string;
  readonly documents: readonly string[];
}

/** Checks a lock and keeps what was found for its findings. */
export async function checkDlm(workspace: Workspace, asked: Asked, call: Call): Promise<DlmCheck> {
  const target = targetOf(workspace, asked);
  if (typeof target === 'string') return failed(target);
  const sampled = await sample(workspace, asked, call);
  if (call.cancelled.aborted) return { ok: false, message: 'The check was cancelled.', cancelled: true };
  if (typeof sampled === 'string') return failed(sampled);
  const { path, root, text } = target;
  const dlmSha256 = await documentHash(workspace, target, asked);
  const check = checkLock(root, {
    ...sampled,
    ...(dlmSha256 !== undefined && { dlmSha256 }),
    time: new Date().toISOString(),
  });
  workspace.dlm.checked.set(path, { text, findings: checkFindings(root, check), summary: summaryOf(check) });
  return answerOf(workspace, path, { check, sampled });
}

const failed = (message: string): DlmCheck => ({ ok: false, message });

interface Target {
  readonly path: string;
  readonly text: string;
  readonly root: JsonNode;
  /** The document that was asked about, where one was. */
  readonly document?: string;
}

const HEAD_BYTES = 64 * 1024;

function targetOf(workspace: Workspace, { path }: Asked): Target | string {
  if (!isDlmPath(path)) return lockTarget(workspace, path);
  const head = frontOf(workspace, path);
  if (head === undefined) return `${workspace.label(path)} cannot be read as UTF-8 text.`;
  workspace.dlm.forget();
  const store = workspace.dlm.storeOf(head, workspace.trusted);
  if (store.state !== 'valid' && store.state !== 'broken') return store.why;
  const target = lockTarget(workspace, store.path);
  if (typeof target === 'string') return target;
  return store.state === 'valid' ? { ...target, document: path } : store.why;
}

// The front matter stands at the beginning of a document.
function frontOf({ host }: Workspace, path: string): string | undefined {
  const head = host.readHead(path, HEAD_BYTES);
  if (!head.ok) return undefined;
  // A character may be cut in two at the end of what is read.
  const cut = head.bytes.length < HEAD_BYTES ? head.bytes : head.bytes.subarray(0, head.bytes.lastIndexOf(10) + 1);
  return host.decodeUtf8(cut);
}

function lockTarget(workspace: Workspace, path: string): Target | string {
  const label = workspace.label(path);
  const open = workspace.documentAt(path);
  if (open?.unsaved()) return `${label} has unsaved changes, and DLM reads the file. Save it first.`;
  const artifact = workspace.artifactAt(path);
  const text = workspace.read(path);
  if (artifact?.kind.id !== 'dlm-lock' || !text.ok)
    return `${label} is no DLM lock, or cannot be read, so there is nothing to compare.`;
  const broken = faultOf(artifact);
  if (broken !== undefined) return `${label} is no valid DLM lock, so it was not compared: ${broken}`;
  return artifact.root ? { path, text: open?.doc.getText() ?? text.text, root: artifact.root } : label;
}

const faultOf = ({ root, diagnostics }: Artifact): string | undefined =>
  diagnostics.find(d => d.severity === 'error')?.message ?? (root ? undefined : 'it holds no JSON.');

async function sample(workspace: Workspace, { python, path }: Asked, call: Call): Promise<Sampled | string> {
  const { host } = workspace;
  const folder = workspace.folderOf(path) ?? workspace.folders[0] ?? workspace.workingFolder(path);
  const asking = { folder, signal: call.cancelled };
  const facts = await askForFacts(host, python, asking);
  if (typeof facts === 'string') return facts;
  const program = needsCapabilities(facts) ? programOnPath('nvidia-smi') : undefined;
  return sampleOf(facts, await askCapabilities(host, program, asking));
}

// The document that was asked about, else the only one that has the identifier of the lock.
async function documentHash(
  workspace: Workspace,
  { root, document }: Target,
  { documents }: Asked,
): Promise<string | undefined> {
  const id = stringMember(root, 'dlm_id');
  const isOfLock = (path: string): boolean => {
    const found = dlmIdOf(frontOf(workspace, path) ?? '');
    return found.ok && found.id === id;
  };
  const [only, ...more] = document === undefined ? [...new Set(documents)].filter(isOfLock) : [document];
  if (only === undefined || more.length > 0) return undefined;
  const hashed = await workspace.host.hashFile(only);
  return hashed.ok ? hashed.hash : undefined;
}

function summaryOf({ decision, unknown }: LockCheck): string {
  const count = decision.mismatches.filter(m => m.severity !== 'allow').length;
  if (count > 0) return `$(warning) ${count} ${count === 1 ? 'field differs' : 'fields differ'} from what is installed`;
  return unknown.length > 0 ? `$(question) nothing differs, ${unknown.length} not known here` : '$(check) as installed';
}

function answerOf(
  workspace: Workspace,
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
