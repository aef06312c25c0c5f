// Which edits of findings are made at once.
import { expect, test } from 'vitest';
import { type Diagnostic, safeEdits } from '../../src-shared/text/diagnostic';
import { span } from '../../src-shared/text/span';

const findingAt = (...starts: readonly number[]): Diagnostic => ({
  code: 'tabs',
  severity: 'info',
  message: '',
  span: span(starts[0] ?? 0, starts[0] ?? 0),
  fixes: [{ title: '', safe: true, edits: starts.map(at => ({ span: span(at, at + 1), text: '' })) }],
});

test('a fix that overlaps an earlier one is left out', () => {
  const edits = safeEdits([findingAt(0, 4), findingAt(2), findingAt(6)]);
  expect(edits.map(e => e.span.start)).toEqual([0, 4, 6]);
});

test('a fix may have more edits than a call can have arguments', () => {
  const starts = Array.from({ length: 700_000 }, (_, i) => 2 * i);
  const all = {
    ...findingAt(0),
    fixes: [{ title: '', safe: true, edits: starts.map(at => ({ span: span(at, at + 1), text: '' })) }],
  };
  expect(safeEdits([all])).toHaveLength(starts.length);
});
