// `kynml/dlmState` and `kynml/checkDlmLock`: the lock of a DLM document, and the comparison of a lock with what is installed.
import type { DlmCheck, DlmState } from '../../../../src-shared/protocol/requests';
import { stringMember } from '../../../../src-shared/text/jsonText';
import { checkDlm } from '../artifact/dlmCheck';
import { pathOf, uriOf } from '../base/convert';
import { runOf } from '../lenses/dlmLenses';
import { ownFeature } from '../protocol/feature';

/** `kynml/dlmState`. Reads the file, as DLM does, and reads the lock again. */
export const dlmState = ownFeature('kynml/dlmState', null, (context, { uri }): DlmState | null => {
  const { workspace } = context;
  const path = pathOf(uri);
  const text = path === undefined ? undefined : workspace.files.read(path);
  if (!text?.ok) return null;
  context.refreshDlmLocks();
  const lock = workspace.dlm.find(text.text, workspace.trusted);
  context.refreshClient();
  const place = 'path' in lock ? { lockUri: uriOf(lock.path), lockLabel: workspace.label(lock.path) } : {};
  if (lock.state !== 'valid') return { state: lock.state, message: lock.why, ...place };
  const determinism = stringMember(lock.root, 'determinism_class') ?? '';
  return { state: 'valid', message: '', ...place, run: runOf(lock.root), determinism };
});

const NO_TRUST =
  'Checking a DLM lock starts the chosen interpreter, which requires a trusted workspace. Nothing was started.';

/** `kynml/checkDlmLock`. */
export const checkDlmLock = ownFeature(
  'kynml/checkDlmLock',
  { ok: false, message: 'The lock could not be checked. See the output channel KynML.' },
  async (context, { uri, python, documents }, control): Promise<DlmCheck> => {
    const path = pathOf(uri);
    if (path === undefined) return { ok: false, message: 'A DLM lock must be a file on this machine.' };
    if (!context.workspace.trusted) return { ok: false, message: NO_TRUST };
    const request = { path, python, documents: documents.flatMap(document => pathOf(document) ?? []) };
    const check = await checkDlm(context, request, control);
    // Findings and lenses of the lock show the result.
    context.refreshClient();
    return check;
  },
);
