// The severity of a difference is determined in little time.
import { expect, test } from 'vitest';
import { judge } from '../../../src-shared/repro/compare/policy';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { stopwatch } from '../../stopwatch';

const node = (value: unknown): JsonNode => parseJson(JSON.stringify(value)).value as JsonNode;

test('a long version of torch that is not valid is refused in little time', () => {
  const [a, b] = [node(`2${'.1'.repeat(50_000)}x`), node(`1.0${'rc1.dev1'.repeat(5_000)}!`)];
  const elapsed = stopwatch();
  judge({ path: 'env.torch', a, b, equal: false });
  expect(elapsed()).toBeLessThan(1000);
});
