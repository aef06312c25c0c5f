// The copies of overwritten manifests and the times in their names.
import { expect, test } from 'vitest';
import { keptManifests, keptManifestTime } from '../../../src-shared/repro/history/keptManifests';
import { hostOf } from '../memory';

const name = (day: number): string => `2026-04-${day}T17-30-05.123Z-13e9f1e1db50.json`;

test('the newest copies are listed first', () => {
  const files = [18, 20, 19].map(day => [`/w/.kynml/runs/${name(day)}`, '{}'] as const);
  const host = hostOf({ ...Object.fromEntries(files), '/w/.kynml/runs/notes.txt': '' });
  expect(keptManifests(host, '/w', 2)).toEqual([20, 19].map(day => `/w/.kynml/runs/${name(day)}`));
  expect(keptManifests(hostOf({ '/w/a.kyn': '' }), '/w', 2)).toEqual([]);
});

test.each([
  [`/w/.kynml/runs/${name(18)}`, Date.parse('2026-04-18T17:30:05.123Z')],
  [`/w/.kynml/records/${name(18)}`, undefined],
  [`/w/runs/${name(18)}`, undefined],
  ['/w/.kynml/runs/run_manifest.json', undefined],
  ['/w/.kynml/runs/2026-99-99T17-30-05.123Z-13e9f1e1db50.json', undefined],
])('the time of %s', (path, time) => {
  expect(keptManifestTime(path)).toBe(time);
});
