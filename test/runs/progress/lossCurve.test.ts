// The losses of a training by epoch, from the text of its event file.
import { expect, test } from 'vitest';
import { lossesIn } from '../../../src-shared/runs/progress/lossCurve';

const start = '{"event": "start", "epochs": 5, "pid": 7}';
const epoch = (n: number, train: unknown, loss: unknown): string =>
  `{"event": "epoch", "epoch": ${n}, "train_loss": ${train}, "test_loss": ${loss}, "seconds": 1}`;

test('losses are listed by epoch, and one that was not recorded or is not finite is null', () => {
  const text = [start, epoch(1, 3, 4), epoch(2, 'NaN', 2), epoch(4, 1, 'Infinity'), 'not an event', ''].join('\n');
  expect(lossesIn(text)).toEqual({ epochs: 5, train: [3, null, null, 1], test: [4, 2, null, null], isEnded: false });
});

test('a training has ended after its end event, unless another process continues it', () => {
  const text = [start, epoch(1, 3, 4), '{"event": "end"}'].join('\n');
  expect(lossesIn(text)?.isEnded).toBe(true);
  expect(lossesIn(`${text}\n${start}\n${epoch(2, 2, 2)}\n`)).toMatchObject({ isEnded: false, train: [3, 2] });
});

test('a line that is being written is left out', () => {
  expect(lossesIn(`${start}\n${epoch(1, 3, 4)}\n${epoch(2, 2, 2).slice(0, 30)}`)?.train).toEqual([3]);
});

test('an epoch with an enormous number does not fill the memory', () => {
  expect(lossesIn(`${start}\n${epoch(1, 3, 4)}\n${epoch(900_000_000, 1, 1)}\n`)?.train).toEqual([3]);
});

test('a file without an epoch has no curve', () => {
  expect(lossesIn(`${start}\n`)).toBeUndefined();
});
