// Random specs without errors: each has a plan or findings, never an exception, and a plan contains only usable values. CI runs 2,000 of them.
import { afterAll, expect, test } from 'vitest';
import type { Analysis } from '../../../src-shared/kyn/analyze';
import { combinations } from '../../../src-shared/kyn/compile/combinations';
import type { TrainingPlan } from '../../../src-shared/kyn/compile/plan';
import { planTraining } from '../../../src-shared/kyn/compile/planTraining';
import { caseCount, caseTimeout, repeatWith, SEED } from '../../cases';
import { Chance, mutated, randomFrom } from '../mutate';
import { anySpec, specs, wholeSpec } from '../pool';
import { analyzed, FACTS } from './planned';

const chance = new Chance(randomFrom(SEED));
const VALID = caseCount(2000);
const LIMIT_MS = caseTimeout(300_000);

const ran = { valid: 0, plans: 0, 'with findings': 0, broken: 0 };
afterAll(() => {
  const counts = Object.entries(ran).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  console.log(`random specs planned: ${counts.join(', ')} (${repeatWith()})`);
});

const isValid = ({ diagnostics }: Analysis): boolean => diagnostics.every(d => d.severity !== 'error');

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

// The numbers of a plan are literals, and the widths of its layers follow from each other.
function expectUsable({ data, model, train, export: exported }: TrainingPlan): void {
  const { scheduler = { name: 'cosine' }, earlyStop, checkpoint, optimizer } = train;
  const numbers = [
    ...[data.split, data.numWorkers, data.prefetch, train.epochs, train.batch, train.seed, optimizer.lr],
    ...Object.entries(scheduler).flatMap(([key, value]) => (key === 'name' ? [] : [value])),
    ...[earlyStop?.patience, earlyStop?.minDelta, checkpoint?.every],
    ...(exported?.format === 'onnx' ? [...exported.inputShape, exported.opset] : []),
  ];
  for (const text of numbers) if (text !== undefined) expect(text).toMatch(NUMBER);
  let width = model.inputs;
  for (const layer of model.layers) {
    if (layer.kind === 'linear') {
      expect(layer.inputs).toBe(width);
      width = layer.outputs;
    } else if (layer.kind === 'batchnorm') expect(layer.width).toBe(width);
  }
  expect(model.outputs).toBe(width);
}

function plan(analysis: Analysis): void {
  const result = planTraining(analysis, FACTS);
  if (result.ok) {
    // A spec with errors is not compiled, so its plan may contradict itself.
    if (isValid(analysis)) expectUsable(result.plan);
  } else {
    expect(result.findings).not.toEqual([]);
    for (const { span } of result.findings) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(analysis.tree.text.length);
    }
  }
  ran[result.ok ? 'plans' : 'with findings']++;
}

test(
  `random valid specs have a plan or findings (${repeatWith()})`,
  () => {
    while (ran.valid < VALID) {
      let text = chance.below(8) === 0 ? chance.of(specs) : wholeSpec(chance);
      for (let changes = chance.below(3); changes > 0; changes--) text = mutated(text, chance);
      const analysis = analyzed(text);
      if (!isValid(analysis)) continue;
      ran.valid++;
      plan(analysis);
      const { count, at } = combinations(analysis);
      if (count > 0) expect([...at(chance.below(count)).overrides.keys()].length).toBeGreaterThan(0);
    }
    expect(ran.plans).toBeGreaterThan(VALID / 10);
  },
  LIMIT_MS,
);

test(
  `specs with errors never cause an exception (${repeatWith()})`,
  () => {
    for (; ran.broken < VALID; ran.broken++) {
      let text = chance.below(2) ? wholeSpec(chance) : anySpec(chance);
      for (let changes = 1 + chance.below(6); changes > 0; changes--) text = mutated(text, chance);
      plan(analyzed(text));
    }
  },
  LIMIT_MS,
);

test('every example is planned', () => {
  const valid = specs.map(text => analyzed(text)).filter(isValid);
  const results = valid.filter(a => a.tree.text.includes('train:')).map(a => planTraining(a, FACTS));
  expect(results.length).toBeGreaterThan(0);
  expect(results.flatMap(r => (r.ok ? [] : r.findings))).toEqual([]);
});
