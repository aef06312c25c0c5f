// The lenses of a .dlm document: the lock of its store, and whether the document is still what that recorded. That it changed is information.
import { commands } from '../../../../src-shared/protocol/commands';
import { member, stringMember } from '../../../../src-shared/text/jsonText';
import type { FeatureContext } from '../protocol/featureContext';
import type { StoreLock } from '../workspace/dlmLocks';
import type { OpenDocument } from '../workspace/document';
import type { Lens } from './lens';

/** The lenses of an open document. */
export function dlmLenses({ workspace, watch }: FeatureContext, open: OpenDocument): Lens[] {
  const uri = open.doc.uri;
  const store = workspace.dlm.storeOf(open.doc.getText(), workspace.trusted);
  // It lies outside of the workspace, so nobody watches it yet; it may be written for the first time.
  if ('path' in store) watch([store.path]);
  const lenses = store.state === 'valid' ? lockLenses(open, store, workspace.dlm.stateOf(open, store.root)) : [];
  const train: Lens = { title: '$(play) DLM Train', command: commands.dlmTrain, args: [uri] };
  return [...(lenses.length > 0 ? lenses : [withoutLock(store, uri)]), ...(workspace.client.commands ? [train] : [])];
}

type Valid = Extract<StoreLock, { state: 'valid' }>;

function lockLenses(
  open: OpenDocument,
  { path, root }: Valid,
  document: { readonly state: string; readonly message: string } | undefined,
): Lens[] {
  const run = runOf(root);
  const call = { command: commands.checkDlmLock, args: [open.doc.uri] };
  const lock: Lens = {
    title: `$(lock) dlm.lock: ${stringMember(root, 'determinism_class') ?? 'unknown'} · run ${run}`,
    ...call,
    tooltip: `${path}\nClick to compare it with what is installed.`,
  };
  if (document?.state !== 'changed') return [lock];
  const unsaved = open.unsaved() ? ' (unsaved)' : '';
  return [lock, { title: `$(info) changed since run ${run}${unsaved}`, ...call, tooltip: document.message }];
}

/** The number of the run that wrote a lock, as it is written there. */
export function runOf(root: Valid['root']): string {
  const run = member(root, 'last_run_id');
  return run?.kind === 'number' ? run.text : '?';
}

function withoutLock(store: StoreLock, uri: string): Lens {
  const tooltip = store.state === 'valid' ? '' : store.why;
  switch (store.state) {
    case 'untrusted':
      return { title: '$(shield) dlm.lock: not read before trust', tooltip };
    case 'no-id':
      return { title: '$(question) no dlm_id, so no lock', tooltip };
    case 'no-store':
      return { title: '$(question) dlm.lock: where the store lies is not known', tooltip };
    case 'no-lock':
      return { title: '$(unlock) no dlm.lock yet', tooltip };
    default:
      return {
        title: '$(question) dlm.lock cannot be used',
        tooltip,
        command: commands.checkDlmLock,
        args: [uri],
      };
  }
}
