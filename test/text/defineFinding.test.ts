// A finding that a file has very many times.
import { expect, test, vi } from 'vitest';
import { defineFinding } from '../../src-shared/text/defineFinding';
import { span } from '../../src-shared/text/span';

test('no more messages are made than a list shows, and all findings are there with their fixes', () => {
  const message = vi.fn((at: number) => `Number ${at}.`);
  const finding = defineFinding({
    code: 'x',
    severity: 'info',
    group: 'artifacts',
    summary: 'It is a number.',
    fix: '',
    message,
    *find(count: number) {
      for (let at = 0; at < count; at++)
        yield {
          facts: at,
          span: span(at, at + 1),
          severity: at % 2 === 0 ? 'error' : 'warning',
          fixes: at === 4000 ? [{ title: 'Remove\u202e', edits: [], safe: true }] : [],
        };
    },
  });
  const found = finding.find(5000);
  expect(message).toHaveBeenCalledTimes(2000);
  expect(found).toHaveLength(5000);
  expect(found[1999]).toMatchObject({ message: 'Number 1999.', severity: 'warning', span: span(1999, 2000) });
  expect(found[2000]).toEqual({
    code: 'x',
    severity: 'error',
    message: 'It is a number.',
    span: span(2000, 2001),
    fixes: [],
  });
  expect(found[4000]?.fixes).toEqual([{ title: 'Remove\\u202e', edits: [], safe: true }]);
});
