// The git guard: runs start from committed files, or after the user confirmed otherwise.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { modalPrompt } from '../ui/modalPrompt';
import { nameOf } from '../ui/uris';
import { type RunType, requiresCleanTree, uncommittedChangesPrompt } from './uncommittedChangesPrompt';

/** The run may start. `dirtyAt`: the commit below the confirmed uncommitted changes; '' when git did not report it. */
export interface GitCheckResult {
  readonly dirtyAt?: string;
}

/** Whether a file may be run; undefined when not. Outside a git repository nothing is checked. */
export async function checkUncommittedChanges(
  context: ClientContext,
  file: vscode.Uri,
  runType: RunType,
): Promise<GitCheckResult | undefined> {
  const setting = vscode.workspace.getConfiguration('kynml', file).get('git.requireClean');
  if (!requiresCleanTree(setting, runType)) return {};
  const tree = await context.request('kynml/gitState', { uri: file.toString() });
  const prompt = uncommittedChangesPrompt(nameOf(file), tree);
  if (!prompt) return {};
  const [commit, anyway] = [t('Commit'), t('Run anyway')];
  const answer = await modalPrompt({ ...prompt, answers: [commit, anyway] });
  if (answer === commit) await vscode.commands.executeCommand('workbench.view.scm');
  if (answer !== anyway) return undefined;
  const dirtyAt = tree === 'unknown' || tree === null ? '' : tree.sha;
  context.log.warn(
    runType,
    nameOf(file),
    dirtyAt === ''
      ? 'started although git did not report whether everything is committed'
      : `started with uncommitted changes on top of commit ${dirtyAt}`,
  );
  return { dirtyAt };
}
