// What the view of runs and the part that asks targets tell each other. Nothing is asked while the view is hidden.
import * as vscode from 'vscode';

/** The submitted runs in sight. */
export interface LaunchWatch {
  /** The view shows so many runs that may still run; 0 while it is hidden. */
  see(active: number): void;
  readonly onSeen: vscode.Event<number>;
  /** Something was submitted, or a target was asked, so what is written down may have changed. */
  changed(): void;
  readonly onChanged: vscode.Event<void>;
}

/** A watch without runs in sight. */
export function launchWatch(): LaunchWatch {
  const [seen, changed] = [new vscode.EventEmitter<number>(), new vscode.EventEmitter<void>()];
  return {
    see: active => seen.fire(active),
    onSeen: seen.event,
    changed: () => changed.fire(),
    onChanged: changed.event,
  };
}
