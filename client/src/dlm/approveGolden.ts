// Approves a golden: select golden and adapter, preview the index before and after, then let the server write it.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { GoldenItem, GoldenPlan } from '../../../src-shared/protocol/goldenRequests';
import { shortHash } from '../../../src-shared/text/hashForm';
import type { ClientContext } from '../base/clientContext';
import { saveDocument } from '../spec/saveDocument';
import { saveLock } from '../spec/saveInputs';
import { requireTrust } from '../tasks/requireTrust';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { nameOf, sameUri, uriOf } from '../ui/uris';
import { askAdapter } from './askAdapter';
import { showIndexes } from './goldenPreview';
import { approvalDetail, approvalPrompt, goldenDetail, goldenState, goldenTitle } from './goldenText';

/** Approves an adapter for a golden of an index or a tuple file. Resolves when it was written, refused or cancelled. */
export async function approve(context: ClientContext, argument: unknown): Promise<void> {
  if (
    !requireTrust(t('Approving a golden writes to the files that its index names, which requires a trusted workspace.'))
  )
    return;
  const file = await goldenFile(argument);
  const saved = file && (await saveGoldens(file));
  const item = saved && (await chooseGolden(context, saved));
  const adapter = item && (await askAdapter(context, item));
  if (adapter !== undefined && saved && item) await planAndWrite(context, { file: saved, item, adapter });
}

const saveFailedMessage = (name: string): string =>
  t('{0} could not be saved, so nothing was approved. Its text is still in the editor.', name);

// The server reads the index and the goldens from disk, so all open ones of the repository are saved first.
async function saveGoldens(file: vscode.Uri): Promise<vscode.Uri | undefined> {
  const top = topOf(file);
  const isOther = ({ uri, isDirty }: vscode.TextDocument): boolean =>
    isDirty && top !== undefined && topOf(uri) === top && !sameUri(uri, file);
  for (const { uri } of vscode.workspace.textDocuments.filter(isOther))
    if (!(await saveDocument(uri, saveFailedMessage))) return undefined;
  return saveDocument(file, saveFailedMessage);
}

/** Path of the repository that an index or a golden belongs to. */
const topOf = ({ path }: vscode.Uri): string | undefined => (GOLDEN.test(path) ? path.replace(GOLDEN, '') : undefined);

const GOLDEN = /\/\.determinism\/lock\.json$|\/tests\/golden\/determinism\/tuple-[0-9a-f]{16}\.json$/;

async function goldenFile(argument: unknown): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const requested = uriOf(argument) ?? (active && GOLDEN.test(active.path) ? active : undefined);
  if (requested) return requested;
  const pattern = '**/{.determinism/lock.json,tests/golden/determinism/tuple-*.json}';
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**');
  const files = found.sort((a, b) => a.path.localeCompare(b.path));
  if (files.length === 0) {
    showMessage('information', t('No goldens were found in this workspace. The DLM script creates them.'));
    return undefined;
  }
  const choices = files.map(uri => ({
    label: nameOf(uri),
    description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..')),
    value: uri,
  }));
  return quickPick({ title: t('Approve Golden'), placeHolder: t('Select a file') }, choices);
}

async function chooseGolden(context: ClientContext, file: vscode.Uri): Promise<GoldenItem | undefined> {
  const list = await context.request('kynml/goldens', { uri: file.toString() });
  if (!list.ok) {
    await showRefusal(list.message, file);
    return undefined;
  }
  const [only, ...more] = list.goldens;
  if (more.length === 0) return only;
  const choices = list.goldens.map(item => ({
    label: goldenTitle(item),
    description: goldenState(item),
    detail: goldenDetail(item),
    value: item,
  }));
  return quickPick({ title: t('Approve Golden'), placeHolder: t('Select a golden') }, choices);
}

// The index is where most refusals are corrected.
async function showRefusal(message: string, file: vscode.Uri): Promise<void> {
  const top = topOf(file);
  const index = top === undefined ? undefined : file.with({ path: `${top}/.determinism/lock.json` });
  const hasIndex = index !== undefined && (await isThere(index));
  showMessage('error', message, ...(hasIndex ? [{ title: t('Open the index'), open: index.toString() }] : []));
}

const isThere = (file: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(file)).then(
    () => true,
    () => false,
  );

const approveAgain = (file: vscode.Uri) => ({
  title: t('Approve again'),
  command: commands.approveGolden,
  args: [file.toString()],
});

interface Approval {
  readonly file: vscode.Uri;
  readonly item: GoldenItem;
  readonly adapter: string;
}

type Plan = Extract<GoldenPlan, { ok: true }>;

async function planAndWrite(context: ClientContext, approval: Approval): Promise<void> {
  const plan = await planApproval(context, approval);
  if (!plan) return;
  const name = goldenTitle(approval.item);
  if (plan.change === 'unchanged')
    return showMessage(
      'information',
      [t('{0} is already approved with {1}.', name, shortHash(approval.adapter)), ...plan.remarks].join(' '),
    );
  if (!(await confirmApproval(approval, plan))) return;
  const { file, item, adapter } = approval;
  const params = {
    uri: file.toString(),
    relpath: item.relpath,
    adapter,
    time: plan.time,
    text: plan.after,
    ...(plan.held !== undefined && { held: plan.held }),
  };
  const written = await context.request('kynml/writeGolden', params);
  if (!written.ok) return showMessage('error', written.message, approveAgain(file));
  const text = t('Approved {0} with {1}.', name, shortHash(adapter));
  // What remains to be done is named, because approving again does not do it.
  if (plan.remarks.length > 0) showMessage('information', [text, ...plan.remarks].join(' '));
  else showStatusMessage({ icon: 'pass', text });
}

// The server reads the index from disk, so an unsaved index is saved and planned again.
async function planApproval(context: ClientContext, { file, item, adapter }: Approval): Promise<Plan | undefined> {
  const ask = () => context.request('kynml/planGolden', { uri: file.toString(), relpath: item.relpath, adapter });
  const first = await ask();
  const target = first.ok ? await saveLock(first.indexUri, saveFailedMessage) : 'clean';
  if (target === 'failed') return undefined;
  const plan = target === 'saved' ? await ask() : first;
  if (plan.ok) return plan;
  await showRefusal(plan.message, file);
  return undefined;
}

async function confirmApproval({ item, adapter }: Approval, plan: Plan): Promise<boolean> {
  const close = await showIndexes(
    plan.before,
    plan.after,
    t('Goldens: before and after approving {0}', goldenTitle(item)),
  );
  try {
    const prompt = {
      title: approvalPrompt(item, adapter),
      placeHolder: t('Press Enter to confirm or Escape to cancel'),
    };
    const answer = await quickPick(prompt, [
      { icon: 'check', label: t('Approve'), detail: approvalDetail(item, plan), value: true },
      { icon: 'close', label: t('Cancel'), value: false },
    ]);
    return answer === true;
  } finally {
    await close();
  }
}
