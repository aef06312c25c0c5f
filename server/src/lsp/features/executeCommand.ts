// `workspace/executeCommand`: the commands of fixes, for clients that do not have KynML's own commands.
import type { ExecuteCommandParams, ServerCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import type { LockAcceptance } from '../../../../src-shared/protocol/requests';
import type { LockMode } from '../../../../src-shared/repro/lock/planLock';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { pathOf } from '../base/convert';
import { LSPErrorCodes, ResponseError } from '../base/languageServer';
import type { Capabilities } from '../protocol/clientCapabilities';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { serverCommands } from '../protocol/serverCommands';
import { acceptanceOf } from '../spec/lockAcceptance';
import { lockCommandFor } from '../spec/lockCommand';
import { lockPlan, lockReader, type Writable, writePlannedLock } from '../spec/lockWriting';
import { specStateOf } from '../spec/specState';

type Answer = null | string | ResponseError<void>;

const NEEDS_SPEC = 'The command needs the URI of a spec.';

const run: Readonly<Record<string, (context: FeatureContext, argument: unknown) => Promise<Answer>>> = {
  [serverCommands.configHash]: showHash,
  [serverCommands.createLock]: (context, uri) => writeLock(context, uri, 'create'),
  [serverCommands.regenerateLock]: (context, uri) => writeLock(context, uri, 'regenerate'),
  [serverCommands.applyEdit]: applyEdit,
};

/** `workspace/executeCommand`. */
export const executeCommand = lspFeature<ExecuteCommandParams, Answer>({
  method: 'workspace/executeCommand',
  capabilities: offered,
  answersCancelled: true,
  fallback: failed('The command failed, perhaps after a part of its work. The log of the server has the reason.'),
  answer: async (context, { command, arguments: [argument] = [] }) =>
    Object.hasOwn(run, command)
      ? ((await run[command]?.(context, argument)) ?? null)
      : failed(`The server has no command ${command}.`),
});

// KynML's own client has commands that ask first.
function offered({ ownCommands, applyEdit: canApply }: Capabilities): Partial<ServerCapabilities> {
  const { applyEdit: forEdits, ...always } = serverCommands;
  return ownCommands
    ? {}
    : { executeCommandProvider: { commands: [...Object.values(always), ...(canApply ? [forEdits] : [])] } };
}

// The answer is for clients that do something with it, the message for people.
async function showHash({ workspace, showMessage }: FeatureContext, uri: unknown): Promise<Answer> {
  const state = typeof uri === 'string' ? specStateOf(workspace, uri) : null;
  if (!state) return failed(NEEDS_SPEC);
  if (state.configHash === null) return failed(state.message);
  const path = pathOf(state.uri);
  const name = path === undefined ? '' : ` of ${workspace.label(path)}`;
  showMessage(`CONFIG_HASH${name}${state.unsaved ? ' with its unsaved changes' : ''}: ${state.configHash}`);
  return state.configHash;
}

async function writeLock(context: FeatureContext, uri: unknown, mode: LockMode): Promise<Answer> {
  if (typeof uri !== 'string') return failed(NEEDS_SPEC);
  const { workspace, showMessage } = context;
  const planned = lockPlan(workspace, { uri, mode, read: lockReader(workspace) });
  if (planned.action === 'refuse') return failed(planned.refusal);
  // Git finds the locked version by the hash that the lock still has.
  const accepted = await acceptanceOf(workspace, pathOf(uri) ?? '', planned);
  const written = await writePlannedLock(context, { uri, mode }, now =>
    now.text === planned.text ? objectionTo(context, uri, now) : CHANGED,
  );
  if (!written.ok) return failed(written.message);
  showMessage(writtenText(workspace, uri, planned, accepted));
  return null;
}

const CHANGED = 'The spec or its lock changed in the meantime, so nothing was written. Try again.';

// Not every client can ask before the lock is written, so what it accepts is shown then.
function writtenText(
  workspace: FeatureContext['workspace'],
  uri: string,
  { action, path }: Writable,
  accepted: LockAcceptance | undefined,
): string {
  const [lock, spec] = [workspace.label(path), workspace.label(pathOf(uri) ?? '')];
  if (action === 'unchanged') return `${lock} already records ${spec}, so nothing was written.`;
  const now = `${lock} records the current state of ${spec}${accepted ? ` (${shortHash(accepted.configHash)})` : ''}.`;
  if (!accepted?.lockedHash || accepted.lockedHash === accepted.configHash) return now;
  return [now, `It recorded ${shortHash(accepted.lockedHash)} before.`, accepted.changes].filter(Boolean).join(' ');
}

// What needs an agreement is not done here, because not every client can ask.
const objectionTo = ({ workspace }: FeatureContext, uri: string, { confirm }: Writable): string | undefined =>
  confirm &&
  `${confirm.statement} Nothing was written. To overwrite it, run ${lockCommandFor(workspace, uri, ' --force')}.`;

async function applyEdit({ applyEdit: apply }: FeatureContext, edit: unknown): Promise<Answer> {
  if (typeof edit !== 'object' || edit === null) return failed('The command needs an edit.');
  return (await apply(edit as WorkspaceEdit)) ? null : failed('The editor did not apply the edit.');
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
