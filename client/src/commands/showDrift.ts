// Show What Changed: compares the locked version of a spec with the current one in a diff editor.
import type * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { driftTitle, lockedUri } from '../lock/lockedVersion';
import { specFor } from '../spec/pickSpec';
import { specState } from '../spec/specState';
import { t } from '../ui/l10n';
import { showDiff } from '../ui/showDiff';
import { showMessage } from '../ui/showMessage';
import { showNeedsTrust } from '../ui/showNeedsTrust';
import { nameOf } from '../ui/uris';

/** The command. */
export const showDrift: Command = {
  id: commands.showDrift,
  async run(context, argument) {
    const uri = await specFor(argument, t('Show What Changed'));
    const state = uri && (await specState(context, uri));
    if (!state) return;
    if (state.lock.state === 'drifted') return show(context, uri);
    showNothingToCompare(state, nameOf(uri));
  },
};

async function show(context: ClientContext, uri: vscode.Uri): Promise<void> {
  const version = await context.request('kynml/lockedVersion', { uri: uri.toString() });
  if (!version.found)
    return version.needsTrust ? showNeedsTrust(version.message) : showMessage('information', version.message);
  await showDiff([lockedUri(uri, version), uri], driftTitle(uri, version));
  // The text diff does not show whether a change affects the settings.
  showMessage('information', version.changes, {
    title: t('Revert settings'),
    command: commands.explainHash,
    args: [uri, 'lock'],
  });
}

function showNothingToCompare({ uri, lock, message }: SpecState, name: string): void {
  const create = { title: t('Create lock'), command: commands.createLock, args: [uri] };
  if (lock.state === 'locked') showMessage('information', t('{0} has not changed since it was locked.', name));
  else if (lock.state === 'missing')
    showMessage('information', t('{0} is not locked, so it cannot be compared with a locked version.', name), create);
  else showMessage('warning', message);
}
