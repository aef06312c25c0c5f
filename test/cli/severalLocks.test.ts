// kyn lock check of a spec with several locks: each one that does not match is named.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
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
