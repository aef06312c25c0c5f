// A digit that is typed in `params` costs a fraction of a new analysis, also where most blocks use the param.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { stopwatch } from '../../stopwatch';

const model = (i: number): string =>
  `model M${i}:\n    input 8\n${'    dense $units relu\n    dropout 0.5\n'.repeat(5)}    dense 1 linear\n\n`;
const spec = (units: number): string =>
  `params:\n    units = ${units}\n\n${Array.from({ length: 1500 }, (_, i) => model(i)).join('')}`;

test('a digit in params costs less than a quarter of a new analysis', () => {
  let [previous, whole, change] = [
    analyze({ tree: parse(spec(1)) }),
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  // The least time counts, because other work only adds to it.
  for (let units = 2; units < 9; units++) {
    const [text, old] = [spec(units), previous];
    const fresh = stopwatch();
    analyze({ tree: parse(text) });
    whole = Math.min(whole, fresh());
    const typed = stopwatch();
    previous = analyze({ tree: parse(text, old.tree) }, old);
    change = Math.min(change, typed());
  }
  expect(change / whole).toBeLessThan(1 / 4);
});
