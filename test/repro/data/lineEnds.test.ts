// Data that differs from the recorded hash only in its line ends.
import { expect, test } from 'vitest';
import { comparedDataNote, keepLineEnds } from '../../../src-shared/repro/data/comparedData';
import { LINE_ENDS_LIMIT, recordedLineEnds } from '../../../src-shared/repro/data/lineEnds';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

const lineEnds = (now: string, recorded: string) =>
  recordedLineEnds(hostOf({ '/d.csv': now }), '/d.csv', nodeHost.sha256(recorded));

test.each([
  ['a,b\r\n1,2\r\n', 'a,b\n1,2\n', 'lf, crlf'],
  ['a,b\n1,2\n', 'a,b\r\n1,2\r\n', 'crlf, lf'],
  ['a,b\r\n1,2\n', 'a,b\n1,2\n', 'lf, mixed'],
  ['a,b\r\n1,2\n', 'a,b\r\n1,2\r\n', 'crlf, mixed'],
  ['a\rb\r\n', 'a\rb\n', 'lf, crlf'],
  ['a\nb\n', 'a\rb\r', 'cr, lf'],
  ['a,b\r\n1,2\r\n', 'a,b\n1,3\n', undefined],
  ['a,b\n', 'a,b', undefined],
  ['a,b\n1\n', 'a,b\n1\n\n', undefined],
  ['a\rb', 'a\nb', 'lf, cr'],
  ['', '\n', undefined],
])('%j for recorded %j', (now, recorded, expected) => {
  const found = lineEnds(now, recorded);
  expect(found && `${found.recorded}, ${found.now}`).toBe(expected);
});

test('a file over the limit is not read', () => {
  const limits: (number | undefined)[] = [];
  const readBytes: typeof nodeHost.readBytes = (_, limit) => {
    limits.push(limit);
    return { ok: false, reason: 'too-large' };
  };
  const host = { ...nodeHost, readBytes };
  expect(recordedLineEnds(host, '/d.csv', '')).toBeUndefined();
  expect(limits).toEqual([LINE_ENDS_LIMIT]);
});

test('the advice names the ending of the file', () => {
  expect(keepLineEnds('data/my file.csv')).toContain('add `*.csv -text` to .gitattributes');
  expect(keepLineEnds('data/rows')).toContain('add `* -text` to');
  expect(comparedDataNote({}, 'a.csv')).toBeUndefined();
});
