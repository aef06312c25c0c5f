// Whether a lower or a higher value of a metric is better.
import { expect, test } from 'vitest';
import { type Directions, directionOf } from '../../src-shared/kyn/catalogue/metricDirection';

test.each<[string, Directions, string]>([
  ['mae', {}, 'lower'],
  ['val_mae', {}, 'lower'],
  ['r2', {}, 'higher'],
  ['bleu', {}, 'unknown'],
  ['bleu', { bleu: 'higher' }, 'higher'],
  ['val_bleu', { bleu: 'higher' }, 'higher'],
  ['val_bleu', { bleu: 'higher', val_bleu: 'lower' }, 'lower'],
  ['mae', { mae: 'higher' }, 'higher'],
  ['neg_mae', {}, 'unknown'],
  ['neg_mae', { neg_mae: 'higher' }, 'higher'],
  ['toString', {}, 'unknown'],
])('%s with %j: %s', (name, directions, expected) => {
  expect(directionOf(name, directions)).toBe(expected);
});
