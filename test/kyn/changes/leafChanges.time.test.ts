// The changes of long specs take a time that is linear in their length.
import { expect, test } from 'vitest';
import { leafChanges } from '../../../src-shared/kyn/changes/leafChanges';
import { revertAll } from '../../../src-shared/kyn/changes/revert';
import { changesWithoutEffect } from '../../../src-shared/kyn/changes/withoutEffect';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { stopwatch } from '../../stopwatch';

const repeat = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join('');

// Each gives two texts of about `n` thousand characters.
const families: Readonly<Record<string, (n: number) => readonly [string, string]>> = {
  'many changed settings': n => [
    `params:\n${repeat(n * 60, i => `    name${i} = ${i}\n`)}`,
    `params:\n${repeat(n * 60, i => `    name${i} = ${i + 1}\n`)}`,
  ],
  'many settings removed from between comments': n => [
    `params:\n${repeat(n * 40, i => `    # note ${i}\n    name${i} = 1\n`)}`,
    `params:\n${repeat(n * 40, i => `    # note ${i}\n`)}`,
  ],
  'many layers changed': n => [
    `model M:\n${repeat(n * 60, i => `    dense ${i}\n`)}`,
    `model M:\n${repeat(n * 60, i => `    dense ${i + 7}\n`)}`,
  ],
  'many layers of changing kinds': n => [
    `model M:\n${repeat(n * 30, i => `    dense ${i}\n    dropout 0.${i}\n`)}`,
    `model M:\n${repeat(n * 30, i => `    dropout 0.${i + 1}\n    dense ${i + 7}\n    relu\n`)}`,
  ],
  'many blocks added': n => [
    'train:\n    epochs = 1\n',
    `${repeat(n * 30, i => `# ${i}\nmodel M${i}:\n    input 1\n\n`)}train:\n    epochs = 1\n`,
  ],
  'many blocks removed': n => [
    `${repeat(n * 30, i => `# ${i}\nmodel M${i}:\n    input 1\n\n`)}train:\n    epochs = 1\n`,
    'train:\n    epochs = 1\n',
  ],
  'one repeated block': n => [
    repeat(n * 80, () => 'params:\n    a = 1\n'),
    repeat(n * 90, () => 'params:\n    a = 1\n'),
  ],
  'a long gap': n => [
    `params:\n    a = 1\n${'\n'.repeat(n * 900)}train:\n`,
    `params:\n    a = 1\n\nmodel M:\n    input 1\n${'\n'.repeat(n * 900)}train:\n`,
  ],
  'a long gap of comments': n => [
    `params:\n    a = 1\n${'# x\n'.repeat(n * 200)}train:\n`,
    `params:\n    a = 1\n\nmodel M:\n    input 1\n${'# x\n'.repeat(n * 200)}train:\n`,
  ],
  'many comments added': n => ['params:\n    a = 1\n', `params:\n    a = 1\n${repeat(n * 90, i => `# note ${i}\n`)}`],
};

function work([a, b]: readonly [string, string]): void {
  const [old, current] = [parse(a), parse(b)];
  leafChanges(old, current);
  leafChanges(current, old);
  revertAll(old, current);
  changesWithoutEffect(old, current);
}

const SMALL = 8;
// A text ten times as long takes 10 times as long if time is linear, and 100 times if it is quadratic.
const LIMIT = 25;
const ATTEMPTS = 10;

// Other work only adds to a time, so the least one of each side counts.
function growth(small: readonly [string, string], large: readonly [string, string]): number {
  const timeOf = (texts: readonly (readonly [string, string])[]): number => {
    const elapsed = stopwatch();
    for (const pair of texts) work(pair);
    return elapsed();
  };
  const ten = Array<typeof small>(10).fill(small);
  const once = (): number => Math.max(timeOf(ten) / 10, 0.1);
  let [least, leastOfLarge] = [once(), Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS && leastOfLarge / least >= LIMIT; attempt++) {
    least = Math.min(least, once());
    leastOfLarge = Math.min(leastOfLarge, timeOf([large]));
  }
  return leastOfLarge / least;
}

test.each(Object.entries(families))('%s', (_, texts) => {
  expect(growth(texts(SMALL), texts(SMALL * 10))).toBeLessThan(LIMIT);
});
