// `kynml/dlmState` and `kynml/checkDlmLock`: the lock of a DLM document, and that lock against what is installed.
import type { DlmCheck, DlmState } from '../../../../src-shared/protocol/requests';
import { stringMember } from '../../../../src-shared/text/jsonText';
import { checkDlm } from '../artifact/dlmCheck';
import { pathOf, uriOf } from '../base/convert';
import { runOf } from '../lenses/dlmLenses';
import { ownFeature } from '../protocol/feature';

/** `kynml/dlmState`. Looks at the file that the document is, as DLM does, and at the lock anew. */
export const dlmState = ownFeature('kynml/dlmState', null, ({ workspace, refresh }, { uri }): DlmState | null => {
  const path = pathOf(uri);
  const text = path === undefined ? undefined : workspace.files.read(path);
  if (!text?.ok) return null;
  workspace.dlm.forget();
  const store = workspace.dlm.storeOf(text.text, workspace.trusted);
  refresh();
  const place = 'path' in store ? { lockUri: uriOf(store.path), lockLabel: workspace.label(store.path) } : {};
  if (store.state !== 'valid') return { state: store.state, message: store.why, ...place };
  const determinism = stringMember(store.root, 'determinism_class') ?? '';
  return { state: 'valid', message: '', ...place, run: runOf(store.root), determinism };
});

const NO_TRUST =
  'Checking a DLM lock asks the chosen interpreter, which is started in workspaces that you trust only. Nothing was started.';

/** `kynml/checkDlmLock`. */
export const checkDlmLock = ownFeature(
  'kynml/checkDlmLock',
  { ok: false, message: 'The lock could not be checked; see the output channel KynML.' },
  async ({ workspace, refresh }, { uri, python, documents }, call): Promise<DlmCheck> => {
    const path = pathOf(uri);
    if (path === undefined) return { ok: false, message: 'A DLM lock is checked on this machine, where it is a file.' };
    if (!workspace.trusted) return { ok: false, message: NO_TRUST };
    const asked = { path, python, documents: documents.flatMap(document => pathOf(document) ?? []) };
    const check = await checkDlm(workspace, asked, call);
    // Findings and lenses of the lock tell what is known now.
    refresh();
    return check;
  },
);
