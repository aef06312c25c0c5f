// The status bar item: state of the active spec, lock or run. Updated when something it depends on changes;
// stale responses are dropped.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import { iconLabel } from '../../../src-shared/text/iconLabel';
import { manyLines, oneLine } from '../../../src-shared/text/oneLine';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { sameUri } from '../ui/uris';
import { affectsStatusBar, type StatusBarContent } from './affectsStatusBar';
import { runStatus, type StatusText, specStatus } from './statusBarText';

/** The status bar item. */
export const statusBar: Part = {
  name: 'status bar',
  start(context) {
    const item = vscode.window.createStatusBarItem('state', vscode.StatusBarAlignment.Left, 50);
    item.name = 'KynML';
    item.command = commands.showActions;
    // Undefined while it is unknown.
    let shown: StatusBarContent | undefined;
    const ask = latestOnly(
      () => activeStatus(context),
      status => {
        shown = status.shown;
        show(item, status.text);
      },
    );
    const update = () => {
      shown = undefined;
      ask();
    };
    let timer: NodeJS.Timeout | undefined;
    const editor = vscode.window.onDidChangeActiveTextEditor(() => {
      update();
      // The state of the previous document must not be read as that of this one.
      clearTimeout(timer);
      timer = setTimeout(() => !shown && item.hide(), PENDING_MS);
    });
    const changed = context.onChanged(uris => affectsStatusBar(uris, shown, sameUri) && update());
    update();
    return vscode.Disposable.from(item, editor, changed, { dispose: () => clearTimeout(timer) });
  },
};

/** The item is not hidden for a shorter wait, so that it does not flicker. */
const PENDING_MS = 200;

/** Runs `ask` immediately; a response that is older than the latest request is dropped. */
function latestOnly<T>(ask: () => Promise<T>, show: (answer: T) => void): () => void {
  let latest = 0;
  return () => {
    latest += 1;
    const turn = latest;
    void ask().then(answer => turn === latest && show(answer));
  };
}

interface Status {
  readonly shown: StatusBarContent | undefined;
  readonly text: StatusText | undefined;
}

/** The status of the active document; nothing to show when it cannot be determined. Never rejects. */
async function activeStatus(context: ClientContext): Promise<Status> {
  try {
    return await requestStatus(context);
  } catch (error) {
    context.log.error('status bar', String(error));
    return { shown: undefined, text: undefined };
  }
}

async function requestStatus(context: ClientContext): Promise<Status> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return { shown: { kind: 'nothing' }, text: undefined };
  const uri = document.uri.toString();
  const other: Status = { shown: { kind: 'other', document: uri }, text: undefined };
  if (!mayHaveStatus(document)) return other;
  const state = await context.request('kynml/specState', { uri });
  if (state) return { shown: { kind: 'spec', document: uri, lock: state.lock.uri }, text: specStatus(state) };
  if (!looksLikeRun(document)) return other;
  const run = await context.request('kynml/run', { uri });
  return run ? { shown: { kind: 'run', document: uri }, text: runStatus(run) } : other;
}

const mayHaveStatus = ({ languageId, uri }: vscode.TextDocument): boolean =>
  ['kynml', 'json', 'jsonc', ARTIFACT_LANGUAGE].includes(languageId) || uri.path.endsWith('.lock');

// Avoids reading every open JSON file from disk.
const looksLikeRun = (document: vscode.TextDocument): boolean =>
  document.languageId !== 'kynml' && document.lineCount < 10_000 && document.getText().includes('"config_hash"');

function show(item: vscode.StatusBarItem, status: StatusText | undefined): void {
  if (!status) {
    item.hide();
    return;
  }
  item.text = iconLabel(status.icon, status.text);
  // A tooltip is plain text.
  item.tooltip = manyLines(status.tooltip.join('\n'));
  item.accessibilityInformation = { label: oneLine(status.spoken), role: 'button' };
  item.show();
}
