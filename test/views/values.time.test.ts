// Long values are shortened in little time.
import { expect, test } from 'vitest';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { valueView } from '../../src-shared/views/values';
import { stopwatch } from '../stopwatch';

test('a list with a megabyte of blanks is shown quickly', () => {
  const text = JSON.stringify([' '.repeat(1_000_000), { a: ' \n'.repeat(100_000) }]);
  const elapsed = stopwatch();
  valueView(parseJson(text).value as JsonNode);
  expect(elapsed()).toBeLessThan(2000);
});
