// The verdict over a suite in the extension host: no result line, no test or a bad exit code is never a pass.
import { expect, test } from 'vitest';

interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly empty?: boolean;
}
const { verdict }: { verdict(code: unknown, lines: readonly string[]): Verdict } = await import(
  new URL('../vscode/verdict.mjs', import.meta.url).href
);
const result = (passed: number, failed: number) => `log [test-result] ${JSON.stringify({ passed, failed })}`;

test('counts are those of the last result line', () => {
  expect(verdict(0, ['log other', result(1, 0), result(3, 0)])).toMatchObject({ passed: 3, failed: 0 });
  expect(verdict(1, [result(3, 2)])).toMatchObject({ passed: 3, failed: 2 });
});

test('an exit code of 0 without a result line is a failure: the extension host died', () => {
  expect(verdict(0, ['log [test] ok   one'])).toMatchObject({ passed: 0, failed: 1 });
});

test('a suite without a test is a failure', () => {
  expect(verdict(0, [result(0, 0)])).toMatchObject({ failed: 1, empty: true });
});

test('a bad exit code is a failure even when every test passed', () => {
  expect(verdict(1, [result(3, 0)])).toMatchObject({ passed: 3, failed: 1 });
});
