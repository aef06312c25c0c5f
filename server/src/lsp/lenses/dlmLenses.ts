// The lenses of a .dlm document: the lock of its store, and whether the document changed since the lock was written. A change is information only.
import { commands } from '../../../../src-shared/protocol/commands';
import { member, stringMember } from '../../../../src-shared/text/jsonText';
import type { FeatureContext } from '../protocol/featureContext';
import type { DlmLockLookup, DocumentView } from '../workspace/workspaceView';
import type { Lens } from './lens';

/** The lenses of an open document. */
export function dlmLenses({ workspace, watch }: FeatureContext, open: DocumentView): Lens[] {
  const uri = open.doc.uri;
  const lock = workspace.dlm.find(open.doc.getText(), workspace.trusted);
  // The lock is outside of the workspace, so no general pattern covers it; it may not exist yet.
  if ('path' in lock) watch([lock.path]);
  const lenses = lock.state === 'valid' ? lockLenses(open, lock, workspace.dlm.compare(open, lock.root)) : [];
  const train: Lens = { icon: 'play', title: 'DLM Train', command: commands.dlmTrain, args: [uri] };
  return [
    ...(lenses.length > 0 ? lenses : [lensWithoutLock(lock, uri)]),
    ...(workspace.client.commands ? [train] : []),
  ];
}

type ValidLock = Extract<DlmLockLookup, { state: 'valid' }>;

function lockLenses(
  open: DocumentView,
  { path, root }: ValidLock,
  document: { readonly state: string; readonly message: string } | undefined,
): Lens[] {
  const run = runOf(root);
  const call = { command: commands.checkDlmLock, args: [open.doc.uri] };
  const lock: Lens = {
    icon: 'lock',
    title: `dlm.lock: ${stringMember(root, 'determinism_class') ?? 'unknown'} · run ${run}`,
    ...call,
    tooltip: `${path}\nClick to compare it with what is installed.`,
  };
  if (document?.state !== 'changed') return [lock];
  const unsaved = open.isUnsaved() ? ' (unsaved)' : '';
  return [lock, { icon: 'info', title: `changed since run ${run}${unsaved}`, ...call, tooltip: document.message }];
}

/** The number of the run that wrote a lock, in the lock's spelling. */
export function runOf(root: ValidLock['root']): string {
  const run = member(root, 'last_run_id');
  return run?.kind === 'number' ? run.text : '?';
}

function lensWithoutLock(lock: DlmLockLookup, uri: string): Lens {
  const tooltip = lock.state === 'valid' ? '' : lock.why;
  switch (lock.state) {
    case 'untrusted':
      // The command offers to manage trust.
      return {
        icon: 'shield',
        title: 'dlm.lock: read only in a trusted workspace',
        tooltip,
        command: commands.checkDlmLock,
        args: [uri],
      };
    case 'no-id':
      return { icon: 'question', title: 'no dlm_id, so no lock', tooltip };
    case 'no-store':
      return { icon: 'question', title: 'dlm.lock: the location of the store is unknown', tooltip };
    case 'no-lock':
      return { icon: 'unlock', title: 'no dlm.lock yet', tooltip };
    default:
      return {
        icon: 'question',
        title: 'dlm.lock cannot be used',
        tooltip,
        command: commands.checkDlmLock,
        args: [uri],
      };
  }
}
