// The findings of a file are computed in time that grows with their number.
import { expect, test } from 'vitest';
import { readArtifact } from '../../src-shared/artifacts/read';
import { manifestText } from '../cli/cliEnvironment';
import { stopwatch } from '../stopwatch';

test('many wrong fields of one object take time in proportion to their number', () => {
  const env = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]));
  const elapsed = stopwatch();
  const found = readArtifact('run_manifest.json', manifestText({ env }))?.diagnostics.length;
  expect(found).toBeGreaterThan(1000);
  // A new search of all fields for each of them took 13 s.
  expect(elapsed()).toBeLessThan(4000);
});
