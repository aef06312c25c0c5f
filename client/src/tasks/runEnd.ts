// What is said when a training has ended: the metric and the way to the comparison, or where to look for what went wrong.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { Ctx } from '../ctx';
import { dropKept, freshRun, type KeptRun } from '../keptRuns';
import { nameOf, sameUri } from '../place';
import { type Action, tell } from '../tell';
import { hasInput, terminalOf } from './trainTerminal';

/** A training that has ended. */
export interface RunEnd {
  readonly spec: vscode.Uri;
  /** Path of the manifest that it should have written. */
  readonly manifest: string;
  /** The manifest that lay there before. */
  readonly before: KeptRun | undefined;
  /** Exit code; undefined when the user closed it or it never came up (VS Code says so itself). */
  readonly code: number | undefined;
  /** Name of its task. */
  readonly task: string;
  /** Somebody had typed into its terminal before it started. */
  readonly typedBefore: boolean;
}

// Ctrl+C in the terminal: 128 + SIGINT, and what Windows calls STATUS_CONTROL_C_EXIT.
const interrupted: readonly (number | undefined)[] = [undefined, 130, 0xc000013a];

// A process that a signal ends (Ctrl+C) counts as exit code 0 in VS Code, so a key that was pressed tells it from a tool that wrote nothing.
const wasTypedTo = ({ task, typedBefore }: RunEnd): boolean => !typedBefore && hasInput(task);

/** Says how a training ended; nothing when the user ended it. */
export async function showRunEnd(ctx: Ctx, end: RunEnd): Promise<void> {
  const fresh = await freshRun(end.manifest, end.before);
  // The old manifest is still in its place, so the copy is not needed.
  if (!fresh) await dropKept(end.before);
  if (interrupted.includes(end.code) || (end.code === 0 && !fresh && wasTypedTo(end))) return;
  if (end.code !== 0) return sayFailed(end);
  if (!fresh) return sayNoManifest(end);
  const manifest = vscode.Uri.file(end.manifest).toString();
  const metric = (await runItem(ctx, manifest, fresh.time))?.metric ?? '';
  const text =
    metric === '' ? `Run of ${nameOf(end.spec)} finished.` : `Run of ${nameOf(end.spec)} finished: ${metric}.`;
  tell('information', text, ...compareAction(end.before, manifest), { title: 'Open manifest', open: manifest });
}

const compareAction = (before: KeptRun | undefined, manifest: string): readonly Action[] => {
  if (!before) return [];
  const pair = { a: vscode.Uri.file(before.file).toString(), b: manifest };
  return [{ title: 'Compare with previous run', command: commands.compareRuns, args: [pair] }];
};

const showTerminal: Action = { title: 'Show terminal', command: 'workbench.action.terminal.focus' };

function sayFailed({ spec, code, task }: RunEnd): void {
  reveal(task);
  const showProblems = { title: 'Show problems', command: 'workbench.actions.view.problems' };
  tell(
    'error',
    `Training of ${nameOf(spec)} failed (exit code ${code}). The terminal has its output.`,
    showProblems,
    showTerminal,
  );
}

function sayNoManifest({ spec, manifest, task }: RunEnd): void {
  reveal(task);
  const text = `Training of ${nameOf(spec)} ended without a new run manifest, so there is nothing to compare. Expected: ${manifest}`;
  tell('warning', text, showTerminal);
}

// Makes the run's terminal the active one, so that "Show terminal" finds it; the focus stays where it is.
function reveal(task: string): void {
  terminalOf(task)?.show(true);
}

const waits = [0, 100, 200, 400, 800, 1500];

// The server hears of the new file a moment after the process has ended; until then it would name the metric of the run before.
async function runItem(ctx: Ctx, manifest: string, time: number): Promise<RunItem | undefined> {
  for (const wait of waits) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const runs = await ctx.request('kynml/runs', { extra: [manifest] });
    const run = runs.find(item => sameUri(item.uri, manifest));
    // Times of the server are whole milliseconds.
    if (run && Math.abs(Date.parse(run.time) - time) < 2) return run;
  }
  return undefined;
}
