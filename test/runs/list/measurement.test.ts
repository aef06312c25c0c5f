// Which runs measure the same apart from their models.
import { expect, test } from 'vitest';
import { measurements } from '../../../src-shared/runs/list/measurement';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import type { JsonNode } from '../../../src-shared/text/jsonText';

const SPEC = `dataset D:
    source = csv("d.csv")
    target = "y"
    split = 0.9
train:
    data = D
    epochs = 3
evaluate:
    metrics = [mae]
`;

const row = (
  configHash: string,
  dataHash: string | null = 'd',
  combo = '',
  spec: RunRow['spec'] = { state: 'current' },
): RunRow => {
  const node: JsonNode = { kind: 'string', text: combo, span: { start: 0, end: 0 } };
  return { claims: { configHash, dataHash }, fields: new Map([['combo.lr', node]]), spec } as unknown as RunRow;
};

const isSame = (a: string, b: string, [left, right] = [row('a'), row('b')]): boolean => {
  const of = measurements(hash => (hash === 'a' ? a : b));
  expect(of(left)).toBeDefined();
  return of(left) === of(right);
};

test.each<[string, string, boolean]>([
  ['epochs = 3', 'epochs = 9', true],
  ['metrics = [mae]', 'metrics = [mae]  # the mean', true],
  ['target = "y"', 'target = "z"', false],
  ['split = 0.9', 'split = 0.99', false],
  ['metrics = [mae]', 'metrics = [mae, rmse]', false],
  // What a param or an import has is not known here.
  ['split = 0.9', 'split = $s', false],
  ['dataset D:', 'import "x.kyn"\ndataset D:', false],
  ['split = 0.9', 'split = ', false],
])('%s and %s: %s', (from, to, expected) => expect(isSame(SPEC, SPEC.replace(from, to))).toBe(expected));

test('a spec whose settings are not all known measures the same only with the same values', () => {
  const param = SPEC.replace('0.9', '$s');
  expect(isSame(param, param, [row('a'), row('a')])).toBe(true);
  expect(isSame(param, param, [row('a', 'd', '1'), row('a', 'd', '2')])).toBe(false);
  expect(isSame(SPEC, SPEC, [row('a', 'd', '1'), row('a', 'd', '2')])).toBe(true);
});

test('other data, or data that was not recorded', () => {
  expect(isSame(SPEC, SPEC, [row('a'), row('a', 'e')])).toBe(false);
  expect(measurements(() => SPEC)(row('a', null))).toBeUndefined();
});

test('runs of a spec with imports measure the same only if what they imported is known to be the same', () => {
  const text = `import "x.kyn"\n${SPEC}`;
  const of = (spec: RunRow['spec'], given?: string) => measurements(() => given)(row('a', 'd', '', spec)) !== undefined;
  expect(of({ state: 'current' }, text)).toBe(true);
  // Only its text was kept, or it is an older version.
  expect(of({ state: 'unknown' }, text)).toBe(false);
  expect(of({ state: 'stale' }, text)).toBe(false);
  expect(of({ state: 'unknown', imports: 'unknown' }, text)).toBe(false);
  expect(of({ state: 'stale', imports: 'changed' }, text)).toBe(false);
  // Without imports, any version measures what it states.
  expect(of({ state: 'stale' }, SPEC)).toBe(true);
  // A text that is not found may import files.
  expect(of({ state: 'stale' })).toBe(false);
  expect(of({ state: 'unknown' })).toBe(false);
});
