// Marks broken, drifted and stale files in the explorer, open or not, with a letter, a colour and the reason as tooltip.
import * as vscode from 'vscode';
import type { FileState } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { type CombinedWork, combinedWork } from '../base/combinedWork';
import type { Part } from '../base/part';
import { decorationText, statesThatDiffer } from './fileDecorationText';

/** The decorations. */
export const fileDecorations: Part = {
  name: 'file decorations',
  start(context) {
    const marks = new Marks(context);
    return vscode.Disposable.from(
      vscode.window.registerFileDecorationProvider(marks),
      context.onChanged(() => marks.update()),
      marks,
    );
  },
};

/** Changes within this time cause one request. */
const BURST_MS = 200;

class Marks implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.changed.event;
  private states: ReadonlyMap<string, FileState> = new Map();
  private id: string | undefined;
  private readonly work: CombinedWork;

  constructor(private readonly context: ClientContext) {
    // After a failure the marks stay: without its mark, a broken file would look correct.
    const failed = (error: unknown): void => context.log.error('file decorations', String(error));
    this.work = combinedWork(() => this.requestStates(), { delayMs: BURST_MS, failed });
    this.update();
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const state = this.states.get(uri.toString());
    if (!state) return undefined;
    const { badge, tooltip, color } = decorationText(state);
    return new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(color));
  }

  /** Asks for the states soon. */
  update(): void {
    this.work.request();
  }

  dispose(): void {
    this.work.dispose();
    this.changed.dispose();
  }

  private async requestStates(): Promise<void> {
    const answer = await this.context.request('kynml/fileStates', this.id === undefined ? {} : { known: this.id });
    if (!answer) return;
    const before = this.states;
    this.id = answer.id;
    // The server and the editor escape some characters of URIs differently.
    this.states = new Map(answer.files.map(state => [vscode.Uri.parse(state.uri).toString(), state]));
    const differing = statesThatDiffer(before, this.states);
    if (differing.length > 0) this.changed.fire(differing.map(uri => vscode.Uri.parse(uri)));
  }
}
