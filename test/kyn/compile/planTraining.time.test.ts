// Planning a training takes a small part of the time of parsing and analysing the spec, and typing elsewhere in the spec plans no block again.
import { expect, test } from 'vitest';
import { type Analysis, analyze } from '../../../src-shared/kyn/analyze';
import { defaultOptions } from '../../../src-shared/kyn/catalogue/options';
import { planTraining } from '../../../src-shared/kyn/compile/planTraining';
import { nothingImported } from '../../../src-shared/kyn/names/compose';
import { scopeOf } from '../../../src-shared/kyn/names/scope';
import type { SpecModel } from '../../../src-shared/kyn/names/specModel';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { houseDataset, houseTrain } from '../../specFixture';
import { stopwatch } from '../../stopwatch';
import { FACTS } from './planned';

const LINES = 10_000;
const ROUNDS = 7;

const layers = '    dense $hidden relu\n    batchnorm\n    dropout 0.5\n'.repeat(LINES / 3);
const specWith = (hidden: number): string =>
  `params:\n    hidden = ${hidden}\n\n${houseDataset}\nmodel Net:\n    input 4\n${layers}    dense 1 linear\n\n${houseTrain}`;

// Each round has a text of its own, so nothing is reused. The shortest one counts, because other work on the machine only makes a round longer.
function best<T>(prepare: (round: number) => T, work: (prepared: T) => void): number {
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const prepared = prepare(round);
    const elapsed = stopwatch();
    work(prepared);
    return elapsed();
  });
  return Math.min(...times);
}

// A spec whose blocks were never planned: the analysis plans them, too.
function unplanned(text: string): SpecModel {
  const tree = parse(text);
  return { tree, scope: scopeOf(tree, nothingImported), composition: nothingImported, options: defaultOptions };
}

const expectPlan = (spec: SpecModel): void => {
  const result = planTraining(spec, FACTS);
  expect(result.ok && result.plan.model.layers.length).toBeGreaterThan(LINES);
};

test('planning a spec of 10,000 lines takes at most half of the time of parsing and analysing it', () => {
  const reading = best(
    round => specWith(100 + round),
    text => void analyze({ tree: parse(text) }),
  );
  const planning = best(round => unplanned(specWith(200 + round)), expectPlan);
  console.log(`parsing and analysing ${reading.toFixed(1)} ms, planning ${planning.toFixed(1)} ms`);
  expect(planning).toBeLessThan(reading / 2);
});

test('after typing in another block, planning takes at most a tenth of the first time', () => {
  const first = best(round => unplanned(specWith(300 + round)), expectPlan);
  let before: Analysis | undefined;
  const again = best(round => {
    const text = `${specWith(400)}# ${'x'.repeat(round)}\n`;
    before = analyze({ tree: parse(text, before?.tree) }, before);
    return before;
  }, expectPlan);
  console.log(`first ${first.toFixed(2)} ms, again ${again.toFixed(2)} ms`);
  expect(again).toBeLessThan(first / 10);
});
