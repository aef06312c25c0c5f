// Scales of axes: numbers, powers of ten, times, and texts side by side.
import type { RunTableColumn } from '../../../../src-shared/protocol/runTableView';

/** A mark of an axis. `at`: from 0 to 1. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** An axis. `place`: where a value of the column is, from 0 to 1; undefined for one that the axis does not show, such as NaN. */
export interface Scale {
  readonly ticks: readonly Tick[];
  readonly place: (value: number) => number | undefined;
  readonly isLog: boolean;
}

/** The most texts of an axis that have a tick. */
const MAX_TEXTS = 12;

/** The scale of a column; its values are given by index. */
export function columnScale({ values, isNumber, key }: Pick<RunTableColumn, 'values' | 'isNumber' | 'key'>): Scale {
  if (!isNumber && key !== 'time') return textScale(values.map(v => v.text));
  const numbers = values.flatMap(({ number }) => number ?? []);
  const scale = numberScale(numbers, { isTime: key === 'time' });
  const own = values.length <= MAX_OWN_TICKS ? ownTicks(values, scale) : scale.ticks;
  return {
    ...scale,
    ticks: key === 'time' ? scale.ticks : own,
    place: value => {
      const number = values[value]?.number;
      return number === undefined ? undefined : scale.place(number);
    },
  };
}

/** Up to this number of values an axis shows these, unless two of them are closer than the share of the axis that a text needs. */
const [MAX_OWN_TICKS, MIN_GAP] = [6, 0.07];

function ownTicks(values: RunTableColumn['values'], scale: Scale): readonly Tick[] {
  const ticks = values.flatMap(({ number, text }): Tick[] => {
    const at = number === undefined ? undefined : scale.place(number);
    return at === undefined ? [] : [{ at, text }];
  });
  const isClose = ticks.some(({ at }, i) => i > 0 && at - (ticks[i - 1]?.at ?? 0) < MIN_GAP);
  return isClose ? scale.ticks : ticks;
}

function textScale(texts: readonly string[]): Scale {
  const at = (i: number): number => (i + 0.5) / texts.length;
  const step = Math.ceil(texts.length / MAX_TEXTS);
  return {
    ticks: texts.flatMap((text, i) => (i % step === 0 ? [{ at: at(i), text }] : [])),
    place: value => (value >= 0 && value < texts.length ? at(value) : undefined),
    isLog: false,
  };
}

/** Values over more than this factor are shown by their powers of ten. */
const LOG_FACTOR = 25;

/** What decides a scale of numbers. `margin`: the share of the axis that is left free at both ends. */
export interface NumberScaleOptions {
  readonly isTime?: boolean;
  readonly margin?: number;
}

/** The scale of numbers; its steps are powers of ten where they are positive and spread widely. */
export function numberScale(
  numbers: readonly number[],
  { isTime = false, margin = MARGIN }: NumberScaleOptions = {},
): Scale {
  const least = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(least) || !Number.isFinite(most)) return { ticks: [], place: () => undefined, isLog: false };
  const isLog = !isTime && least > 0 && most / least > LOG_FACTOR;
  const [first, last] = isLog ? [Math.log10(least), Math.log10(most)] : widened(least, most);
  const free = (last - first) * margin;
  const [low, high] = [first - free, last + free];
  const place = (value: number): number | undefined => {
    const at = ((isLog ? Math.log10(value) : value) - low) / (high - low);
    return Number.isFinite(at) ? at : undefined;
  };
  const marks = isTime ? timeMarks(low, high) : isLog ? logMarks(low, high) : linearMarks(low, high);
  return {
    isLog,
    place,
    ticks: marks.map(({ value, text }) => ({ at: ((isLog ? Math.log10(value) : value) - low) / (high - low), text })),
  };
}

/** Marks next to an axis would look like parts of it. */
const MARGIN = 0.04;

// A single value is in the middle.
const widened = (least: number, most: number): [number, number] =>
  least === most ? [least - (Math.abs(least) || 1) / 2, most + (Math.abs(most) || 1) / 2] : [least, most];

interface Mark {
  readonly value: number;
  readonly text: string;
}

const STEPS = 5;

function linearMarks(low: number, high: number): Mark[] {
  const rough = (high - low) / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const value = (first + i) * step;
    return { value, text: numberText(value, decimals) };
  });
}

const numberText = (value: number, decimals: number): string =>
  Math.abs(value) >= 1e6 || decimals > 6 ? String(Number(value.toPrecision(3))) : value.toFixed(decimals);

// The powers of ten, with steps between them where there are few.
function logMarks(low: number, high: number): Mark[] {
  const [first, last] = [Math.floor(low), Math.ceil(high)];
  const decades = last - first;
  const factors = decades <= 2 ? [1, 2, 5] : decades <= 4 ? [1, 3] : [1];
  const step = Math.max(1, Math.ceil(decades / (STEPS * 2)));
  const powers = Array.from({ length: Math.floor(decades / step) + 1 }, (_, i) => first + i * step);
  const values = powers.flatMap(power => factors.map(factor => Number(`${factor}e${power}`)));
  return values
    .filter(value => Math.log10(value) >= low && Math.log10(value) <= high)
    .map(value => ({ value, text: String(value) }));
}

function timeMarks(low: number, high: number): Mark[] {
  const day = high - low > DAY_MS * STEPS;
  const values = Array.from({ length: STEPS }, (_, i) => low + ((high - low) * i) / (STEPS - 1));
  return values.filter(isDate).map(value => {
    const text = new Date(value).toISOString();
    return { value, text: day ? text.slice(0, 10) : text.slice(5, 16).replace('T', ' ') };
  });
}

// The margin of an axis may be before the first or after the last time that a date can have.
const isDate = (time: number): boolean => !Number.isNaN(new Date(time).getTime());

const DAY_MS = 86_400_000;
