// Which exit codes of a task mean that the user ended it, so that its end is not reported.
import { expect, it } from 'vitest';
import { isInterrupted } from '../../../client/src/tasks/interrupted';

it.each([
  ['a terminal that was closed before the end', undefined],
  ['SIGHUP: the terminal was closed', 129],
  ['Ctrl+C', 130],
  ['SIGTERM: the task was stopped', 143],
  ['Ctrl+C on Windows', 0xc000013a],
  ['Ctrl+C on Windows, as a signed number', -1073741510],
])('%s', (_, code) => {
  expect(isInterrupted(code)).toBe(true);
});

it.each([
  ['success', 0],
  ['a failure', 1],
  ['nothing was started', 2],
  ['SIGKILL, for example for too much memory', 137],
  ['an access violation on Windows', 0xc0000005],
])('not %s', (_, code) => {
  expect(isInterrupted(code)).toBe(false);
});
