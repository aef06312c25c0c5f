// Prompts for a run: those of the workspace and the copies of overwritten manifests, while the server lists them.
import * as vscode from 'vscode';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { isBrowser } from '../base/isBrowser';
import { t } from '../ui/l10n';
import { loadingPick } from '../ui/loadingPick';
import { nameOf } from '../ui/uris';
import { runPickItem, runSections } from './runPickItems';

/** Which runs are offered. */
export interface RunQuestion {
  readonly title: string;
  /** Its runs come first. */
  readonly spec?: vscode.Uri | undefined;
  /** Only the runs with this CONFIG_HASH. */
  readonly configHash?: string;
  /** Each combination of a sweep is offered. */
  readonly withEntries?: boolean;
  /** The runs that are offered, of those that are known so far. `isComplete`: these are all. */
  readonly select?: (runs: readonly RunItem[], isComplete: boolean) => readonly RunItem[];
}

/** The run that was selected; or that none can be offered, with all runs that there are. Undefined when the user cancelled. */
export type PickedRun =
  | { readonly ok: true; readonly run: RunItem }
  | { readonly ok: false; readonly all: readonly RunItem[] };

/** Prompts for a run. What was asked for comes first, and the list grows while it is open. */
export async function pickRun(context: ClientContext, question: RunQuestion): Promise<PickedRun | undefined> {
  const { title, spec, select = runs => runs } = question;
  const all: RunItem[] = [];
  let isEmpty = false;
  const asked = spec && nameOf(spec);
  const prompt = { title, placeHolder: t('Select a run'), loading: t('Searching for runs…') };
  const chosen = await loadingPick<string>(prompt, async ({ show, token }) => {
    const update = () => show(runSections(select(all, false), asked));
    const steps = growing(update);
    await listRuns(context, question, {
      token,
      onPart: part => {
        all.push(...part);
        steps.changed();
      },
    });
    steps.end();
    const offered = select(all, true);
    isEmpty = offered.length === 0;
    show(runSections(offered, asked));
    return !isEmpty;
  });
  if (isEmpty) return { ok: false, all };
  const run = all.find(({ uri }) => uri === chosen);
  return run && { ok: true, run };
}

interface ListOptions {
  readonly token: vscode.CancellationToken;
  readonly onPart: (part: readonly RunItem[]) => void;
}

async function listRuns(
  context: ClientContext,
  { spec, configHash, withEntries }: RunQuestion,
  { token, onPart }: ListOptions,
): Promise<void> {
  const files = isBrowser ? [] : await oldBackups(context);
  const params = {
    extra: files.map(file => vscode.Uri.file(file).toString()),
    ...(spec && { spec: spec.toString() }),
    ...(configHash !== undefined && { configHash }),
    ...(withEntries && { withEntries }),
  };
  onPart(await context.request('kynml/runs', params, { token, onPart }));
}

async function oldBackups({ extension }: ClientContext): Promise<readonly string[]> {
  const { backupFolder, listBackups } = await import('./oldBackups');
  return listBackups(backupFolder(extension));
}

/** Between two updates of a list that grows, in milliseconds: each draws the whole list again. */
const UPDATE_MS = 300;

// The first part is shown at once.
function growing(update: () => void): { changed(): void; end(): void } {
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    timer = undefined;
    last = performance.now();
    update();
  };
  return {
    changed() {
      timer ??= setTimeout(now, Math.max(0, last + UPDATE_MS - performance.now()));
    },
    end() {
      clearTimeout(timer);
    },
  };
}

/** Display name of a run: its time and location. */
export function runName(run: RunItem): string {
  const { label, detail } = runPickItem(run);
  return `${label}, ${detail}`;
}
