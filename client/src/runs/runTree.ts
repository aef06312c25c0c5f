// The view of runs in the activity bar: specs, their versions and the runs of each. The server computes it when the view is visible.
import * as vscode from 'vscode';
import { joinedTree } from '../../../src-shared/protocol/joinedTree';
import type { RunTreeView } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { type CombinedWork, combinedWork } from '../base/combinedWork';
import type { Part } from '../base/part';
import { queryText } from './queryTexts';
import { childNodes, type RunNode, runTreeItem, specNodes } from './runTreeItem';

/** The view. */
export const runTree: Part = {
  name: 'runs',
  start(context) {
    const nodes = new RunNodes(context, () => view);
    const view: vscode.TreeView<RunNode> = vscode.window.createTreeView('kynml.runs', {
      treeDataProvider: nodes,
      showCollapseAll: true,
      canSelectMany: true,
    });
    return vscode.Disposable.from(
      view,
      nodes,
      context.onChanged(() => nodes.outdate()),
      context.runQuery.onChanged(() => nodes.outdate()),
      vscode.workspace.onDidChangeConfiguration(e => {
        if (e.affectsConfiguration('kynml.runs')) nodes.outdate();
      }),
      view.onDidChangeVisibility(() => nodes.update()),
    );
  },
};

/** Changes within this time cause one request. */
const BURST_MS = 300;

const NOTHING: RunTreeView = { nodes: [], message: '', total: 0, shown: 0, unverified: 0 };

class RunNodes implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly work: CombinedWork;
  private isOutdated = true;
  private tree = NOTHING;

  constructor(
    private readonly context: ClientContext,
    private readonly view: () => vscode.TreeView<RunNode>,
  ) {
    const failed = (error: unknown): void => context.log.error('kynml/runTree', String(error));
    this.work = combinedWork(() => this.refresh(), { delayMs: BURST_MS, failed });
  }

  /** The tree may have changed. */
  outdate(): void {
    this.isOutdated = true;
    this.update();
  }

  /** Asks for the tree again if it may have changed and is visible. */
  update(): void {
    if (this.isOutdated && this.view().visible) this.work.request();
  }

  // A row that is drawn again while it is clicked loses its run, so an equal tree is not drawn again.
  private async refresh(): Promise<void> {
    const before = JSON.stringify(this.tree);
    await this.load();
    if (JSON.stringify(this.tree) !== before) this.changed.fire();
  }

  private async load(): Promise<void> {
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

  getTreeItem(node: RunNode): vscode.TreeItem {
    const { id, label, description, tooltip, icon, contextValue, expansion, uri } = runTreeItem(
      node,
      this.context.runQuery.value.filter !== undefined,
    );
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

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node) return [...childNodes(node)];
    if (this.isOutdated) await this.load();
    return specNodes(this.tree.nodes);
  }

  dispose(): void {
    this.work.dispose();
    this.changed.dispose();
  }
}

const EXPANSION = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;
