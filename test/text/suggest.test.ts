// Did you mean: near words are offered, far ones are not, and distances are what they are by definition.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, suggest } from '../../src-shared/text/suggest';

test.each([
  ['rellu', 'relu'],
  ['dense', undefined],
  ['relu', 'relu'],
  ['RELU', 'relu'],
  ['softmaks', 'softmax'],
  ['log_sotfmax', 'log_softmax'],
  ['lr', undefined],
  ['', undefined],
  ['zzz', undefined],
])('%j -> %j', (word, meant) => {
  expect(suggest(word, ['relu', 'softmax', 'log_softmax'])).toBe(meant);
});

test('of several the nearest, of equally near ones the first', () => {
  expect(suggest('epoch', ['epoc', 'epochs', 'poch'])).toBe('epoc');
  expect(suggest('cat', ['car', 'bat'])).toBe('car');
  expect(suggest('cat', ['car', 'CAT'])).toBe('CAT');
});

// By definition, without cleverness: optimal string alignment.
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const steps = [
    distance(a.slice(0, -1), b) + 1,
    distance(a, b.slice(0, -1)) + 1,
    distance(a.slice(0, -1), b.slice(0, -1)) + same,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    steps.push(distance(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...steps);
}

test('the distance is that of the definition', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map(parts => parts.join(''));
  const property = fc.property(word, word, (a, b) => {
    const found = editDistance(a, b, 10);
    expect(found).toBe(distance(a, b));
    expect(Math.min(editDistance(a, b, 2), 3)).toBe(Math.min(found, 3));
  });
  fc.assert(property, { numRuns: 300 });
});

test('the time is proportional to the length of two similar words', () => {
  const middle = 'a'.repeat(300_000);
  expect(editDistance(`b${middle}c`, `c${middle}b`, 2)).toBe(2);
  expect(editDistance(`bb${middle}c`, `c${middle}bb`, 2)).toBe(3);
});

test('long words cost nothing if their lengths differ too much', () => {
  expect(editDistance('a'.repeat(1_000_000), 'b', 2)).toBe(3);
});
