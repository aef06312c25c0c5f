// Saves the other files that a command is about to use from disk: what a spec imports, and its lock.
import * as vscode from 'vscode';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { ExtensionContext } from '../base/extensionContext';
import { sameUri } from '../ui/uris';
import { type SaveFailedMessage, saveDocument } from './saveDocument';
import { specState } from './specState';

/** The state of a saved spec once its unsaved imports and lock are saved too; undefined when one could not be (which was said). */
export async function saveInputsAndReadState(
  context: ExtensionContext,
  spec: vscode.Uri,
  saveFailedMessage: SaveFailedMessage,
): Promise<SpecState | undefined> {
  const state = await specState(context, spec);
  if (!state) return undefined;
  const dirty = dirtyOf([...state.imports, ...lockOf(state)]);
  if (dirty.length === 0) return state;
  return (await saveAll(dirty, saveFailedMessage)) ? specState(context, spec) : undefined;
}

/** The state of a spec once its unsaved lock is saved. The spec stays as it is. */
export async function saveLockAndReadState(
  context: ExtensionContext,
  spec: vscode.Uri,
  saveFailedMessage: SaveFailedMessage,
): Promise<SpecState | undefined> {
  const state = await specState(context, spec);
  const dirty = state ? dirtyOf(lockOf(state)) : [];
  if (dirty.length === 0) return state;
  return (await saveAll(dirty, saveFailedMessage)) ? specState(context, spec) : undefined;
}

/** Saves a lock that is about to be written: `clean` when there was nothing to save, `failed` when that was said. */
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
    isDirty && uris.some(wanted => sameUri(wanted, uri)) ? [uri] : [],
  );

// One after the other: each may ask something or run a formatter.
async function saveAll(uris: readonly vscode.Uri[], saveFailedMessage: SaveFailedMessage): Promise<boolean> {
  for (const uri of uris) if (!(await saveDocument(uri, saveFailedMessage))) return false;
  return true;
}
