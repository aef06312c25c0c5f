// `kyn check` reads the data that specs name: first in the working folder, then next to the spec.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kyn, parseJsonOutput } from './cliEnvironment';

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n';
const check = (files: Record<string, string>, cwd = '/w', ...more: string[]) =>
  kyn({ files, cwd, data: true }, 'check', 'specs/a.kyn', ...more);

test('both possible paths are reported, and either is enough', async () => {
  const missing = await check({ '/w/specs/a.kyn': houseSpec });
  expect(missing.code).toBe(0);
  expect(
    missing.stdout,
  ).toBe(`specs/a.kyn:5:18: warning kyn/csv-missing File not found: data/houses.csv or specs/data/houses.csv. A run here cannot load its data; correct the path or fetch the file.
    5 |     source = csv("data/houses.csv")
      |                  ^^^^^^^^^^^^^^^^^

1 file checked: 1 warning.
`);
  for (const place of ['/w/data/houses.csv', '/w/specs/data/houses.csv'])
    expect((await check({ '/w/specs/a.kyn': houseSpec, [place]: CSV })).stdout).toBe('1 file checked: no problems.\n');
});

test('the file in the working folder takes precedence', async () => {
  const files = { '/w/specs/a.kyn': houseSpec, '/w/data/houses.csv': 'a,b\n', '/w/specs/data/houses.csv': CSV };
  const { code, stdout } = await check(files);
  expect(code).toBe(1);
  expect(stdout).toContain(
    'specs/a.kyn:6:14: error kyn/csv-target data/houses.csv has no column price; its columns are a, b.',
  );
});

test('the number of features', async () => {
  const { stdout } = await check({
    '/w/specs/a.kyn': houseSpec,
    '/w/data/houses.csv': CSV.replace('a,', '').replace('1,', ''),
  });
  expect(stdout).toContain(
    'warning kyn/csv-features `Net` takes 4 features, but the dataset `Houses` has 3 feature columns, all numbers.',
  );
});

test('a path outside the working folder', async () => {
  const spec = houseSpec.replace('data/houses.csv', '../data/houses.csv');
  const { stdout } = await check({ '/w/specs/a.kyn': spec, '/data/houses.csv': CSV });
  expect(stdout).toContain('info kyn/floating-data ../data/houses.csv is outside the workspace');
  expect(stdout).not.toContain('csv-');
});

test('git runs once for all specs, and untracked data is reported', async () => {
  const calls: string[] = [];
  const git = async (_: string, args: readonly string[]) => {
    calls.push(args.join(' '));
    return args.some(a => a.includes('*.csv')) ? new TextEncoder().encode('specs/other.csv\0') : undefined;
  };
  const files = { '/w/a.kyn': houseSpec, '/w/b.kyn': houseSpec, '/w/data/houses.csv': CSV };
  const { stdout } = await kyn({ files, git, data: true }, 'check', 'a.kyn', 'b.kyn', '--format', 'json');
  expect(calls).toHaveLength(1);
  const codes = parseJsonOutput({ stdout } as never).files.map((f: { diagnostics: { code: string }[] }) =>
    f.diagnostics.map(d => d.code),
  );
  expect(codes).toEqual([['kyn/floating-data'], ['kyn/floating-data']]);
});

test.each([
  ['nothing', ''],
  ['something else', 'hello\n'],
])('a program that prints %s instead of what git prints does not make data untracked', async (_, output) => {
  const files = { '/w/.git/HEAD': '', '/w/a.kyn': houseSpec, '/w/data/houses.csv': CSV };
  const git = async () => new TextEncoder().encode(output);
  const { stdout } = await kyn({ files, git, data: true }, 'check', 'a.kyn');
  expect(stdout).toBe('1 file checked: no problems.\n');
});

test('control characters of a header never reach the terminal', async () => {
  const { stdout } = await check({ '/w/specs/a.kyn': houseSpec, '/w/data/houses.csv': 'a\u001b[2J,"\u0007\n"\n1,2\n' });
  expect(stdout).toContain('its columns are "a\\u001b[2J", "\\u0007\\u000a".');
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('a spec on standard input has no folder, so its data is not searched for', async () => {
  const { stdout } = await kyn({ stdin: houseSpec, data: true }, 'check', '-', '--kind', 'kyn-spec');
  expect(stdout).toBe('1 file checked: no problems.\n');
});
