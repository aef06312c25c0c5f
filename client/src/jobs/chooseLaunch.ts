// The launch or run that a command works on: its node in the view of runs, otherwise a picked one.
import type { Launched, SubmittedRun } from '../../../src-shared/protocol/targetRequests';
import type { ClientContext } from '../base/clientContext';
import type { LaunchNode } from '../runs/launchItem';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';

/** What is asked. `none`: the message where no launch is usable. */
export interface LaunchQuestion {
  readonly title: string;
  readonly none: string;
  readonly isUsable: (launch: Launched) => boolean;
}

/** The launch of a node or a picked one, as it is now; undefined when the user cancelled or none is usable, which is shown. */
export async function chooseLaunch(
  context: ClientContext,
  argument: unknown,
  { title, none, isUsable }: LaunchQuestion,
): Promise<Launched | undefined> {
  const { launches } = await context.request('kynml/launches', {});
  const named = nodeOf(argument);
  const usable = launches.filter(one => (named ? one.id === named.launch.id : true)).filter(isUsable);
  if (usable.length === 0) showMessage('information', none);
  const [only] = usable;
  if (usable.length < 2) return only;
  const choices = usable.map(launch => ({ label: launch.label, description: launch.description, value: launch }));
  return quickPick({ title, placeHolder: t('Select what was submitted') }, choices);
}

/** The run of a node; otherwise the only run of a launch, or a picked one. */
export async function chooseSubmittedRun(
  context: ClientContext,
  argument: unknown,
  question: LaunchQuestion,
): Promise<{ readonly launch: Launched; readonly run: SubmittedRun } | undefined> {
  const named = namedRun(argument);
  if (named) return named;
  const launch = await chooseLaunch(context, argument, question);
  if (!launch) return undefined;
  const choices = launch.runs.map(run => ({ label: run.label, description: run.description, value: run }));
  const run =
    launch.runs.length === 1
      ? launch.runs[0]
      : await quickPick({ title: question.title, placeHolder: t('Select a run') }, choices);
  return run && { launch, run };
}

/** The run of a node, with its launch as it was drawn; undefined for any other argument. */
export function namedRun(argument: unknown): { readonly launch: Launched; readonly run: SubmittedRun } | undefined {
  const node = nodeOf(argument);
  return node?.kind === 'submittedRun' ? node : undefined;
}

type LaunchedNode = Extract<LaunchNode, { readonly launch: Launched }>;

const nodeOf = (argument: unknown): LaunchedNode | undefined =>
  typeof argument === 'object' && argument !== null && 'launch' in argument && 'kind' in argument
    ? (argument as LaunchedNode)
    : undefined;
