// The trainings that run, as text for the status bar and the list behind it.
import type { TrainingItem, TrainingsView } from '../protocol/views';
import type { LiveTraining, RunningScript } from '../runs/progress/liveTrainings';
import { concernOf, remainingSeconds, type TrainingConcern } from '../runs/progress/trainingProgress';
import { firstFew } from '../text/firstFew';
import { counted, numberText } from '../text/numberText';
import { briefNumber } from './values';

/** The view; `uri`: the URI of a path. The status bar has room for one training: one that deserves attention comes first. */
export function trainingsView(trainings: readonly LiveTraining[], uri: (path: string) => string): TrainingsView {
  const items = trainings.map(training => trainingItem(training, uri));
  const shown = items.find(({ concern }) => concern !== undefined) ?? items[0];
  return { status: shown ? statusOf(shown, items) : null, trainings: items };
}

function statusOf(shown: TrainingItem, items: readonly TrainingItem[]): TrainingsView['status'] {
  const more = items.length > 1 ? `${items.length} trainings: ` : '';
  const lines = ({ title, detail, concern }: TrainingItem): string =>
    [`${title}: ${detail}`, ...(concern === undefined ? [] : [concern])].join('\n');
  return {
    title: `${more}${shown.title}: ${shown.detail}`,
    tooltip: firstFew(items, MAX_LINES, { text: lines, separator: '\n' }),
    ...(shown.concern !== undefined && { concern: shown.concern }),
  };
}

const MAX_LINES = 10;

function trainingItem(training: LiveTraining, uri: (path: string) => string): TrainingItem {
  const { spec, sweep, scripts } = training;
  const [first] = scripts;
  const concern = concernIn(training);
  return {
    ...(spec !== undefined && { uri: uri(spec.path) }),
    title: nameOf(training),
    detail: [
      ...(sweep ? [sweepText(sweep)] : []),
      ...(scripts.length > 1 ? [`${scripts.length} running`] : [scriptText(first)]),
      ...(concern?.kind === 'stalled' ? [`not fallen since epoch ${numberText(concern.since)}`] : []),
      ...(!sweep ? remainingTexts(first) : []),
    ].join(', '),
    ...(concern && {
      concern: concernText(concern, sweep ? `a combination of ${nameOf(training)}` : nameOf(training)),
    }),
  };
}

const nameOf = ({ spec }: LiveTraining): string => spec?.name ?? 'training';

const sweepText = ({ ended, total }: NonNullable<LiveTraining['sweep']>): string =>
  total === undefined
    ? `${counted(ended, 'combination')} done`
    : `${numberText(Math.min(ended, total))} of ${counted(total, 'combination')}`;

function scriptText({ progress: { started, last } }: RunningScript): string {
  if (!started) return 'starting';
  const epochs = `epoch ${numberText(last?.epoch ?? 0)} of ${numberText(started.epochs)}`;
  return last ? `${epochs}, loss ${lossText(last.testLoss, last.trainLoss)}` : epochs;
}

// The loss of the test part decides; a NaN of the train part must not be hidden by it.
const lossText = (test: number, train: number): string =>
  Number.isFinite(train) ? shortNumber(test) : shortNumber(train);

const shortNumber = (value: number): string => briefNumber(value, LOSS_DIGITS);

const LOSS_DIGITS = 4;

function remainingTexts({ progress, age }: RunningScript): readonly string[] {
  const seconds = remainingSeconds(progress, age);
  return seconds === undefined ? [] : [`${durationText(seconds)} left`];
}

/** A duration as people say it: `40 s`, `2 min`, `3 h 20 min`, `2 d 4 h`. Rounded up, because it is an estimate of what remains. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.ceil(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${numberText(days)} d` : `${numberText(days)} d ${hours % 24} h`;
}

// The worst concern of the scripts.
function concernIn({ scripts }: LiveTraining): TrainingConcern | undefined {
  const concerns = scripts.flatMap(({ progress }) => concernOf(progress) ?? []);
  return concerns.find(({ kind }) => kind === 'not-finite') ?? concerns[0];
}

// What happened, what it means, and what to do. Nothing is stopped by itself.
function concernText(concern: TrainingConcern, name: string): string {
  const since = `since epoch ${numberText(concern.since)}`;
  const stop = 'Nothing is stopped: end the training in its terminal, or let it run.';
  return concern.kind === 'stalled'
    ? `The test loss of ${name} has not fallen ${since}, so more epochs may not improve it. ${stop}`
    : `The loss of ${name} has been ${concern.isNaN ? 'NaN' : 'infinite'} ${since}, so its metrics will be unusable. ${stop}`;
}
