// The status bar item of trainings that run, also of those that were started in a terminal. It starts and stops nothing, and a loss that deserves
// attention is a warning there, not a notification.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { TrainingsView } from '../../../src-shared/protocol/views';
import { iconLabel } from '../../../src-shared/text/iconLabel';
import { manyLines, oneLine } from '../../../src-shared/text/oneLine';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { startTrainingPoll } from './trainingPoll';

/** The status bar item. */
export const trainings: Part = {
  name: 'trainings',
  start(context) {
    const item = vscode.window.createStatusBarItem('trainings', vscode.StatusBarAlignment.Left, 49);
    item.name = t('KynML trainings');
    item.command = commands.showTrainings;
    const folders = new WatchedFolders(uri => poll.changed(uri));
    const histories = vscode.workspace.createFileSystemWatcher('{**/.kynml,**/.kynml/events}', false, true, true);
    const poll = startTrainingPoll({
      ask: files => ask(context, files),
      show: ({ view, watch }) => {
        show(item, view.status);
        folders.watch(watch.map(({ uri }) => uri));
      },
      wait: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    return vscode.Disposable.from(
      item,
      poll,
      folders,
      histories,
      histories.onDidCreate(uri => poll.created(uri.toString())),
      vscode.workspace.onDidGrantWorkspaceTrust(() => poll.changed()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => poll.changed()),
      vscode.tasks.onDidStartTask(() => poll.changed()),
      // No watcher reports a folder outside of the workspace before it exists.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && poll.changed()),
    );
  },
};

async function ask(context: ClientContext, files: readonly string[]) {
  try {
    return await context.request('kynml/trainings', { files });
  } catch (error) {
    context.log.error('kynml/trainings', String(error));
    throw error;
  }
}

function show(item: vscode.StatusBarItem, status: TrainingsView['status']): void {
  if (!status) {
    item.hide();
    return;
  }
  item.text = iconLabel(status.concern === undefined ? 'pulse' : 'warning', status.title);
  item.tooltip = manyLines(`${status.tooltip}\n${t('Click to list the trainings.')}`);
  const label = [`KynML: ${status.title}`, ...(status.concern === undefined ? [] : [status.concern])].join('. ');
  item.accessibilityInformation = { label: oneLine(label), role: 'button' };
  item.show();
}

const EVENTS = '*.jsonl';

/** Watches event files in the workspace, and in the folders outside of it that the server names. */
class WatchedFolders implements vscode.Disposable {
  private readonly outside = new Map<string, vscode.Disposable>();
  private readonly inside: vscode.Disposable;

  constructor(private readonly changed: (uri: string) => void) {
    this.inside = this.watcher(`**/.kynml/events/${EVENTS}`);
  }

  watch(uris: readonly string[]): void {
    for (const [uri, watcher] of this.outside) {
      if (uris.includes(uri)) continue;
      watcher.dispose();
      this.outside.delete(uri);
    }
    for (const uri of uris)
      if (!this.outside.has(uri))
        this.outside.set(uri, this.watcher(new vscode.RelativePattern(vscode.Uri.parse(uri), EVENTS)));
  }

  dispose(): void {
    vscode.Disposable.from(this.inside, ...this.outside.values()).dispose();
  }

  private watcher(pattern: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    const report = (uri: vscode.Uri) => this.changed(uri.toString());
    return vscode.Disposable.from(watcher, watcher.onDidCreate(report), watcher.onDidChange(report));
  }
}
