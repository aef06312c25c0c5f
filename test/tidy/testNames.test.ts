// Tests that start processes are slow, so `npm run test:unit` leaves them out by their file name.
import { expect, test } from 'vitest';
import { filesMatching, textOf } from './files';

const STARTS_PROCESSES = /from '(node:child_process|esbuild|\S*\/(askPython|kynProcess|compilerClient|isAlive))'/;

test('their files are named *.process.test.ts, and no others', () => {
  const files = filesMatching(/^test\/(?!tidy\/|vscode\/).*\.test\.ts$/);
  const starts = files.filter(path => STARTS_PROCESSES.test(textOf(path)));
  expect(starts.length).toBeGreaterThan(20);
  expect(starts.filter(path => !path.endsWith('.process.test.ts'))).toEqual([]);
  expect(files.filter(path => path.endsWith('.process.test.ts') && !starts.includes(path))).toEqual([]);
});
