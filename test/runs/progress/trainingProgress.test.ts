// How far a training is, from the lines of its event file.
import { describe, expect, test } from 'vitest';
import { trainingEvent } from '../../../src-shared/runs/progress/trainingEvent';
import {
  afterEvent,
  concernOf,
  isRunning,
  NO_PROGRESS,
  remainingSeconds,
  type TrainingProgress,
} from '../../../src-shared/runs/progress/trainingProgress';

const start = (epochs = 100) => JSON.stringify({ event: 'start', epochs, pid: 7, device: 'cpu' });
const epoch = (at: number, test: number | string, more = '"seconds": 2') =>
  `{"event": "epoch", "epoch": ${at}, "train_loss": 0.5, "test_loss": ${test}, ${more}, "metrics": {"mae": 1}}`;

const progressOf = (...lines: readonly string[]): TrainingProgress =>
  lines.reduce((progress, line) => {
    const event = trainingEvent(line);
    return event ? afterEvent(progress, event) : progress;
  }, NO_PROGRESS);

const epochs = (losses: readonly (number | string)[]) => losses.map((loss, at) => epoch(at + 1, loss));

describe('a line', () => {
  test('is an event with its numbers, also those that are not finite', () => {
    expect(trainingEvent(start(20))).toEqual({ event: 'start', epochs: 20, pid: 7 });
    expect(trainingEvent(epoch(3, '-Infinity'))).toMatchObject({ epoch: 3, testLoss: -Infinity, seconds: 2 });
    expect(trainingEvent(epoch(3, 'NaN'))).toMatchObject({ testLoss: Number.NaN });
    expect(trainingEvent('{"event": "end", "status": "failed", "message": "x"}')).toEqual({ event: 'end' });
  });

  test.each([
    '',
    '{"event": "epo',
    '[]',
    'null',
    '{"event": "epoch"}',
    '{"event": ["start"], "epochs": 1, "pid": 1}',
    '{"event": "start", "epochs": "20", "pid": 7}',
    '{"event": "start", "epochs": 1e400, "pid": 7}',
    '{"event": "start", "epochs": 20, "pid": -7}',
    '{"event": "start", "epochs": 20, "pid": 0.5}',
    epoch(0, 1),
    epoch(2, '"low"'),
    '{"event": "other"}',
  ])('is left out: %s', line => {
    expect(trainingEvent(line)).toBeUndefined();
  });

  test('a time that cannot be one counts as unknown', () => {
    expect(trainingEvent(epoch(1, 1, '"seconds": -1'))).toMatchObject({ seconds: 0 });
    expect(trainingEvent(epoch(1, 1, '"seconds": NaN'))).toMatchObject({ seconds: 0 });
    expect(trainingEvent(epoch(1, 1, '"seconds": Infinity'))).toMatchObject({ seconds: 0 });
  });
});

describe('the remaining time', () => {
  test('is that of the remaining epochs, less what has passed since the last one', () => {
    expect(remainingSeconds(progressOf(start(), epoch(1, 1), epoch(2, 1)), 1)).toBe(98 * 2 - 1);
    expect(remainingSeconds(progressOf(start(2), epoch(1, 1)), 50)).toBe(0);
  });

  test('follows epochs that take longer', () => {
    const slower = Array.from({ length: 30 }, (_, at) => epoch(at + 2, 1, '"seconds": 10'));
    expect(remainingSeconds(progressOf(start(131), epoch(1, 1), ...slower), 0)).toBeGreaterThan(990);
  });

  test('is unknown before the first epoch', () => {
    expect(remainingSeconds(progressOf(start()), 5)).toBeUndefined();
    expect(remainingSeconds(NO_PROGRESS, 5)).toBeUndefined();
  });
});

describe('a concern', () => {
  test('is a loss that is not finite, from its first epoch on', () => {
    expect(concernOf(progressOf(start(), ...epochs([3, 'NaN', 'NaN'])))).toEqual({
      kind: 'not-finite',
      since: 2,
      isNaN: true,
    });
    expect(concernOf(progressOf(start(), ...epochs([3, 'Infinity'])))).toMatchObject({
      kind: 'not-finite',
      isNaN: false,
    });
    expect(concernOf(progressOf(start(), epoch(1, 1).replace('0.5', 'NaN')))).toMatchObject({ since: 1, isNaN: true });
  });

  test('ends with the next finite loss', () => {
    expect(concernOf(progressOf(start(), ...epochs([3, 'NaN', 2])))).toBeUndefined();
  });

  test('is a test loss without a new minimum for 20 epochs', () => {
    const flat = (count: number) => epochs([2, 1, ...Array.from({ length: count }, () => 1)]);
    expect(concernOf(progressOf(start(50), ...flat(19)))).toBeUndefined();
    expect(concernOf(progressOf(start(50), ...flat(20)))).toEqual({ kind: 'stalled', since: 2 });
  });

  test('needs a fifth of all epochs if that is more', () => {
    const flat = (count: number) => epochs([1, ...Array.from({ length: count }, () => 1.5)]);
    expect(concernOf(progressOf(start(1000), ...flat(199)))).toBeUndefined();
    expect(concernOf(progressOf(start(1000), ...flat(200)))).toEqual({ kind: 'stalled', since: 1 });
  });
});

describe('a training runs', () => {
  const alive = (pid: number) => pid === 7;
  const dead = () => false;

  test('while its process exists and it has not reported its end', () => {
    const progress = progressOf(start(), epoch(1, 1));
    expect(isRunning(progress, 5, alive)).toBe(true);
    expect(isRunning(progress, 5, dead)).toBe(false);
    expect(isRunning(progressOf(start(), epoch(1, 1), '{"event": "end", "status": "stopped"}'), 5, alive)).toBe(false);
  });

  test('not after a long silence, because its id may be that of another process', () => {
    expect(isRunning(progressOf(start(), epoch(1, 1)), 599, alive)).toBe(true);
    expect(isRunning(progressOf(start(), epoch(1, 1)), 601, alive)).toBe(false);
    const slow = progressOf(start(), epoch(1, 1, '"seconds": 3600'));
    expect([isRunning(slow, 9 * 3600, alive), isRunning(slow, 11 * 3600, alive)]).toEqual([true, false]);
    expect([
      isRunning(progressOf(start()), 23 * 3600, alive),
      isRunning(progressOf(start()), 25 * 3600, alive),
    ]).toEqual([true, false]);
  });

  test('while Python loads its packages', () => {
    expect([isRunning(NO_PROGRESS, 5, dead), isRunning(NO_PROGRESS, 601, dead)]).toEqual([true, false]);
  });

  test('again when another process continues the file', () => {
    const again = progressOf(start(), epoch(5, 1), '{"event": "end", "status": "failed"}', start(30));
    expect(again).toMatchObject({ started: { epochs: 30 }, isEnded: false });
    expect(again.last).toBeUndefined();
  });
});
