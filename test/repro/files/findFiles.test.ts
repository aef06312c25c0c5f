// Walking folders: skipped folders, portions, and the report of too many files.
import { expect, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import { findFiles, isSkipped, MAX_FILES } from '../../../src-shared/repro/files/findFiles';
import { hostOf } from '../memory';

test('gives files in the order of their paths, without the folders of others', () => {
  const host = hostOf({
    '/w/b.kyn': '',
    '/w/a/z.json': '',
    '/w/node_modules/x/y.json': '',
    '/w/.git/a.json': '',
    '/w/a.kyn': '',
  });
  expect([...findFiles(host, '/w')].flat()).toEqual(['/w/a.kyn', '/w/b.kyn', '/w/a/z.json']);
});

test('returns a large folder in portions, and reports at the end that there were too many files', () => {
  const folder = (count: number): Host => ({
    ...hostOf({}),
    list: () => Array.from({ length: count }, (_, i) => ({ name: `${i}.json`, kind: 'file' as const })),
  });
  const sizes = [...findFiles(folder(450), '/w')].map(portion => portion.length);
  expect(sizes).toEqual([200, 200, 50]);
  const end = (count: number): unknown => {
    const portions = findFiles(folder(count), '/w');
    for (;;) {
      const next = portions.next();
      if (next.done) return next.value;
    }
  };
  expect(end(450)).toBe(false);
  expect(end(MAX_FILES + 1)).toBe(true);
});

test('knows the folders that are not walked by any path in them', () => {
  expect(isSkipped('/w/.venv/lib/x.json')).toBe(true);
  expect(isSkipped('/w/venvs/x.json')).toBe(false);
});
