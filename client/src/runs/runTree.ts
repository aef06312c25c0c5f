// The view of runs in the activity bar: specs, their versions and the runs of each. The server computes it when the view is visible.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { childNodes, type RunNode, runTreeItem, specNodes } from './runTreeItem';

/** The view. */
export const runTree: Part = {
  name: 'runs',
  start(context) {
    const nodes = new RunNodes(context);
    const view = vscode.window.createTreeView('kynml.runs', {
      treeDataProvider: nodes,
      showCollapseAll: true,
      canSelectMany: true,
    });
    return vscode.Disposable.from(
      view,
      nodes,
      context.onChanged(() => nodes.outdate(view.visible)),
      view.onDidChangeVisibility(({ visible }) => nodes.outdate(visible)),
    );
  },
};

/** Changes within this time cause one request. */
const BURST_MS = 300;

class RunNodes implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private timer: NodeJS.Timeout | undefined;
  private isOutdated = false;

  constructor(private readonly context: ClientContext) {}

  /** The tree may have changed; it is requested again soon if the view is visible, otherwise when it becomes visible. */
  outdate(isVisible: boolean): void {
    const wasOutdated = this.isOutdated;
    this.isOutdated = !isVisible || wasOutdated;
    if (!isVisible) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.isOutdated = false;
      this.changed.fire();
    }, BURST_MS);
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    const { id, label, description, tooltip, icon, contextValue, expansion, uri } = runTreeItem(node);
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
    try {
      return specNodes((await this.context.request('kynml/runTree', {})) ?? []);
    } catch (error) {
      this.context.log.error('kynml/runTree', String(error));
      throw error;
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
  }
}

const EXPANSION = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;
