// kyn with sweep results: which form was read, and names that contradict each other.
import { expect, test } from 'vitest';
import { kyn, manifestText, parseJsonOutput } from './cliEnvironment';

const entry = (codes: string): string => `{"combo": {"lr": 0.1}, ${codes}, "manifest": ${manifestText()}}`;
const list = `[${entry('"exit_code": 0')}, ${entry('"returncode": 0').replace('0.1', '0.2')}]`;
const files = {
  '/w/a.json': list,
  '/w/b.json': `{"combos": ${list}}`,
  '/w/c.json': `[${entry('"exit_code": 0, "returncode": 1')}]`,
};

test('check states which form was read', async () => {
  const checked = parseJsonOutput(await kyn({ files }, 'check', 'a.json', 'b.json', '--format', 'json'));
  expect(checked.files.map((f: { readAs: string }) => f.readAs)).toEqual([
    'a list of combo, exit_code/returncode, manifest',
    'the list combos of combo, exit_code/returncode, manifest',
  ]);
});

test('a comparison names the parts that are not under their usual names, in words', async () => {
  expect((await kyn({ files }, 'diff', 'a.json', 'b.json')).stdout).toContain(
    '\nA  a.json (exit codes from `exit_code` and `returncode`)\nB  b.json (list from `combos`, exit codes from `exit_code` and `returncode`)\n',
  );
  const usual = `[${entry('"exit_code": 0')}]`;
  const compared = await kyn(
    { files: { '/w/a.json': usual, '/w/b.json': `{"results": ${usual}}` } },
    'diff',
    'a.json',
    'b.json',
  );
  expect(compared.stdout).toContain('\nA  a.json\nB  b.json\n');
});

test('nothing is claimed for a combination with two exit codes', async () => {
  const checked = await kyn({ files }, 'check', 'c.json');
  expect(checked).toMatchObject({ code: 1 });
  expect(checked.stdout).toContain('`returncode` contradicts `exit_code`');
  const compared = parseJsonOutput(await kyn({ files }, 'diff', 'c.json#0', 'a.json#0', '--format', 'json'));
  expect(compared).toMatchObject({ verdict: 'not-comparable' });
  expect(compared.reasons.slice(0, 2).sort()).toEqual([
    'A is not a valid sweep entry: `returncode` contradicts `exit_code`, so it is unknown whether this combination succeeded. Remove the wrong one.',
    'The run has no known exit code in A, so it has no result to compare.',
  ]);
});

test.each([
  ['an empty first list', `{"results": [], "combos": ${list}}`, '`combos` contradicts `results`'],
  ['null under the first name', '[{"combo": null, "params": {"lr": 1}, "exit_code": 0, "manifest": null}]', '`params`'],
  ['no code under the first name', `[${entry('"exit_code": null, "returncode": 1')}]`, '`returncode` contradicts'],
])('%s does not hide a sweep', async (_, text, message) => {
  const { code, stdout } = await kyn({ files: { '/w/sweep.json': text } }, 'check', 'sweep.json');
  expect(code).toBe(1);
  expect(stdout).toContain(message);
});

const compared = async (a: string, b: string) =>
  parseJsonOutput(
    await kyn({ files: { '/w/a.json': a, '/w/b.json': b } }, 'diff', 'a.json', 'b.json', '--format', 'json'),
  );

test('two names with one value are one fact', async () => {
  const again = list.replace('"exit_code": 0', '"exit_code": 0, "returncode": 0, "params": {"lr": 0.1}');
  expect((await compared(list, again)).reasons).toEqual((await compared(list, list)).reasons);
});

test('filled values name a combination, also beside an empty object', async () => {
  const { stdout } = await kyn(
    { files: { '/w/a.json': '[{"combo": {}, "params": {"lr": 0.5}, "exit_code": 1, "manifest": null}]' } },
    'check',
    'a.json',
  );
  expect(stdout).toContain('Combination #0 (lr=0.5)');
});

test('two scripts of one combination are named as they are written', async () => {
  const [one, two] = ['"script": "s.py", ', '"script": "s.py", "script_path": "x.py", '].map(scripts =>
    list.replace('{"combo"', `{${scripts}"combo"`),
  ) as [string, string];
  const { reasons } = await compared(one, two);
  expect(reasons.join()).toContain('`script_path` contradicts `script`');
  expect(reasons.join()).not.toMatch(/entry\.|\bscript is recorded only/);
});
