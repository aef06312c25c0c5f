// Verifies data from the click to the message: find the recorded hashes and files, ask for permission, hash, report.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { DataItem, DataVerdict } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { modalPrompt } from '../ui/modalPrompt';
import { requestWithProgress } from '../ui/requestWithProgress';
import { type Action, showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';
import { chooseDataFile } from './chooseDataFile';
import { cannotVerifyMessage, verificationMessage } from './verificationMessage';

/** A file to hash for recorded data. `allowed`: the user selected it or confirmed that it may be read outside the workspace. */
export interface ChosenFile {
  readonly item: DataItem;
  readonly uri: string;
  readonly outside: boolean;
  readonly allowed: boolean;
}

/** Verifies the data of a manifest. `choose`: the user selects the file even when the spec names it. */
export async function verifyData(context: ClientContext, manifest: vscode.Uri, choose = false): Promise<void> {
  const plan = await context.request('kynml/dataToVerify', { uri: manifest.toString() });
  const name = nameOf(manifest);
  if (!plan.ok) {
    const { level, text } = cannotVerifyMessage(plan.reason, name);
    return showMessage(level, text);
  }
  const chosen = await filesFor(plan.items, choose);
  const readable = chosen && (await confirmOutsideFiles(chosen));
  const verdict = readable && (await read(context, manifest, readable));
  if (!verdict || verdict.state === 'cancelled') return;
  if (verdict.state === 'failed') return showMessage('error', cannotVerifyMessage('failed', name).text);
  for (const { label, recorded, actual, reason } of verdict.results)
    context.log.info(
      'verify data',
      name,
      label,
      `recorded ${recorded}`,
      actual === undefined ? (reason ?? '') : `now ${actual}`,
    );
  const { level, text } = verificationMessage(verdict.results, name, plan.malformed);
  const isDataset = plan.items.length === 1 && plan.items[0]?.name === '';
  showMessage(level, text, ...(level !== 'information' && isDataset ? [another(manifest)] : []));
}

const another = (manifest: vscode.Uri): Action => ({
  title: t('Choose another file…'),
  command: commands.verifyDataset,
  args: [manifest.toString(), { choose: true }],
});

// A manifest names its files directly; the dataset of a spec may have several candidates or none.
async function filesFor(items: readonly DataItem[], choose: boolean): Promise<ChosenFile[] | undefined> {
  const files: ChosenFile[] = [];
  for (const item of items) {
    const { candidates } = item;
    const [only, ...more] = candidates;
    const isUnambiguous = only !== undefined && (item.name !== '' || (more.length === 0 && !choose));
    const picked = isUnambiguous ? undefined : await chooseDataFile(candidates);
    const uri = isUnambiguous ? only.uri : picked;
    if (uri === undefined) return undefined;
    files.push({ item, uri, outside: isUnambiguous && only.outside, allowed: !isUnambiguous });
  }
  return files;
}

// Files outside the workspace are only read after confirmation, even though only their hash is used.
async function confirmOutsideFiles(files: readonly ChosenFile[]): Promise<readonly ChosenFile[] | undefined> {
  const outside = files.filter(file => file.outside && !file.allowed);
  if (outside.length === 0) return files;
  const read = t('Read');
  const skip = t('Skip');
  const answer = await modalPrompt({
    text:
      outside.length === 1
        ? t('The data file is outside the workspace. Read it to compute its SHA-256?')
        : t('{0} data files are outside the workspace. Read them to compute their SHA-256?', outside.length),
    detail: pathsText(outside),
    answers: outside.length < files.length ? [read, skip] : [read],
  });
  if (answer === undefined) return undefined;
  return answer === read
    ? files.map(file => ({ ...file, allowed: true }))
    : files.filter(file => !outside.includes(file));
}

const MAX_PATHS = 20;

// A manifest is untrusted input: control characters could make a path look like another one.
function pathsText(files: readonly ChosenFile[]): string {
  const paths = files
    .slice(0, MAX_PATHS)
    .map(({ uri }) => vscode.Uri.parse(uri).fsPath.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?'));
  return [...paths, ...(files.length > MAX_PATHS ? [`… ${files.length - MAX_PATHS}`] : [])].join('\n');
}

function read(
  context: ClientContext,
  manifest: vscode.Uri,
  files: readonly ChosenFile[],
): Promise<DataVerdict | undefined> {
  const params = {
    uri: manifest.toString(),
    files: files.map(({ item: { index, recorded }, uri }) => ({ index, recorded, uri })),
    outside: files.filter(file => file.allowed).map(({ uri }) => uri),
  };
  return requestWithProgress({ title: t('Verifying the data of {0}', nameOf(manifest)) }, options =>
    context.request('kynml/verifyData', params, options),
  );
}
