// The prompt before a sweep of which an earlier part exists. Independent of VS Code.
import type { SweepPlan } from '../../../src-shared/protocol/trainingRequests';
import { t } from '../ui/l10n';

/** The possible answers. */
export type SweepAnswer = 'resume' | 'show' | 'new' | 'cancel';

/** A prompt with its answers for a quick pick. */
export interface SweepPrompt {
  readonly title: string;
  readonly placeHolder: string;
  readonly choices: readonly {
    readonly icon: string;
    readonly label: string;
    readonly description?: string;
    readonly value: SweepAnswer;
  }[];
}

/** The prompt; undefined when there is nothing to continue. One that is running is not offered to be continued. `newFolder`: the label of the folder of a new sweep. */
export function sweepPrompt(
  { total, unfinished }: SweepPlan,
  { name, newFolder }: { readonly name: string; readonly newFolder: string },
): SweepPrompt | undefined {
  if (!unfinished) return undefined;
  const place = unfinished.label === '' || unfinished.label === '.' ? t('the working folder') : unfinished.label;
  const others: SweepPrompt['choices'] = [
    { icon: 'new-folder', label: t('Start a new sweep'), description: t('in {0}', newFolder), value: 'new' },
    { icon: 'close', label: t('Cancel'), value: 'cancel' },
  ];
  const about = { ...unfinished, name, place, total };
  return unfinished.isRunning ? runningPrompt(about, others) : incompletePrompt(about, others);
}

interface Sweep {
  readonly name: string;
  readonly place: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

const runningPrompt = ({ name, place, total, done, failed }: Sweep, others: SweepPrompt['choices']): SweepPrompt => ({
  title: t(
    'A sweep of {0} in {1} is running: {2} of {3} combinations trained, {4} failed.',
    name,
    place,
    done,
    total,
    failed,
  ),
  placeHolder: t('Start another one?'),
  choices: [
    { icon: 'pulse', label: t('Show running trainings'), description: t('start nothing'), value: 'show' },
    ...others,
  ],
});

const incompletePrompt = (
  { name, place, total, done, failed }: Sweep,
  others: SweepPrompt['choices'],
): SweepPrompt => ({
  title: t(
    'A sweep of {0} in {1} is incomplete: {2} of {3} combinations trained, {4} failed, {5} not run.',
    name,
    place,
    done,
    total,
    failed,
    total - done - failed,
  ),
  placeHolder: t('Continue it?'),
  choices: [
    { icon: 'debug-continue', label: t('Resume'), description: t('run what is missing or failed'), value: 'resume' },
    ...others,
  ],
});
