// kyn explain.
import { expect, test } from 'vitest';
import { rules } from '../../src-shared/repro/diagnostics/rules';
import { kyn } from './cliEnvironment';

test.each(rules.map(r => [r.code, r] as const))('explains %s', async (code, { summary, fix, example }) => {
  const { code: exit, stdout } = await kyn({}, 'explain', `kyn/${code}`);
  expect(exit).toBe(0);
  const words = stdout.replaceAll(/\s+/g, ' ');
  expect(stdout.startsWith(`kyn/${code} (`)).toBe(true);
  expect(words).toContain(summary);
  expect(words).toContain(`Fix ${fix}`);
  expect(stdout.includes('\nExample\n    ')).toBe(example !== undefined);
});

test('the prefix and the case of a code do not matter', async () => {
  const { stdout } = await kyn({}, 'explain', 'kyn/unknown-key');
  expect((await kyn({}, 'explain', 'unknown-key')).stdout).toBe(stdout);
  expect((await kyn({}, 'explain', 'UNKNOWN-KEY')).stdout).toBe(stdout);
});

test('lines fit the terminal', async () => {
  const { stdout } = await kyn({ columns: 50 }, 'explain', 'call-arguments');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
});

test('an unknown code suggests the nearest one', async () => {
  expect(await kyn({}, 'explain', 'kyn/lock-drif')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'kyn: `kyn/lock-drif` is not the code of a finding. Did you mean `lock-drift`?\n',
  });
  expect((await kyn({}, 'explain', 'something')).stderr).toContain('`kyn explain` lists all codes.');
});

test('without a code, all are listed with what they mean', async () => {
  const { code, stdout } = await kyn({}, 'explain');
  const lines = stdout.trimEnd().split('\n');
  expect([code, lines.map(line => line.split(/ {2,}/)[0])]).toEqual([0, rules.map(rule => `kyn/${rule.code}`)]);
  for (const [i, line] of lines.entries()) {
    const [, meaning = ''] = line.split(/ {2,}/);
    expect(meaning).toMatch(/^[^ ].+\.$/);
    expect(rules[i]?.summary.startsWith(meaning)).toBe(true);
  }
});

test('on a terminal, what a finding means wraps in its column', async () => {
  const { stdout } = await kyn({ columns: 60 }, 'explain');
  for (const line of stdout.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});
