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
  return {
    ...scale,
    place: value => {
      const number = values[value]?.number;
      return number === undefined ? undefined : scale.place(number);
    },
  };
}

function textScale(texts: readonly string[]): Scale {
  const at = (i: number): number => (texts.length < 2 ? 0.5 : i / (texts.length - 1));
  const step = Math.ceil(texts.length / MAX_TEXTS);
  return {
    ticks: texts.flatMap((text, i) => (i % step === 0 ? [{ at: at(i), text }] : [])),
    place: value => (value >= 0 && value < texts.length ? at(value) : undefined),
    isLog: false,
  };
}

/** Values over more than this factor are shown by their powers of ten. */
const LOG_FACTOR = 100;

/** The scale of numbers; a power of ten is a step where they are positive and spread over more than two of them. */
export function numberScale(numbers: readonly number[], { isTime = false } = {}): Scale {
  const least = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(least) || !Number.isFinite(most)) return { ticks: [], place: () => undefined, isLog: false };
  const isLog = !isTime && least > 0 && most / least > LOG_FACTOR;
  const [low, high] = isLog ? [Math.log10(least), Math.log10(most)] : widened(least, most);
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

function logMarks(low: number, high: number): Mark[] {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  const step = Math.max(1, Math.ceil((last - first + 1) / (STEPS + 1)));
  return Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, i) => {
    const value = 10 ** (first + i * step);
    return { value, text: String(Number(value.toPrecision(1))) };
  });
}

function timeMarks(low: number, high: number): Mark[] {
  const day = high - low > DAY_MS * 2;
  return Array.from({ length: STEPS }, (_, i) => {
    const value = low + ((high - low) * i) / (STEPS - 1);
    const text = new Date(value).toISOString();
    return { value, text: day ? text.slice(0, 10) : text.slice(5, 16).replace('T', ' ') };
  });
}

const DAY_MS = 86_400_000;
