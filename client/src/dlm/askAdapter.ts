// Prompts for the adapter to approve: the one in the golden, a file to hash, or a SHA-256.
import * as vscode from 'vscode';
import type { AdapterHashed, GoldenItem } from '../../../src-shared/protocol/goldenRequests';
import { shortHash } from '../../../src-shared/text/hashForm';
import type { ClientContext } from '../base/clientContext';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showMessage } from '../ui/showMessage';
import { goldenDetail, goldenTitle, validateAdapterHash } from './goldenText';

type Answer = 'golden' | 'file' | 'typed';

/** SHA-256 of the adapter, 64 lower-case hex digits; undefined when the user cancelled or an error was shown. */
export async function askAdapter(context: ClientContext, item: GoldenItem): Promise<string | undefined> {
  const title = t('Approve {0}', goldenTitle(item));
  const answer = await quickPick({ title, placeHolder: t('Select an adapter') }, adapterChoices(item));
  if (answer === 'golden') return item.held;
  if (answer === 'file') return hashFile(context, title);
  return answer && askHash(title);
}

function adapterChoices(item: GoldenItem): readonly Choice<Answer>[] {
  const fromGolden: Choice<Answer>[] =
    item.held === undefined
      ? []
      : [
          {
            icon: 'pass',
            label: t('The adapter in the golden'),
            description: shortHash(item.held),
            detail: goldenDetail(item),
            value: 'golden',
          },
        ];
  return [
    ...fromGolden,
    { icon: 'file-binary', label: t('An adapter file…'), description: t('read and hash a file'), value: 'file' },
    { icon: 'symbol-numeric', label: t('A SHA-256…'), description: t('enter a hash'), value: 'typed' },
  ];
}

async function askHash(title: string): Promise<string | undefined> {
  const prompt = t('SHA-256 of the adapter (64 hex digits)');
  return (await inputBox({ title, prompt, validate: validateAdapterHash }))?.toLowerCase();
}

async function hashFile(context: ClientContext, title: string): Promise<string | undefined> {
  const filters = { [t('Adapters')]: ['safetensors'], [t('All files')]: ['*'] };
  const [file] = (await vscode.window.showOpenDialog({ title, openLabel: t('Hash'), filters })) ?? [];
  const hashed = file && (await hashed256(context, file));
  if (hashed && !hashed.ok && !hashed.cancelled) showMessage('error', hashed.message);
  return hashed?.ok ? hashed.sha256 : undefined;
}

const hashed256 = (context: ClientContext, file: vscode.Uri): Promise<AdapterHashed | undefined> =>
  requestWithProgress({ title: t('Hashing 1 file') }, options =>
    context.request('kynml/hashAdapter', { uri: file.toString() }, options),
  );
