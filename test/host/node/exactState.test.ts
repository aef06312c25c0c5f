// The state of a file to the nanosecond.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exactState } from '../../../src-shared/host/node/exactState';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kyn-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a state has inode, size and both times, and no other entry has one', () => {
  const file = join(folder, 'd.csv');
  writeFileSync(file, 'abc');
  utimesSync(file, 1000, 2000);
  const state = exactState(file);
  expect(state).toMatchObject({ size: 3, modified: 2_000_000 });
  expect(state?.text).toMatch(/^\d+:3:2000000000000:\d{19}$/);
  expect(Math.abs((state?.changed ?? 0) - Date.now())).toBeLessThan(60_000);
  expect([exactState(folder), exactState(join(folder, 'no'))]).toEqual([undefined, undefined]);
});
