// Creates or regenerates a lock: save spec and lock, plan, confirm, then let the server write.
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { LockPlan } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { saveDocument } from '../spec/saveDocument';
import { saveLock } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { confirm } from '../ui/quickPick';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';

/** Whether the lock is new or replaces one. */
export type LockOperation = 'create' | 'regenerate';

/** Writes the lock of a spec. True when the lock now matches the spec; errors are shown. */
export async function writeLock(context: ClientContext, uri: vscode.Uri, mode: LockOperation): Promise<boolean> {
  const saved = await saveDocument(uri, saveFailedMessage);
  const plan = saved && (await planSaved(context, saved, mode));
  if (!plan) return false;
  if (plan.action === 'refuse')
    return fail(plan.refusal ?? t('The lock of {0} cannot be written.', nameOf(saved)), saved, mode);
  if (plan.action === 'unchanged') return done(t('{0} is already locked in {1}.', nameOf(saved), plan.lockLabel));
  if (plan.confirm !== undefined && !(await confirm(plan.confirm, t('Write {0}', plan.lockLabel)))) return false;
  return write(context, { uri: saved, mode, plan });
}

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so no lock was written. Its text is still in the editor.', name);

// The server plans with open documents but writes the file, so an unsaved lock is saved and planned again.
async function planSaved(context: ClientContext, uri: vscode.Uri, mode: LockOperation): Promise<LockPlan | undefined> {
  const state = await context.request('kynml/specState', { uri: uri.toString() });
  if ((await saveLock(state?.lock.uri ?? '', saveFailedMessage)) === 'failed') return undefined;
  const plan = () => context.request('kynml/planLock', { uri: uri.toString(), mode });
  const first = await plan();
  const target = await saveLock(first.lockUri, saveFailedMessage);
  if (target === 'failed') return undefined;
  return target === 'saved' ? plan() : first;
}

async function write(
  context: ClientContext,
  job: { uri: vscode.Uri; mode: LockOperation; plan: LockPlan },
): Promise<boolean> {
  const { uri, mode, plan } = job;
  const confirmed = plan.confirm === undefined ? {} : { confirmed: plan.confirm };
  const written = await context.request('kynml/writeLock', { uri: uri.toString(), mode, ...confirmed });
  if (!written.ok) return fail(written.message, uri, mode);
  // The lens shows that the spec is locked; only an unusual lock file is worth a message.
  const unusual = mode === 'create' && path.posix.basename(plan.lockLabel) !== 'kynml.lock';
  return unusual ? done(t('{0} is locked in its own lock file, {1}.', nameOf(uri), plan.lockLabel)) : true;
}

function done(text: string): true {
  showStatusMessage(`$(lock) ${text}`);
  return true;
}

function fail(text: string, uri: vscode.Uri, mode: LockOperation): false {
  const command = mode === 'create' ? commands.createLock : commands.regenerateLock;
  showMessage('error', text, { title: t('Try again'), command, args: [uri.toString()] });
  return false;
}
