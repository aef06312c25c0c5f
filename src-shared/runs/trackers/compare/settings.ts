// Whether the settings and the seeds of two runs are the same.
import type { JsonNode } from '../../../text/jsonText';
import type { Leaves, TrackedRun } from '../trackedRun';
import { MAX_LEAVES } from '../values/leaves';
import { isSeedName, seedsOf } from '../values/seeds';
import { absentText, type IdentityResult, namesText, rowOf, sidesOf, unknownText } from './identityResult';

// A param of MLflow may be named with `/` where other programs use a dot. A run that has both names keeps both.
function named(leaves: Leaves): Map<string, JsonNode> {
  const dotted = (path: string): string => path.replaceAll('/', '.');
  const times = new Map<string, number>();
  for (const path of leaves.keys()) times.set(dotted(path), (times.get(dotted(path)) ?? 0) + 1);
  return new Map([...leaves].map(([path, node]) => [times.get(dotted(path)) === 1 ? dotted(path) : path, node]));
}

const withoutSeeds = (config: Leaves | undefined): Map<string, JsonNode> =>
  named(new Map([...(config ?? [])].filter(([path]) => !isSeedName(path))));

/** Compares all settings but the seeds. */
export function compareConfig(a: TrackedRun, b: TrackedRun): IdentityResult {
  const sides = sidesOf(withoutSeeds(a.config), withoutSeeds(b.config));
  const rows = [...sides].map(([name, pair]) => rowOf('config', name, { ...pair, serious: 'error' }));
  const names = [...sides.keys()];
  const where = (test: (i: number) => boolean): string[] => names.filter((_, i) => test(i));
  const differing = where(i => rows[i]?.severity === 'error');
  const single = where(i => !rows[i]?.a || !rows[i]?.b);
  const unclear = where(i => rows[i]?.severity === 'warn' && !!rows[i]?.a && !!rows[i]?.b);
  const of = (state: IdentityResult['state'], reason: string): IdentityResult => ({
    identity: 'config',
    state,
    reason,
    rows,
  });
  if (differing.length > 0) return of('differs', `The settings differ: ${namesText(differing)}.`);
  const absent = absentText('config', a, b);
  if (absent !== '' || names.length === 0) return of('unknown', unknownText('the settings', absent));
  const gap = gapText(a, b);
  if (gap !== '') return of('unknown', unknownText('the settings', gap));
  if (single.length === names.length)
    return of('unknown', unknownText('the settings', 'The two runs have no setting of the same name.'));
  if (single.length > 0)
    return of(
      'unknown',
      unknownText('the settings', `Only one run records ${namesText(single)}. The others are equal.`),
    );
  if (unclear.length > 0)
    return of('unknown', unknownText('the settings', `The forms of ${namesText(unclear)} cannot be compared.`));
  const other = where(i => rows[i]?.severity === 'info');
  const written = other.length > 0 ? ` Written differently: ${namesText(other)}.` : '';
  return of('same', `All settings that are recorded are the same (${names.length}).${written}`);
}

// Why not all settings were read, by side.
const gapText = (a: TrackedRun, b: TrackedRun): string =>
  [a, b]
    .map(({ config, configGap }) => configGap ?? ((config?.size ?? 0) < MAX_LEAVES ? '' : TOO_MANY))
    .flatMap((why, i) => (why === '' ? [] : [`${i === 0 ? 'A' : 'B'}: ${why}`]))
    .join(' ');

const TOO_MANY = 'It has more settings than are read.';

/** Compares all seeds. Where each run has one, under another name, those are compared. */
export function compareSeeds(a: TrackedRun, b: TrackedRun): IdentityResult {
  const [x, y] = [named(seedsOf(a.config)), named(seedsOf(b.config))];
  const sides = x.size === 1 && y.size === 1 ? sidesOf(renamed(x), renamed(y)) : sidesOf(x, y);
  const rows = [...sides].map(([name, pair]) => rowOf('seed', name, { ...pair, serious: 'warn' }));
  const of = (state: IdentityResult['state'], reason: string): IdentityResult => ({
    identity: 'seed',
    state,
    reason,
    rows,
  });
  const both = rows.filter(row => row.a && row.b);
  if (both.some(row => !row.equal)) return of('differs', 'The seeds differ.');
  if (rows.length === 0 || both.length === 0)
    return of('unknown', unknownText('the seeds', whoHasNone(x.size, y.size)));
  const single = rows.filter(row => !row.a || !row.b).length;
  if (single > 0) return of('unknown', unknownText('the seeds', 'Only one run records some of them.'));
  // Another one may be among the settings that were not read.
  const gap = absentText('seed', a, b) || gapText(a, b);
  if (gap !== '') return of('unknown', unknownText('the seeds', gap));
  return of('same', both.length === 1 ? 'The seed is the same.' : `All ${both.length} seeds are the same.`);
}

const renamed = (seeds: ReadonlyMap<string, JsonNode>): Map<string, JsonNode> =>
  new Map([...seeds.values()].map(node => ['seed', node]));

function whoHasNone(a: number, b: number): string {
  if (a > 0 && b > 0) return 'They have different names.';
  const sides = a === 0 && b === 0 ? 'Neither run records' : `${a === 0 ? 'A' : 'B'} does not record`;
  return `${sides} a seed.`;
}
