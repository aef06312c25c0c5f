// The one run that a command works on: a manifest, an entry of a sweep, or a run of another tracker.
import * as vscode from 'vscode';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { uriOf } from '../ui/uris';
import { chooseEntry, chooseRun } from './chooseRun';

/** The prompt for a run, and the runs that the command works on besides the entries of a sweep. */
export interface OneRun {
  readonly title: string;
  readonly isOffered: (run: RunItem) => boolean;
}

const MANIFEST = 'kynml-run-manifest';
const SWEEP = 'kynml-sweep-results';

/** Whether a file is the manifest of one run of a spec. */
export const isManifest = ({ kind }: RunItem): boolean => kind === MANIFEST;

/** The given, the open or a selected run; undefined when the user cancelled. Of a sweep, one entry is asked for: its number is the fragment. */
export async function oneRun(
  context: ClientContext,
  argument: unknown,
  prompt: OneRun,
): Promise<vscode.Uri | undefined> {
  const { title, isOffered } = prompt;
  const chosen = () => chooseRun(context, title, isOffered);
  const run = uriOf(argument) ?? (await activeRun(context, prompt)) ?? (await chosen());
  if (run?.fragment !== '') return run;
  // The results of a sweep contain several runs, so the user names one by its number.
  const item = await context.request('kynml/run', { uri: run.toString() });
  return item?.kind === SWEEP ? chooseEntry(run, title) : run;
}

async function activeRun(context: ClientContext, { isOffered }: OneRun): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') return undefined;
  const run = await context.request('kynml/run', { uri: uri.toString() });
  return run && (run.kind === SWEEP || isOffered(run)) ? uri : undefined;
}
