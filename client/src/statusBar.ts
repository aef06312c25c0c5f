// The status bar item: state of the active spec, lock or run. Computed at once with every change; late answers are dropped.
import * as vscode from 'vscode';
import { commands } from '../../src-shared/protocol/commands';
import type { Ctx } from './ctx';
import type { Part } from './part';
import { sameUri } from './place';
import { runStatus, type StatusText, specStatus } from './statusBarText';

/** Shows the state of what is open. */
export const statusBar: Part = {
  name: 'status bar',
  start(ctx) {
    const item = vscode.window.createStatusBarItem('state', vscode.StatusBarAlignment.Left, 50);
    item.name = 'KynML';
    item.command = commands.showActions;
    const update = latestOnly(
      () => activeStatus(ctx),
      status => show(item, status),
      error => ctx.log.error('status bar', String(error)),
    );
    const editor = vscode.window.onDidChangeActiveTextEditor(update);
    const changed = ctx.onChanged(update);
    update();
    return vscode.Disposable.from(item, editor, changed);
  },
};

/** Runs `ask` at once; an answer that is older than one already shown or asked for is dropped. */
function latestOnly<T>(ask: () => Promise<T>, show: (answer: T) => void, failed: (error: unknown) => void): () => void {
  let latest = 0;
  return () => {
    latest += 1;
    const turn = latest;
    ask().then(
      answer => turn === latest && show(answer),
      error => failed(error),
    );
  };
}

async function activeStatus(ctx: Ctx): Promise<StatusText | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !mayConcernUs(document)) return undefined;
  const uri = document.uri.toString();
  const state = await ctx.request('kynml/specState', { uri });
  if (state) return specStatus(state);
  if (!looksLikeRun(document)) return undefined;
  const run = (await ctx.request('kynml/runs', {})).find(item => sameUri(item.uri, uri));
  return run && runStatus(run);
}

const mayConcernUs = (document: vscode.TextDocument): boolean =>
  document.languageId === 'kynml' || document.languageId === 'json' || document.languageId === 'jsonc';

// Asking for all runs because any JSON file is open would be work for nothing.
const looksLikeRun = (document: vscode.TextDocument): boolean =>
  document.languageId !== 'kynml' && document.lineCount < 10_000 && document.getText().includes('"config_hash"');

function show(item: vscode.StatusBarItem, status: StatusText | undefined): void {
  if (!status) {
    item.hide();
    return;
  }
  item.text = status.text;
  item.tooltip = status.tooltip.join('\n');
  item.accessibilityInformation = { label: status.spoken, role: 'button' };
  item.show();
}
