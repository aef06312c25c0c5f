// The view of runs in the activity bar: specs, their versions and the runs of each. The server computes it when the view is visible.
import * as vscode from 'vscode';
import { joinedTree } from '../../../src-shared/protocol/joinedTree';
import type { LaunchesView } from '../../../src-shared/protocol/targetRequests';
import type { RunTreeView } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { type CombinedWork, combinedWork } from '../base/combinedWork';
import { isBrowser } from '../base/isBrowser';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { belowLaunch, type LaunchNode, launchItem, launchNodes } from './launchItem';
import { queryText } from './queryTexts';
import { childNodes, type RunNode, type RunTreeItem, runTreeItem, specNodes } from './runTreeItem';

/** The view. */
export const runTree: Part = {
  name: 'runs',
  start(context) {
    const nodes = new RunNodes(context, () => view);
    const view: vscode.TreeView<TreeNode> = vscode.window.createTreeView('kynml.runs', {
      treeDataProvider: nodes,
      showCollapseAll: true,
      canSelectMany: true,
    });
    return vscode.Disposable.from(
      view,
      nodes,
      context.onChanged(() => nodes.outdate()),
      context.launches.onChanged(() => nodes.outdateLaunches()),
      ...watchedLaunches(() => nodes.outdateLaunches()),
      context.runQuery.onChanged(() => nodes.outdate()),
      vscode.workspace.onDidChangeConfiguration(e => {
        if (e.affectsConfiguration('kynml.runs')) nodes.outdate();
      }),
      view.onDidChangeVisibility(() => nodes.update()),
    );
  },
};

type TreeNode = RunNode | LaunchNode;

// Also what was submitted in a terminal appears, and what was deleted disappears. Of a folder that is created or deleted with its files, only the folder may be reported.
const LAUNCHES = '{**/.kynml,**/.kynml/launches,**/.kynml/launches/*.json}';

function watchedLaunches(changed: () => void): readonly vscode.Disposable[] {
  const watcher = vscode.workspace.createFileSystemWatcher(LAUNCHES);
  return [watcher, watcher.onDidCreate(changed), watcher.onDidChange(changed), watcher.onDidDelete(changed)];
}

/** Changes within this time cause one request. */
const BURST_MS = 300;

const NOTHING: RunTreeView = { nodes: [], message: '', total: 0, shown: 0, unverified: 0 };
const NO_LAUNCHES: LaunchesView = { launches: [], description: '', tooltip: '', active: 0 };

class RunNodes implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly work: CombinedWork;
  private isOutdated = true;
  private areLaunchesOutdated = true;
  private tree = NOTHING;
  private launches = NO_LAUNCHES;

  constructor(
    private readonly context: ClientContext,
    private readonly view: () => vscode.TreeView<TreeNode>,
  ) {
    const failed = (error: unknown): void => context.log.error('kynml/runTree', String(error));
    this.work = combinedWork(() => this.refresh(), { delayMs: BURST_MS, failed });
  }

  /** The tree may have changed. */
  outdate(): void {
    this.isOutdated = true;
    this.outdateLaunches();
  }

  /** What was submitted may have changed. */
  outdateLaunches(): void {
    this.areLaunchesOutdated = true;
    this.update();
  }

  /** Asks again for what may have changed, if the view is visible. */
  update(): void {
    this.see();
    if ((this.isOutdated || this.areLaunchesOutdated) && this.view().visible) this.work.request();
  }

  // Targets are asked only about what is in sight.
  private see(): void {
    this.context.launches.see(this.view().visible ? this.launches.active : 0);
  }

  // A row that is drawn again while it is clicked loses its run, so an equal tree is not drawn again.
  private async refresh(): Promise<void> {
    const content = (): string => JSON.stringify([this.tree, this.launches]);
    const before = content();
    await this.load();
    if (content() !== before) this.changed.fire();
  }

  private async load(): Promise<void> {
    if (this.isOutdated) await this.loadTree();
    if (this.areLaunchesOutdated) await this.loadLaunches();
    this.see();
  }

  private async loadLaunches(): Promise<void> {
    this.areLaunchesOutdated = false;
    try {
      // A browser loads no histories, so nothing is known there.
      this.launches = isBrowser ? NO_LAUNCHES : await this.context.request('kynml/launches', {});
    } catch (error) {
      this.areLaunchesOutdated = true;
      this.context.log.error('kynml/launches', String(error));
      this.launches = unknownNow(this.launches);
    }
  }

  private async loadTree(): Promise<void> {
    this.isOutdated = false;
    const query = this.context.runQuery.value;
    try {
      const parts: RunTreeView[] = [];
      const onPart = (part: RunTreeView | null) => void (part && parts.push(part));
      const last = await this.context.request('kynml/runTree', query, { onPart });
      if (last) this.tree = joinedTree(parts, last);
    } catch (error) {
      this.isOutdated = true;
      throw error;
    }
    // An empty view shows its welcome text only without a message.
    const order = this.tree.total > 0 ? [queryText(query)] : [];
    this.view().message = [...order, this.tree.message].filter(text => text !== '').join(' ');
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { id, label, description, tooltip, icon, contextValue, expansion, uri } = this.itemOf(node);
    const item = new vscode.TreeItem(label, EXPANSION[expansion]);
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    item.iconPath = new vscode.ThemeIcon(
      icon.name,
      icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
    );
    item.contextValue = contextValue;
    if (uri !== undefined) item.command = { title: '', command: 'vscode.open', arguments: [vscode.Uri.parse(uri)] };
    return item;
  }

  private itemOf(node: TreeNode): RunTreeItem {
    return isOfLaunch(node) ? launchItem(node) : runTreeItem(node, this.context.runQuery.value.filter !== undefined);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) return isOfLaunch(node) ? [...belowLaunch(node)] : [...childNodes(node)];
    if (this.isOutdated || this.areLaunchesOutdated) await this.load();
    return [...launchNodes(this.launches), ...specNodes(this.tree.nodes)];
  }

  dispose(): void {
    this.work.dispose();
    this.changed.dispose();
  }
}

// What is known of the runs is shown all the same.
const unknownNow = (launches: LaunchesView): LaunchesView => ({
  ...launches,
  description: t('not known now'),
  tooltip: t('What was submitted could not be read, so what is shown may be out of date. The log has the reason.'),
});

const isOfLaunch = (node: TreeNode): node is LaunchNode =>
  node.kind === 'submitted' || node.kind === 'launch' || node.kind === 'submittedRun' || node.kind === 'more';

const EXPANSION = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;
