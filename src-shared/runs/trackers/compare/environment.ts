// Whether the environments of two runs are the same.
import { jsonString } from '../../../text/makeJson';
import type { TrackedRun } from '../trackedRun';
import { absentText, type IdentityResult, namesText, rowOf, sidesOf, unknownText } from './identityResult';

const PYTHON = 'python';
const MACHINE: ReadonlySet<string> = new Set([PYTHON, 'os', 'gpu', 'cuda', 'device', 'batch_size']);

/** Compares versions by name. The same versions of Python and of packages on both sides are needed for the same environment. */
export function compareEnvironment(a: TrackedRun, b: TrackedRun): IdentityResult {
  const sides = sidesOf(nodes(a), nodes(b));
  const rows = [...sides].map(([name, pair]) => rowOf('environment', name, { ...pair, serious: 'warn' }));
  const of = (state: IdentityResult['state'], reason: string): IdentityResult => ({
    identity: 'environment',
    state,
    reason,
    rows,
  });
  const names = [...sides.keys()];
  const differing = names.filter((_, i) => rows[i]?.a && rows[i]?.b && !rows[i]?.equal);
  if (differing.length > 0) return of('differs', `The environments differ: ${namesText(differing)}.`);
  const absent = absentText('environment', a, b);
  const unversioned = [a, b].flatMap(run =>
    [...run.environment].flatMap(([name, version]) => (version === undefined ? [name] : [])),
  );
  const single = names.filter((_, i) => !rows[i]?.a || !rows[i]?.b);
  const why = (text: string): IdentityResult => of('unknown', unknownText('the environments', text));
  if (absent !== '' || names.length === 0) return why(absent);
  if (single.length > 0) return why(`Only one run records ${namesText(single)}.`);
  if (unversioned.length > 0) return why(`The version of ${namesText([...new Set(unversioned)])} is not recorded.`);
  if (!names.includes(PYTHON) || names.every(name => MACHINE.has(name)))
    return why('The versions of packages or of Python are not recorded.');
  return of('same', `All versions that are recorded are the same (${names.length}).`);
}

const nodes = ({ environment }: TrackedRun) =>
  new Map(
    [...environment].flatMap(([name, version]) =>
      version === undefined ? [] : [[name, jsonString(version)] as const],
    ),
  );
