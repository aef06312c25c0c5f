// Saves the other files that a command is about to read from disk: the imports of a spec and its lock.
import * as vscode from 'vscode';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { sameUri } from '../ui/uris';
import { type SaveFailedMessage, saveDocument } from './saveDocument';
import { specState } from './specState';

/** The state of a saved spec after saving its imports and lock; undefined when saving failed (which is shown). */
export async function saveInputsAndReadState(
  context: ClientContext,
  spec: vscode.Uri,
  saveFailedMessage: SaveFailedMessage,
): Promise<SpecState | undefined> {
  const state = await specState(context, spec);
  if (!state) return undefined;
  const dirty = dirtyOf([...state.imports, ...lockOf(state)]);
  if (dirty.length === 0) return state;
  return (await saveAll(dirty, saveFailedMessage)) ? specState(context, spec) : undefined;
}

/** The state of a spec after saving its lock. The spec itself is not saved. */
export async function saveLockAndReadState(
  context: ClientContext,
  spec: vscode.Uri,
  saveFailedMessage: SaveFailedMessage,
): Promise<SpecState | undefined> {
  const state = await specState(context, spec);
  const dirty = state ? dirtyOf(lockOf(state)) : [];
  if (dirty.length === 0) return state;
  return (await saveAll(dirty, saveFailedMessage)) ? specState(context, spec) : undefined;
}

/** Saves a lock that is about to be written: `clean` when unchanged, `failed` when an error was shown. */
export async function saveLock(
  lock: string,
  saveFailedMessage: SaveFailedMessage,
): Promise<'clean' | 'saved' | 'failed'> {
  const dirty = dirtyOf(lock === '' ? [] : [lock]);
  if (dirty.length === 0) return 'clean';
  return (await saveAll(dirty, saveFailedMessage)) ? 'saved' : 'failed';
}

const lockOf = ({ lock }: SpecState): readonly string[] => (lock.uri === null ? [] : [lock.uri]);

const dirtyOf = (uris: readonly string[]): readonly vscode.Uri[] =>
  vscode.workspace.textDocuments.flatMap(({ uri, isDirty }) =>
    isDirty && uris.some(input => sameUri(input, uri)) ? [uri] : [],
  );

// Sequentially, because each save may prompt or run a formatter.
async function saveAll(uris: readonly vscode.Uri[], saveFailedMessage: SaveFailedMessage): Promise<boolean> {
  for (const uri of uris) if (!(await saveDocument(uri, saveFailedMessage))) return false;
  return true;
}
