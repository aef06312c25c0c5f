// Creates or regenerates a lock: save spec and lock, plan, confirm, then let the server write.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { LockPlan } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { saveDocument } from '../spec/saveDocument';
import { saveLock } from '../spec/saveInputs';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';
import { acceptedHashes, isAccepting, lockQuestion } from './lockPlanText';

/** Whether the lock is new or replaces one. */
export type LockOperation = 'create' | 'regenerate';

/** Writes the lock of a spec. True when the lock now matches the spec; errors are shown. `shown`: the plan that the user already accepted. */
export async function writeLock(
  context: ClientContext,
  uri: vscode.Uri,
  mode: LockOperation,
  shown?: LockPlan,
): Promise<boolean> {
  const saved = await saveDocument(uri, saveFailedMessage);
  const plan = saved && (shown ?? (await planSaved(context, saved, mode)));
  if (!plan) return false;
  if (plan.action === 'refuse')
    return fail(plan.refusal ?? t('The lock of {0} cannot be written.', nameOf(saved)), saved, mode);
  if (plan.action === 'unchanged') {
    showMessage('information', t('{0} already records {1}, so nothing was written.', plan.lockLabel, nameOf(saved)));
    return true;
  }
  if (!shown && !(await confirmPlan(plan, saved))) return false;
  return write(context, { uri: saved, mode, plan });
}

// The file and what it accepts are shown before anything is written.
async function confirmPlan(plan: LockPlan, spec: vscode.Uri): Promise<boolean> {
  const prompt = {
    title: lockQuestion(plan, nameOf(spec)),
    placeHolder: t('Press Enter to confirm or Escape to cancel'),
  };
  const show: Choice<Answer> = { icon: 'git-compare', label: t('Show what changed'), value: 'show' };
  const answer = await quickPick<Answer>(prompt, [
    { icon: 'lock', label: t('Write {0}', plan.lockLabel), description: acceptedHashes(plan), value: 'write' },
    ...(isAccepting(plan) ? [show] : []),
    { icon: 'close', label: t('Cancel'), value: 'cancel' },
  ]);
  if (answer === 'show') await vscode.commands.executeCommand(commands.showDrift, spec);
  return answer === 'write';
}

type Answer = 'write' | 'show' | 'cancel';

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
  const { confirm, accepts, lockUri } = plan;
  const written = await context.request('kynml/writeLock', {
    uri: uri.toString(),
    mode,
    ...(confirm !== undefined && { confirmed: confirm }),
    ...(accepts && { shown: { lockUri, configHash: accepts.configHash } }),
  });
  // The lens shows that the spec is locked.
  return written.ok || fail(written.message, uri, mode);
}

function fail(text: string, uri: vscode.Uri, mode: LockOperation): false {
  const command = mode === 'create' ? commands.createLock : commands.regenerateLock;
  showMessage('error', text, { title: t('Try again'), command, args: [uri.toString()] });
  return false;
}
