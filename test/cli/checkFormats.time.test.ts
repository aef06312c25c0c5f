// kyn check prints findings on a very long line in linear time.
import { expect, test } from 'vitest';
import { checkReport } from '../../server/src/cli/check/checkReport';
import { checkText } from '../../server/src/cli/check/print/text';
import { createColors } from '../../server/src/cli/print/colors';
import { stopwatch } from '../stopwatch';

test('text: many findings on a very long line take linear time', async () => {
  const text = 'x'.repeat(4_000_000);
  const diagnostics = Array.from({ length: 4000 }, (_, i) => ({
    code: 'unknown-field',
    severity: 'warning' as const,
    message: 'Unknown.',
    span: { start: i * 900, end: i * 900 + 3 },
    fixes: [],
  }));
  const report = checkReport([{ path: 'a.json', kind: 'kynml-run-manifest', diagnostics, text }], []);
  const elapsed = stopwatch();
  const lines = (await checkText(report, createColors(false))).split('\n');
  expect(elapsed()).toBeLessThan(1500);
  expect(lines).toHaveLength(3 * 4000 + 3);
  expect(lines[1]).toBe(`    1 | ${'x'.repeat(160)}`);
});
