// How the view of runs is filtered, ordered and grouped. Kept for the workspace, so that it survives a reload.
import * as vscode from 'vscode';
import type { RunTreeQuery } from '../../../src-shared/protocol/views';

/** The query of the view of runs. */
export interface RunQuery {
  readonly value: RunTreeQuery;
  /** Replaces some parts; an undefined part is removed. */
  set(change: { readonly [Part in keyof RunTreeQuery]: RunTreeQuery[Part] | undefined }): void;
  readonly onChanged: vscode.Event<void>;
}

const KEY = 'kynml.runQuery';

/** The query that the workspace keeps. */
export function runQuery(memento: vscode.Memento): RunQuery {
  const changed = new vscode.EventEmitter<void>();
  let value = memento.get<RunTreeQuery>(KEY, {});
  showFilterState(value);
  return {
    get value() {
      return value;
    },
    set(change) {
      value = Object.fromEntries(Object.entries({ ...value, ...change }).filter(([, part]) => part !== undefined));
      void memento.update(KEY, value);
      showFilterState(value);
      changed.fire();
    },
    onChanged: changed.event,
  };
}

// The button that removes the filter is shown only while there is one.
const showFilterState = ({ filter }: RunTreeQuery): void =>
  void vscode.commands.executeCommand('setContext', 'kynml.runsFiltered', filter !== undefined);
