// kyn lock check of a spec with several locks: each one that does not match is named.
import { describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { check } from './checkJson';
import { kyn, lockText, parseJsonOutput } from './cliEnvironment';

const current = (source: string): string => lockText(source, houseSpec);
const older = (source: string): string => lockText(source, 'other');

async function listed(files: Record<string, string>, ...more: string[]) {
  const run = await kyn({ files: { '/w/x/a.kyn': houseSpec, ...files } }, 'lock', 'check', 'x/a.kyn', ...more);
  return { code: run.code, lines: run.stdout.split('\n').map(line => line.slice(0, 80).trimEnd()) };
}

test.each([
  ['in a parent folder', { '/w/kynml.lock': older('x/a.kyn') }, 'kynml.lock'],
  ['next to the spec', { '/w/x/a.kyn.lock': older('a.kyn') }, 'a.kyn.lock'],
  ['next to the spec, which names it from the working folder', { '/w/x/a.kyn.lock': older('x/a.kyn') }, 'a.kyn.lock'],
])('a second lock that drifted is named: %s', async (_, second, name) => {
  const { code, lines } = await listed({ '/w/x/kynml.lock': current('a.kyn'), ...second });
  expect(code).toBe(1);
  expect(lines[0]).toBe('locked   x/a.kyn  The spec matches x/kynml.lock.');
  expect(lines[1]).toMatch(/^drifted {2}x\/a\.kyn {2}Spec changed since it was locked in /);
  expect(lines[1]).toContain(name);
});

test('all locks that drifted are named, and a broken one', async () => {
  const files = {
    '/w/x/kynml.lock': older('a.kyn'),
    '/w/kynml.lock': older('x/a.kyn'),
    '/w/x/a.kyn.lock': older('a.kyn').replace('}', ',}'),
  };
  const run = await kyn(
    { files: { '/w/x/a.kyn': houseSpec, ...files } },
    'lock',
    'check',
    'x/a.kyn',
    '--format',
    'json',
  );
  expect(run.code).toBe(1);
  expect(parseJsonOutput(run).results).toMatchObject([
    { spec: 'x/a.kyn', lock: 'x/kynml.lock', state: 'drifted' },
    { spec: 'x/a.kyn', lock: 'kynml.lock', state: 'drifted' },
    { spec: 'x/a.kyn', lock: 'x/a.kyn.lock', state: 'invalid' },
  ]);
});

test('a second lock that matches, one of another spec and one that was not asked for are not listed', async () => {
  const files = { '/w/x/kynml.lock': current('a.kyn'), '/w/x/a.kyn.lock': current('a.kyn') };
  expect(await listed({ ...files, '/w/kynml.lock': older('b.kyn') })).toMatchObject({
    code: 0,
    lines: ['locked  x/a.kyn  The spec matches x/kynml.lock.', ''],
  });
  const { code, lines } = await listed({ ...files, '/w/kynml.lock': older('x/a.kyn') }, '--lock', 'x/kynml.lock');
  expect({ code, count: lines.length }).toEqual({ code: 0, count: 2 });
});

describe('kyn check of a spec with a second lock that drifted', () => {
  const files = {
    '/w/x/a.kyn': houseSpec,
    '/w/x/kynml.lock': current('a.kyn'),
    '/w/kynml.lock': older('x/a.kyn'),
    '/w/x/houses.csv': 'a,b,price\n',
  };
  const drifts = async (...args: string[]) => {
    const { code, files: checked, summary } = await check({ files }, ...args);
    const found = checked.flatMap(({ path, diagnostics }) =>
      diagnostics.flatMap(d =>
        d.code === 'kyn/lock-drift' ? [`${path} ${d.severity} ${d.message.slice(0, 44)}`] : [],
      ),
    );
    return { code, errors: summary.errors, found };
  };

  test('reports it on the spec, in its first line', async () => {
    const expected = ['x/a.kyn error Spec changed since it was locked in kynml.lo'];
    expect(await drifts('x/a.kyn')).toEqual({ code: 1, errors: 1, found: expected });
    const { stdout } = await kyn({ files }, 'check', 'x/a.kyn');
    expect(stdout).toContain('x/a.kyn:1:1: error kyn/lock-drift');
    expect(stdout).toContain('    1 | ');
  });

  test('reports it once, on the lock, where the lock is checked too', async () => {
    const expected = ['kynml.lock error Spec changed since it was locked in kynml.lo'];
    expect(await drifts('x/a.kyn', 'kynml.lock')).toEqual({ code: 1, errors: 1, found: expected });
    expect(await drifts('.')).toEqual({ code: 1, errors: 1, found: expected });
  });

  test('reports each lock, where both drifted', async () => {
    const both = { ...files, '/w/x/kynml.lock': older('a.kyn') };
    const { code, stdout } = await kyn({ files: both }, 'check', 'x/a.kyn');
    expect(code).toBe(1);
    expect(stdout.match(/locked in (?:x\/)?kynml\.lock/g)).toEqual(['locked in kynml.lock', 'locked in x/kynml.lock']);
  });
});
