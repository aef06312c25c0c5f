// The open diff panels, one for each pair of runs. At most one of them has a pinned baseline (side A).
import * as vscode from 'vscode';
import type { FromDiffWebview } from '../../../src-shared/protocol/webview';
import type { ClientContext } from '../base/clientContext';
import { actionFailed } from '../ui/actionFailed';
import { t } from '../ui/l10n';
import { sameUri } from '../ui/uris';
import { affectsDiff } from './affectsDiff';
import { copyMarkdown, keepBaseline, openSide, openTextDiff, titleOf } from './diffActions';
import { type DiffSession, type Sides, startDiffSession } from './diffSession';
import { sidesOfState } from './diffState';
import { showPage } from './showPage';

/** Type of the panel: `activeWebviewPanelId` in `when` clauses, `onWebviewPanel:` in activation events. */
export const diffViewType = 'kynml.diff';

/** Operations of commands on an open comparison. */
export interface OpenDiff {
  sides(): Sides;
  /** Swaps A and B. */
  swap(): void;
  /** Opens the two files in a diff editor. */
  textDiff(): void;
}

const open = new Set<DiffPanel>();

/** Shows the comparison of two runs (URIs): in its own panel, in the panel where A is pinned, or in a new one. */
export function openDiff(context: ClientContext, { a, b }: Sides): void {
  const panel = panelFor({ a, b });
  if (!panel) {
    new DiffPanel(context, newWebviewPanel(), { a, b, pinned: false });
    return;
  }
  panel.compare({ a, b });
  panel.reveal();
}

/** URI of the pinned baseline; undefined when none is pinned. */
export function pinnedBaseline(): string | undefined {
  return [...open].find(panel => panel.session.pinned())?.session.sides().a;
}

/** The comparison that commands apply to: the focused one, else the only visible one. */
export function activeDiff(): OpenDiff | undefined {
  const seen = [...open].filter(({ panel }) => panel.visible);
  return seen.find(({ panel }) => panel.active) ?? (seen.length === 1 ? seen[0] : undefined);
}

/** Restores the panels after a reload of the window. */
export function registerDiffPanelSerializer(context: ClientContext): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(diffViewType, {
    async deserializeWebviewPanel(panel, state) {
      const sides = sidesOfState(state);
      if (sides) new DiffPanel(context, panel, sides);
      else panel.dispose();
    },
  });
}

function panelFor({ a, b }: Sides): DiffPanel | undefined {
  const panels = [...open];
  const same = panels.find(({ session }) => sameUri(session.sides().a, a) && sameUri(session.sides().b, b));
  return same ?? panels.find(({ session }) => session.pinned() && sameUri(session.sides().a, a));
}

function newWebviewPanel(): vscode.WebviewPanel {
  // Without VS Code's find widget: it sees only the rows in the document, so its "No results" would be wrong for a long comparison.
  return vscode.window.createWebviewPanel(diffViewType, t('Compare'), vscode.ViewColumn.Active);
}

/** One panel from opening to closing. */
class DiffPanel implements OpenDiff {
  readonly session: DiffSession;

  constructor(
    private readonly context: ClientContext,
    readonly panel: vscode.WebviewPanel,
    start: Sides & { readonly pinned: boolean },
  ) {
    this.session = startDiffSession(
      {
        ask: sides => this.ask(sides),
        isKept: async uri => (await context.request('kynml/runNote', { uri }))?.isBaseline === true,
        post: message => void panel.webview.postMessage(message),
      },
      // Restored panels may have several pins; the first one keeps it.
      { ...start, pinned: start.pinned && pinnedBaseline() === undefined },
    );
    open.add(this);
    this.listen();
    this.load();
  }

  sides(): Sides {
    return this.session.sides();
  }

  compare(sides: Sides): void {
    const now = this.sides();
    if (sides.a === now.a && sides.b === now.b) return;
    this.session.compare(sides);
    this.panel.title = titleOf(sides);
  }

  reveal(): void {
    this.panel.reveal();
  }

  swap(): void {
    const { a, b } = this.sides();
    this.compare({ a: b, b: a });
  }

  textDiff(): void {
    this.attempt(openTextDiff(this.sides()));
  }

  private ask({ a, b }: Sides) {
    const answer = this.context.request('kynml/diff', { a, b });
    answer.catch(error => this.context.log.error('kynml/diff', String(error)));
    return answer;
  }

  private listen(): void {
    const { panel, session } = this;
    const listeners = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromDiffWebview) => this.receive(message)),
      this.context.onChanged(uris => affectsDiff(uris, this.sides(), sameUri) && session.changed(panel.visible)),
    );
    panel.onDidDispose(() => {
      listeners.dispose();
      session.close();
      open.delete(this);
    });
  }

  private load(): void {
    this.panel.title = titleOf(this.sides());
    showPage(this.context, this.panel, {
      page: 'diff',
      title: t('Compare runs'),
      pending: t('Comparing the two runs…'),
    });
  }

  private receive(message: FromDiffWebview): void {
    if (message.type === 'ready') this.session.ready();
    else if (message.type === 'swap') this.swap();
    else if (message.type === 'pin') this.pin(message.pinned);
    else if (message.type === 'copyMarkdown') this.attempt(copyMarkdown(this.context, this.sides()));
    else if (message.type === 'textDiff') this.textDiff();
    else if (message.type === 'open') this.attempt(openSide(this.sides()[message.side]));
  }

  /** Only one baseline can be pinned in a window, so pinning here unpins the others. It is kept for its spec too. */
  private pin(pinned: boolean): void {
    for (const { session } of open) if (session.pinned()) session.pin(false);
    if (pinned) this.session.pin(true);
    if (pinned !== this.session.kept()) this.attempt(keepBaseline(this.context, this.sides().a, pinned));
  }

  private attempt(work: Promise<void>): void {
    work.catch(error => actionFailed(this.context.log, diffViewType, error));
  }
}
