// The lock of a spec that is reached by two paths: its own and a link.
import { describe, expect, test } from 'vitest';
import { findLock, lockPlaces, lockReport, readFrom } from '../../../src-shared/repro/lock/findLock';
import { planLock } from '../../../src-shared/repro/lock/planLock';
import { houseSpec } from '../../specFixture';
import { hostOf } from '../memory';
import { type Files, HASH, lock, OTHER, search } from './lockCases';

// /w/a.kyn is a link to /w/specs/a.kyn.
const LINK = '/w/a.kyn';
const SPEC = '/w/specs/a.kyn';
const specs: Files = { [LINK]: houseSpec, [SPEC]: houseSpec };
const realPath = (path: string): string | undefined =>
  path === LINK ? SPEC : path === '/w/gone.kyn' ? undefined : path;
const linked = (spec: string) => search({ spec, realPath });

const foundAt = (spec: string, files: Files) => findLock(linked(spec), readFrom(hostOf({ ...specs, ...files })))?.path;

describe('a spec behind a link', () => {
  test.each([
    ['names the link', { '/w/kynml.lock': lock('a.kyn') }, '/w/kynml.lock'],
    ['names the file', { '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock'],
    ['is next to the file', { '/w/specs/kynml.lock': lock('a.kyn') }, '/w/specs/kynml.lock'],
    ['is next to the file and named after it', { '/w/specs/a.kyn.lock': lock('x.kyn') }, '/w/specs/a.kyn.lock'],
    ['is broken and names the link', { '/w/kynml.lock': '{"source_path": "a.kyn",' }, '/w/kynml.lock'],
  ])('has one lock by both paths, if the lock %s', (_, files: Files, path) => {
    expect([LINK, SPEC].map(spec => foundAt(spec, files))).toEqual([path, path]);
  });

  test('has the lock that names the path as written, before one that names the other path', () => {
    const files = { '/w/specs/kynml.lock': lock('../a.kyn'), '/w/kynml.lock': lock('specs/a.kyn') };
    expect(foundAt(SPEC, files)).toBe('/w/kynml.lock');
  });

  test.each(['gone.kyn', 'specs/b.kyn'])('does not have the lock that names %s', source => {
    const files = { '/w/kynml.lock': lock(source), '/w/specs/b.kyn': houseSpec };
    expect(foundAt(SPEC, files)).toBeUndefined();
    expect(foundAt('/w/gone.kyn', { '/w/kynml.lock': lock('also-gone.kyn') })).toBeUndefined();
  });

  test('has drifted by its own path when the lock names the link', () => {
    const files = { ...specs, '/w/kynml.lock': lock('a.kyn', { config_hash: OTHER }) };
    expect(lockReport(linked(SPEC), HASH, readFrom(hostOf(files))).state).toBe('drifted');
  });

  test('has the places of both paths', () => {
    expect(lockPlaces(linked(LINK))).toEqual([
      '/w/kynml.lock',
      '/w/a.kyn.lock',
      '/w/specs/kynml.lock',
      '/w/specs/a.kyn.lock',
    ]);
  });

  test('is not looked for outside of the folder', () => {
    const outside = { ...linked(LINK), realPath: (path: string) => (path === LINK ? '/x/a.kyn' : path) };
    const files = { [LINK]: houseSpec, '/x/kynml.lock': lock('a.kyn') };
    expect(findLock(outside, readFrom(hostOf(files)))).toBeUndefined();
    expect(findLock({ ...outside, folder: undefined }, readFrom(hostOf(files)))?.path).toBe('/x/kynml.lock');
  });

  test('is found in a folder that is itself a link', () => {
    const real = (path: string) => (path === LINK ? '/disk/specs/a.kyn' : path.replace(/^\/w/, '/disk'));
    const files = { ...specs, '/w/specs/kynml.lock': lock('a.kyn') };
    expect(findLock({ ...linked(LINK), realPath: real }, readFrom(hostOf(files)))?.path).toBe('/w/specs/kynml.lock');
  });

  test('does not need real paths where the paths as written match', () => {
    const fails = (): never => {
      throw new Error('a real path was read');
    };
    const read = readFrom(hostOf({ ...specs, '/w/kynml.lock': lock('specs/a.kyn') }));
    expect(findLock({ ...linked(SPEC), realPath: fails }, read)?.path).toBe('/w/kynml.lock');
  });
});

test.each([
  ['without a lock', {}],
  ['with locks of other specs', { '/w/kynml.lock': lock('b.kyn'), '/w/specs/kynml.lock': lock('c.kyn') }],
])('each path is followed once in a report on a spec %s', (_, locks) => {
  const followed: string[] = [];
  const counted = (path: string) => {
    followed.push(path);
    return realPath(path);
  };
  const read = readFrom(hostOf({ ...specs, ...locks }));
  expect(lockReport({ ...linked(LINK), realPath: counted }, HASH, read).state).toBe('missing');
  expect(followed).toContain(LINK);
  expect(followed).toEqual([...new Set(followed)]);
});

describe('the plan for a spec behind a link', () => {
  const planned = (spec: string, mode: 'create' | 'regenerate', files: Files) =>
    planLock(linked(spec), HASH, mode, readFrom(hostOf({ ...specs, ...files })));

  test.each(['create', 'regenerate'] as const)('updates its lock and keeps `source_path` (%s)', mode => {
    const plan = planned(SPEC, mode, { '/w/kynml.lock': lock('a.kyn', { config_hash: OTHER }) });
    expect(plan).toMatchObject({ action: 'update', path: '/w/kynml.lock', place: 'existing', lockedHash: OTHER });
    expect(plan).toHaveProperty('text', expect.stringContaining('"source_path": "a.kyn"'));
    expect(plan).not.toHaveProperty('confirm');
  });

  test('is one new lock by both paths, next to the file', () => {
    const other = { '/w/kynml.lock': lock('b.kyn'), '/w/b.kyn': houseSpec };
    const first = planned(LINK, 'create', other);
    expect(first).toMatchObject({ action: 'create', path: '/w/specs/a.kyn.lock', place: 'beside' });
    const text = 'text' in first ? first.text : '';
    expect(text).toContain('"source_path": "a.kyn"');
    for (const spec of [LINK, SPEC])
      expect(planned(spec, 'create', { ...other, '/w/specs/a.kyn.lock': text })).toMatchObject({ action: 'unchanged' });
  });
});

describe('a lock behind a link', () => {
  // /w/kynml.lock is a link to /w/locks/m.lock.
  const linkedLock = (spec: string) =>
    search({ spec, realPath: path => (path === '/w/kynml.lock' ? '/w/locks/m.lock' : path) });
  const stateOf = (text: string, spec = '/w/a.kyn') =>
    lockReport(linkedLock(spec), HASH, readFrom(hostOf({ [spec]: houseSpec, '/w/kynml.lock': text }))).state;

  test.each(['a.kyn', '../a.kyn', './a.kyn'])(
    'names the spec as %s, from the folder of the link or of the file',
    source => {
      expect(stateOf(lock(source))).toBe('locked');
      expect(stateOf(lock(source, { config_hash: OTHER }))).toBe('drifted');
      const files = hostOf({ '/w/a.kyn': houseSpec, '/w/kynml.lock': lock(source) });
      expect(planLock(linkedLock('/w/a.kyn'), HASH, 'create', readFrom(files))).toMatchObject({
        path: '/w/kynml.lock',
        place: 'existing',
        text: expect.stringContaining(`"source_path": "${source}"`),
      });
    },
  );

  test('is also found when it is broken', () => {
    expect(stateOf('{"source_path": "../a.kyn", "config_hash"')).toBe('invalid');
  });

  test('does not name another spec', () => {
    expect(stateOf(lock('../b.kyn'))).toBe('missing');
    expect(stateOf(lock('../a.kyn'), '/w/locks/a.kyn')).toBe('missing');
  });
});
