// The tables of runs: one panel for the runs of the workspace, and an editor for each results file of a sweep.
import * as vscode from 'vscode';
import { joinedTable } from '../../../src-shared/protocol/joinedTable';
import type { FromRunsWebview, RunTableQuery, RunTableView } from '../../../src-shared/protocol/runTableView';
import { savedQuery } from '../../../src-shared/protocol/savedQuery';
import { includesAny } from '../base/changedUris';
import type { ClientContext } from '../base/clientContext';
import { actionFailed } from '../ui/actionFailed';
import { t } from '../ui/l10n';
import { nameOf, sameUri } from '../ui/uris';
import { chooseBaseline, chooseColumns, doRunsAction } from './runsActions';
import { type RunsSession, receive, type SessionMessage, startRunsSession } from './runsSession';
import { showPage } from './showPage';

/** Type of the panel: `activeWebviewPanelId` in `when` clauses, `onWebviewPanel:` in activation events. */
export const runsViewType = 'kynml.runTable';

/** Type of the editor of results of a sweep. */
export const sweepEditorType = 'kynml.sweepTable';

let open: OpenTable | undefined;

/** Shows the runs of the workspace as a table, or those that are selected. */
export function openRunTable(context: ClientContext, selected: readonly vscode.Uri[] = []): void {
  const query: RunTableQuery = selected.length === 0 ? {} : { selected: selected.map(uri => uri.toString()) };
  if (open) {
    if (open.session.query().selected || query.selected) open.session.change(query);
    open.panel.reveal();
    return;
  }
  const panel = vscode.window.createWebviewPanel(runsViewType, t('Runs'), vscode.ViewColumn.Active);
  start(context, panel, query);
}

/** Restores the table after a reload of the window. Its page has its own state, and asks for what it showed. */
export function registerRunTable(context: ClientContext): vscode.Disposable {
  const serializer = vscode.window.registerWebviewPanelSerializer(runsViewType, {
    async deserializeWebviewPanel(panel, state) {
      if (open) panel.dispose();
      else start(context, panel, queryIn(state));
    },
  });
  const editor = vscode.window.registerCustomEditorProvider(sweepEditorType, sweepEditor(context));
  return vscode.Disposable.from(serializer, editor);
}

const sweepEditor = (context: ClientContext): vscode.CustomReadonlyEditorProvider => ({
  openCustomDocument: uri => ({ uri, dispose: () => undefined }),
  resolveCustomEditor: ({ uri }, panel) => void attach(context, panel, { file: uri.toString() }),
});

async function askTable(context: ClientContext, query: RunTableQuery): Promise<RunTableView | null> {
  const parts: RunTableView[] = [];
  const onPart = (part: RunTableView | null) => void (part && parts.push(part));
  const last = await context.request('kynml/runTable', query, { onPart });
  return last && joinedTable(parts, last);
}

// A page of all runs shows no file, whatever its state says.
function queryIn(state: unknown): RunTableQuery {
  const { query } = (typeof state === 'object' && state !== null ? state : {}) as { readonly query?: unknown };
  const { file: _, ...saved } = savedQuery(query);
  return saved;
}

function start(context: ClientContext, panel: vscode.WebviewPanel, query: RunTableQuery): void {
  open = { panel, session: attach(context, panel, query) };
  panel.onDidDispose(() => {
    open = undefined;
  });
}

function attach(context: ClientContext, panel: vscode.WebviewPanel, query: RunTableQuery): RunsSession {
  const ask = <T>(answer: Promise<T>): Promise<T> => {
    answer.catch(error => context.log.error(runsViewType, String(error)));
    return answer;
  };
  const session = startRunsSession(
    {
      ask: asked => ask(askTable(context, asked)),
      askCurves: runs => ask(context.request('kynml/lossCurves', { runs })),
      post: message => void panel.webview.postMessage(message),
      wait: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    query,
  );
  const act = (message: FromRunsWebview): void => {
    if (receive(session, message)) return;
    const work = workOf(context, { panel, session }, message);
    work.catch(error => actionFailed(context.log, runsViewType, error));
  };
  const listeners = vscode.Disposable.from(
    panel.webview.onDidReceiveMessage(act),
    context.onChanged(uris => isAffected(uris, session.query()) && session.changed(panel.visible)),
  );
  panel.onDidDispose(() => {
    listeners.dispose();
    session.close();
  });
  load(context, panel, query);
  return session;
}

async function columns(
  panel: vscode.WebviewPanel,
  message: Extract<FromRunsWebview, { type: 'chooseColumns' }>,
): Promise<void> {
  const keys = await chooseColumns(message);
  if (keys) await panel.webview.postMessage({ type: 'columns', keys });
}

interface OpenTable {
  readonly panel: vscode.WebviewPanel;
  readonly session: RunsSession;
}

async function workOf(
  context: ClientContext,
  { panel, session }: OpenTable,
  message: Exclude<FromRunsWebview, SessionMessage>,
): Promise<void> {
  if (message.type === 'chooseColumns') return columns(panel, message);
  if (message.type !== 'chooseBaseline') return doRunsAction(context, session.query(), message);
  const baseline = await chooseBaseline(context);
  if (baseline !== undefined) session.change({ ...session.query(), baseline });
}

// The table of all runs depends on specs too. A change without names may be any.
const isAffected = (changed: readonly string[], { file, baseline }: RunTableQuery): boolean =>
  file === undefined ||
  includesAny(changed, typeof baseline === 'string' ? [file, baseline.replace(/#.*$/, '')] : [file], sameUri);

function load(context: ClientContext, panel: vscode.WebviewPanel, { file }: RunTableQuery): void {
  if (file === undefined) panel.title = t('Runs');
  showPage(context, panel, {
    page: 'runs',
    title: file === undefined ? t('Runs') : nameOf(vscode.Uri.parse(file)),
    pending: t('Listing the runs…'),
    hasPictures: true,
  });
}
