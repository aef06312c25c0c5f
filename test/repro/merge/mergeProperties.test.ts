// Random three-way merges of locks and manifests: changes of different fields never conflict, and a result is always a whole file of its kind.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { isLock, readLock } from '../../../src-shared/repro/lock/lock';
import { mergeArtifacts } from '../../../src-shared/repro/merge/mergeArtifacts';
import { caseCount, repeatWith, SEED } from '../../cases';
import { manifestText } from '../../cli/cliEnvironment';
import {
  change,
  changed,
  differentFields,
  type Fields,
  fewChanges,
  LOCK,
  type Side,
  tree,
  versionOf,
  written,
} from './randomLocks';

const report = { seed: SEED, numRuns: caseCount(1000), verbose: false };
const mixed = fc.array(change('ours', 'theirs', 'none'), { minLength: 1, maxLength: 30 });

test(`locks: changes of different fields are merged, in the form of a new lock (${repeatWith()})`, () => {
  let changes = 0;
  fc.assert(
    fc.property(differentFields, fc.nat(8), (edits, indent) => {
      const base = { more: edits.more, ...LOCK };
      const [ours, theirs, both] = [versionOf(edits, 'ours'), versionOf(edits, 'theirs'), versionOf(edits, 'both')];
      const texts = [base, ours, theirs].map(fields => JSON.stringify(fields, null, indent));
      const result = mergeArtifacts('kynml.lock', { base: texts[0]!, ours: texts[1]!, theirs: texts[2]! });
      expect(result).toEqual({ state: 'merged', text: written(both) });
      expect(mergeArtifacts('kynml.lock', { base: texts[0]!, ours: texts[2]!, theirs: texts[1]! })).toEqual(result);
      if (written(ours) !== written(base) && written(theirs) !== written(base)) changes++;
    }),
    report,
  );
  expect(changes).toBeGreaterThan(report.numRuns / 5);
});

test(`locks: with any changes, the result is a whole lock or a conflict (${repeatWith()})`, () => {
  const counts = { merged: 0, conflict: 0, foreign: 0 };
  fc.assert(
    fc.property(tree, fewChanges, fewChanges, (more, left, right) => {
      const base: Fields = { more, ...LOCK };
      const [ours, theirs] = [changed(base, left, 'ours'), changed(base, right, 'theirs')];
      const [a, b, c] = [base, ours, theirs].map(fields => JSON.stringify(fields));
      const result = mergeArtifacts('kynml.lock', { base: a!, ours: b!, theirs: c! });
      counts[result.state]++;
      if (result.state !== 'merged') return;
      expect(isLock(readLock(result.text))).toBe(true);
      const artifact = readArtifact('kynml.lock', result.text);
      expect(artifact?.diagnostics.filter(d => d.severity === 'error')).toEqual([]);
      expect(result.text).toBe(written(JSON.parse(result.text)));
    }),
    report,
  );
  expect(counts.foreign).toBe(0);
  expect(Math.min(counts.merged, counts.conflict)).toBeGreaterThan(report.numRuns / 20);
});

test(`manifests: the run is that of one version, other fields are merged (${repeatWith()})`, () => {
  fc.assert(
    fc.property(tree, mixed, fc.constantFrom<Side>('ours', 'theirs'), fc.double(), (more, edits, runner, mae) => {
      const run = (side: Side): Fields =>
        JSON.parse(
          manifestText(side === runner || side === 'both' ? { metrics: { mae: Number.isFinite(mae) ? mae : 0 } } : {}),
        );
      const version = (side: Side): string => JSON.stringify({ ...run(side), more: changed(more, edits, side) });
      const base = JSON.stringify({ ...run('none'), more });
      const result = mergeArtifacts('run_manifest.json', { base, ours: version('ours'), theirs: version('theirs') });
      expect(result).toEqual({ state: 'merged', text: written(JSON.parse(version('both'))) });
    }),
    report,
  );
});
