// Random three-way merges of locks and manifests: changes of different fields never conflict, and a result is always a whole file of its kind.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { isLock, readLock } from '../../../src-shared/repro/lock/lock';
import { mergeArtifacts } from '../../../src-shared/repro/merge/mergeArtifacts';
import { parseJson } from '../../../src-shared/text/jsonText';
import { printJson } from '../../../src-shared/text/printJson';
import { caseCount, repeatWith, SEED } from '../../cases';
import { lockText, manifestText } from '../../cli/cliEnvironment';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };
type Side = 'ours' | 'theirs' | 'both' | 'none';
interface Change {
  readonly side: Side;
  readonly deletes: boolean;
  readonly value: Json;
}

const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('a.b', '__proto__', 'toString', '\u{1f600}', '\ue000', '7'),
);
const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.nat(9)),
);
const { tree } = fc.letrec<{ tree: Fields }>(tie => ({
  tree: fc.dictionary(key, fc.oneof({ maxDepth: 3 }, leaf, tie('tree')), {
    maxKeys: 5,
    noNullPrototype: true,
  }) as fc.Arbitrary<Fields>,
}));
const change = (...sides: Side[]): fc.Arbitrary<Change> =>
  fc.record({ side: fc.constantFrom(...sides), deletes: fc.boolean(), value: leaf });

const LOCK: Fields = JSON.parse(lockText('a.kyn', 'text'));
const HASH = fc.stringMatching(/^[0-9a-f]{64}$/);
const FIELDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  backend: fc.string({ minLength: 1 }),
  config_hash: HASH,
  kynml_version: fc.string({ minLength: 1 }),
  source_path: fc.string({ minLength: 1 }),
};

// A version of a tree after the changes of one side. The changes are used in the order of the leaves.
function changed(fields: Fields, changes: readonly Change[], side: Side): Fields {
  let at = 0;
  const walk = (value: Fields): Fields =>
    Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
        if (isFields(inner)) return [[name, walk(inner)]];
        const next = changes[at++ % changes.length];
        if (!next || (next.side !== side && next.side !== 'both' && side !== 'both')) return [[name, inner]];
        if (next.side === 'none') return [[name, inner]];
        return next.deletes ? [] : [[name, next.value]];
      }),
    );
  return walk(fields);
}

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const written = (fields: Fields): string => `${printJson(parseJson(JSON.stringify(fields)).value ?? fail())}\n`;
const fail = (): never => {
  throw new Error('The text is not JSON.');
};

const lockChanges = fc.record(
  Object.fromEntries(
    Object.entries(FIELDS).map(([name, value]) => [
      name,
      fc.record({ side: fc.constantFrom<Side>('ours', 'theirs', 'none'), value }),
    ]),
  ),
);
const withFields = (changes: Readonly<Record<string, { side: Side; value: string }>>, side: Side): Fields =>
  Object.fromEntries(
    Object.entries(LOCK).map(([name, value]) => {
      const next = changes[name];
      return [name, next && (next.side === side || (side === 'both' && next.side !== 'none')) ? next.value : value];
    }),
  );

const report = { seed: SEED, numRuns: caseCount(1000), verbose: false };
const mixed = fc.array(change('ours', 'theirs', 'none'), { minLength: 1, maxLength: 30 });

test(`locks: changes of different fields are merged, in the form of a new lock (${repeatWith()})`, () => {
  let changes = 0;
  fc.assert(
    fc.property(tree, mixed, lockChanges, fc.nat(8), (more, edits, fields, indent) => {
      const version = (side: Side): Fields => ({ more: changed(more, edits, side), ...withFields(fields, side) });
      const base = { more, ...LOCK };
      const [ours, theirs, both] = [version('ours'), version('theirs'), version('both')];
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
  const any = fc.array(change('ours', 'theirs', 'both', ...Array<Side>(20).fill('none')), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(tree, any, any, (more, left, right) => {
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
