// The verdict pages of reproductions, one for each run. Closing a page cancels its reproduction.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { FromReproductionWebview } from '../../../src-shared/protocol/webview';
import { oneLine } from '../../../src-shared/text/oneLine';
import type { ClientContext } from '../base/clientContext';
import { actionFailed } from '../ui/actionFailed';
import { t } from '../ui/l10n';
import { showStatusMessage } from '../ui/showMessage';
import { sameUri } from '../ui/uris';
import { keepManifest } from './keepManifest';
import {
  type ReproducedRun,
  type ReproductionSession,
  savedReproduction,
  startReproductionSession,
} from './reproductionSession';
import { showPage } from './showPage';

/** Type of the panel: `activeWebviewPanelId` in `when` clauses, `onWebviewPanel:` in activation events. */
export const reproductionViewType = 'kynml.reproduction';

/** A page that shows a reproduction. */
export interface ReproductionPage extends Pick<ReproductionSession, 'signal' | 'step' | 'finish'> {
  /** Whether the user sees it. */
  readonly isVisible: () => boolean;
  reveal(): void;
}

interface OpenPage {
  readonly run: string;
  readonly panel: vscode.WebviewPanel;
  readonly session: ReproductionSession;
}

const open = new Set<OpenPage>();

/** Opens the page of a run that is about to be reproduced; undefined if that run is being reproduced, whose page is then shown. */
export function openReproduction(context: ClientContext, of: ReproducedRun): ReproductionPage | undefined {
  const same = [...open].find(page => sameUri(page.run, of.run));
  if (same?.session.isRunning()) {
    same.panel.reveal();
    return undefined;
  }
  const panel = same?.panel ?? newPanel();
  if (same) open.delete(same);
  const { session } = startPage(context, panel, of);
  panel.reveal();
  const { signal, step, finish } = session;
  return { signal, step, finish, isVisible: () => panel.visible, reveal: () => panel.reveal() };
}

/** Restores the pages after a reload of the window. Its disposal cancels the reproductions that run. */
export function registerReproductionPages(context: ClientContext): vscode.Disposable {
  const serializer = vscode.window.registerWebviewPanelSerializer(reproductionViewType, {
    async deserializeWebviewPanel(panel, state) {
      const saved = savedReproduction(state);
      if (saved) startPage(context, panel, saved);
      else panel.dispose();
    },
  });
  return vscode.Disposable.from(serializer, { dispose: closeAll });
}

// VS Code closes the panels without an event when it ends the extension.
function closeAll(): void {
  for (const { session } of open) session.close();
  open.clear();
}

const newPanel = (): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(reproductionViewType, t('Reproduce'), vscode.ViewColumn.Active, {
    enableFindWidget: true,
  });

function startPage(
  context: ClientContext,
  panel: vscode.WebviewPanel,
  start: Parameters<typeof startReproductionSession>[1],
): OpenPage {
  const run = vscode.Uri.parse(start.run);
  const attempt = (work: Thenable<unknown>): void =>
    void work.then(undefined, error => actionFailed(context.log, reproductionViewType, error));
  const session = startReproductionSession(
    {
      post: message => void panel.webview.postMessage(message),
      again: () => attempt(vscode.commands.executeCommand(commands.reproduceRun, start.run)),
      open: () => attempt(vscode.commands.executeCommand('vscode.open', run.with({ fragment: '' }))),
      copy: markdown => attempt(copy(markdown)),
      keep: manifest => attempt(keepManifest(run, manifest)),
    },
    start,
  );
  const page: OpenPage = { run: start.run, panel, session };
  open.add(page);
  const listener = panel.webview.onDidReceiveMessage((message: FromReproductionWebview) => {
    if (open.has(page)) session.receive(message);
    else listener.dispose();
  });
  panel.onDidDispose(() => {
    listener.dispose();
    session.close();
    open.delete(page);
  });
  load(context, panel, start.label);
  return page;
}

async function copy(markdown: string): Promise<void> {
  await vscode.env.clipboard.writeText(markdown);
  showStatusMessage({ icon: 'check', text: t('Verdict copied as Markdown') });
}

function load(context: ClientContext, panel: vscode.WebviewPanel, label: string): void {
  panel.title = t('Reproduce: {0}', oneLine(label));
  showPage(context, panel, {
    page: 'reproduction',
    title: t('Reproduce run'),
    pending: t('Reproducing the run…'),
  });
}
