// Links that lead to nothing, found on the way to a path.
import { expect, test } from 'vitest';
import { isBehindBrokenLink } from '../../src-shared/host/brokenLink';

const host = {
  realPath: (path: string) => (['/', '/w', '/w/sub', 'C:/', 'C:', 'C:/w'].includes(path) ? path : undefined),
  linkTarget: (path: string) => (['/w/sub/gone', 'C:/w/gone'].includes(path) ? '/x' : undefined),
};

test.each([
  ['/w/sub', false],
  ['/w/sub/gone', true],
  ['/w/sub/gone/new/file', true],
  ['/w/sub/new/gone', false],
  ['C:/w/gone/new', true],
  ['C:/w/new', false],
])('%s: %s', (path, expected) => {
  expect(isBehindBrokenLink(host, path)).toBe(expected);
});
