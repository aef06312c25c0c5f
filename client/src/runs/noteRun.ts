// Names, tags and notes of runs, from the click to the file.
import * as vscode from 'vscode';
import type { RunNoteItem } from '../../../src-shared/protocol/noteRequests';
import type { ClientContext } from '../base/clientContext';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { isFile, nameOf, uriOf, urisOf } from '../ui/uris';
import { chooseRun } from './chooseRun';

/** The run of a command: the given one, the one in the active editor, or one that the user chooses; undefined when there is none or the user cancelled. */
export async function runOf(context: ClientContext, argument: unknown, title: string): Promise<vscode.Uri | undefined> {
  const given = uriOf(argument);
  if (given) return given;
  const open = vscode.window.activeTextEditor?.document.uri;
  if (open && isFile(open) && (await context.request('kynml/run', { uri: open.toString() }))) return open;
  return chooseRun(context, title);
}

/** What is written about a run; undefined where there is no run, after a message that says so. */
export async function noteOf(context: ClientContext, run: vscode.Uri): Promise<RunNoteItem | undefined> {
  const item = await context.request('kynml/runNote', { uri: run.toString() });
  if (!item) showMessage('information', t('There is no run in {0}.', nameOf(run)));
  return item ?? undefined;
}

/** Asks for the name or the note of a run and writes it. An empty text removes it. */
export async function editText(
  context: ClientContext,
  argument: unknown,
  { part, title, prompt }: { readonly part: 'name' | 'note'; readonly title: string; readonly prompt: string },
): Promise<void> {
  const run = await runOf(context, argument, title);
  const item = run && (await noteOf(context, run));
  if (!run || !item) return;
  // A field has one line, and what it shows must not lose the others.
  const value = item[part].replaceAll('\n', LINE_END);
  const text = await inputBox({ title: `${title}: ${item.label}`, prompt, value });
  if (text === undefined || text === value) return;
  await write(context, run, { [part]: text.replaceAll(LINE_END, '\n') });
}

const LINE_END = ' ⏎ ';

/** Asks for the tags of a run, or for tags to add to several, and writes them. */
export async function editTags(context: ClientContext, argument: unknown, selection: unknown): Promise<void> {
  const title = t('Tag Run');
  const selected = urisOf(selection);
  if (selected.length > 1) return addTags(context, selected);
  const run = await runOf(context, argument, title);
  const item = run && (await noteOf(context, run));
  if (!run || !item) return;
  const prompt = t('Tags with blanks between them; none to remove all');
  const tags = await inputBox({ title: `${title}: ${item.label}`, prompt, value: item.tags });
  if (tags !== undefined && tags !== item.tags) await write(context, run, { tags });
}

async function addTags(context: ClientContext, runs: readonly vscode.Uri[]): Promise<void> {
  const prompt = t('Tags with blanks between them');
  const added = await inputBox({ title: t('Add tags to {0} runs', runs.length), prompt });
  if (added === undefined || added === '') return;
  for (const run of runs) {
    const item = await noteOf(context, run);
    if (item && !(await write(context, run, { tags: `${item.tags} ${added}` }))) return;
  }
}

// Nothing is shown on success: the view shows it.
async function write(
  context: ClientContext,
  run: vscode.Uri,
  change: { readonly name?: string; readonly note?: string; readonly tags?: string },
): Promise<boolean> {
  const written = await context.request('kynml/writeNote', { uri: run.toString(), change });
  if (!written.ok) showMessage('error', written.message);
  return written.ok;
}
