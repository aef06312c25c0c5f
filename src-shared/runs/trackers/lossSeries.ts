// The losses of a run of another tracker by step, read again when a plot shows them.
import { dirname } from '../../host/paths';
import { trackers } from './kinds';
import { Place, type ReadingHost } from './place';
import type { Point, TrackedRun } from './trackedRun';
import { numberIn } from './values/scalars';

/** Losses in the order of their steps; null where one is not finite. */
export interface StepLosses {
  readonly steps: readonly number[];
  readonly losses: readonly (number | null)[];
}

/** The losses of the training and of the test part. */
export interface RunLosses {
  readonly train: StepLosses;
  readonly test: StepLosses;
}

const TEST = 'val(?:id(?:ation)?)?|eval(?:uation)?|test|dev';
// As programs name them: `loss`, `train_loss_epoch`, `train/loss`, `val.loss`, `loss/test`.
const TRAIN_LOSS = /^(?:train(?:ing)?[/._-])?loss(?:[/._-](?:train(?:ing)?|step|epoch))?$/i;
const TEST_LOSS = new RegExp(`^(?:(?:${TEST})[/._-]loss(?:[/._-](?:step|epoch))?|loss[/._-](?:${TEST}))$`, 'i');
const isLoss = (name: string): boolean => TRAIN_LOSS.test(name) || TEST_LOSS.test(name);

// A longer file of lines is read at its beginning and its end, in bytes.
const MAX_WHOLE = 4 * 1024 * 1024;
// A plot cannot show more.
const MAX_POINTS = 1000;

/** Reads the losses; undefined for a run without any. */
export function lossSeries(host: ReadingHost, run: TrackedRun): RunLosses | undefined {
  const all = new Map<string, readonly Point[]>();
  for (const { tracker, path } of run.sources ?? [run]) {
    const place = new Place(host, host.stat(path)?.kind === 'folder' ? path : dirname(path), undefined, MAX_WHOLE);
    const series = trackers.find(({ id }) => id === tracker)?.series?.(place, isLoss);
    for (const [name, points] of series ?? []) if (!all.has(name)) all.set(name, points);
  }
  const [train, test] = [TRAIN_LOSS, TEST_LOSS].map(pattern => lossesOf(longest(all, pattern)));
  return train && test && train.steps.length + test.steps.length > 0 ? { train, test } : undefined;
}

// Of several with such names, the others are usually means of it.
function longest(all: ReadonlyMap<string, readonly Point[]>, pattern: RegExp): readonly Point[] {
  const named = [...all].filter(([name]) => pattern.test(name)).map(([, points]) => points);
  return named.reduce<readonly Point[]>((a, b) => (b.length > a.length ? b : a), []);
}

function lossesOf(points: readonly Point[]): StepLosses {
  const placed = points
    .map(({ value, step }, i) => ({ step: step === undefined ? i : Number(step), loss: finite(numberIn(value)) }))
    .filter(({ step }) => Number.isFinite(step))
    .sort((a, b) => a.step - b.step);
  const shown = thinned(placed);
  return { steps: shown.map(({ step }) => step), losses: shown.map(({ loss }) => loss) };
}

const finite = (loss: number): number | null => (Number.isFinite(loss) ? loss : null);

// One of each group that follow each other: one that is not finite, because it must not be hidden, otherwise the last.
function thinned<P extends { readonly loss: number | null }>(points: readonly P[]): readonly P[] {
  const size = Math.ceil(points.length / MAX_POINTS);
  return points.flatMap((_, i) => {
    const group = i % size === 0 ? points.slice(i, i + size) : [];
    return group.find(({ loss }) => loss === null) ?? group.at(-1) ?? [];
  });
}
