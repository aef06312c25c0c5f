// Code actions in the form that a client knows: with edits, or as commands that the server runs.
import type { CodeAction, Command } from 'vscode-languageserver';
import type { Capabilities } from '../protocol/clientCapabilities';
import { serverCommands } from '../protocol/serverCommands';
import { diagnosticsFor } from './findings';

/** The actions for a client. One without code action literals gets commands; an edit becomes a command if the server may ask for it to be applied. */
export const actionsFor = (actions: readonly CodeAction[], client: Capabilities): (CodeAction | Command)[] =>
  client.actionLiterals
    ? actions.map(action => withKnownMembers(action, client))
    : actions.flatMap(action => commandOf(action, client) ?? []);

function withKnownMembers(action: CodeAction, client: Capabilities): CodeAction {
  const { isPreferred, diagnostics, ...always } = action;
  return {
    ...always,
    ...(diagnostics && { diagnostics: diagnosticsFor(diagnostics, client) }),
    ...(isPreferred !== undefined && client.preferredActions && { isPreferred }),
  };
}

// An action with both would need the edit first.
function commandOf({ title, edit, command }: CodeAction, { applyEdit }: Capabilities): Command | undefined {
  if (!edit) return command;
  return command || !applyEdit ? undefined : { title, command: serverCommands.applyEdit, arguments: [edit] };
}
