// The settings that a project shares: what is read of them, and which count.
import { expect, test } from 'vitest';
import {
  noSharedSettings,
  readSharedSettings,
  type SharedSettings,
  withPrecedence,
} from '../../../src-shared/repro/settings/sharedSettings';

const FULL: SharedSettings = {
  extraWords: { metric: ['mape'] },
  policy: { torch: 'error', strict: true },
  ignore: ['old/**'],
  headlineMetric: 'mae',
  metricDirections: { bleu: 'higher' },
};

test('all settings', () => {
  expect(
    readSharedSettings({
      catalog: { extra: { metric: ['mape'] } },
      policy: { torch: 'error', strict: true },
      artifacts: { ignore: ['old/**'] },
      runs: { headlineMetric: 'mae', metricDirections: { bleu: 'higher' } },
      command: 'rm',
    }),
  ).toEqual(FULL);
});

test.each([
  undefined,
  null,
  3,
  'x',
  [],
  { catalog: 1, policy: 'x', artifacts: [], runs: null },
  {
    catalog: { extra: [] },
    policy: { torch: 'no', strict: 'yes' },
    artifacts: { ignore: [1] },
    runs: { headlineMetric: 1 },
  },
  { runs: { metricDirections: { bleu: 'up', f2: 1 } } },
])('malformed values count as not set: %j', section => {
  expect(readSharedSettings(section)).toEqual(noSharedSettings);
});

test('their number is limited', () => {
  const many = (value: unknown) => Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`k${i}`, value]));
  const read = readSharedSettings({
    catalog: { extra: many([]) },
    policy: many('info'),
    runs: { metricDirections: { ...many('lower'), ['x'.repeat(300)]: 'lower' } },
  });
  expect(Object.keys(read.extraWords)).toHaveLength(100);
  expect(Object.keys(read.policy)).toHaveLength(1000);
  expect(Object.keys(read.metricDirections)).toHaveLength(1000);
});

test('names of the prototype are names like others', () => {
  const read = readSharedSettings(
    JSON.parse('{"runs": {"metricDirections": {"__proto__": "lower", "toString": "higher"}}}'),
  );
  expect(Object.entries(read.metricDirections)).toEqual([
    ['__proto__', 'lower'],
    ['toString', 'higher'],
  ]);
});

test('where both set something, the first counts; everything else is joined', () => {
  const own: SharedSettings = {
    extraWords: { metric: ['mine'], layer: [] },
    policy: { torch: 'info' },
    ignore: ['mine/**'],
    headlineMetric: 'r2',
    metricDirections: { bleu: 'lower' },
  };
  const project = {
    ...FULL,
    extraWords: { ...FULL.extraWords, layer: ['conv2d'] },
    policy: { ...FULL.policy, seed: 'info' },
  } as const;
  expect(withPrecedence(own, project)).toEqual({
    extraWords: { metric: ['mine'], layer: ['conv2d'] },
    policy: { torch: 'info', strict: true, seed: 'info' },
    ignore: ['mine/**'],
    headlineMetric: 'r2',
    metricDirections: { bleu: 'lower' },
  });
  expect(withPrecedence(noSharedSettings, FULL)).toEqual(FULL);
  expect(withPrecedence(FULL, noSharedSettings)).toEqual(FULL);
});
