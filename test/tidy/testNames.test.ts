// The name of a test file decides in which project of vitest.config.mts it runs.
import { expect, test } from 'vitest';
import { filesMatching, textOf } from './files';

const STARTS_PROCESSES =
  /from '(node:child_process|esbuild|\S*\/(askPython|editor|runScripts|kynProcess|compilerClient|isAlive|workerServer|gitRepository|generated\/workspace))'/;
const MEASURES_TIME = /^import .*\/stopwatch'/m;

const files = filesMatching(/^test\/(?!vscode\/).*\.test\.ts$/);

test('tests that start processes are named *.process.test.ts, and no others', () => {
  const outside = files.filter(path => !path.startsWith('test/tidy/'));
  const starts = outside.filter(path => STARTS_PROCESSES.test(textOf(path)));
  expect(starts.length).toBeGreaterThan(20);
  expect(starts.filter(path => !path.endsWith('.process.test.ts'))).toEqual([]);
  expect(outside.filter(path => path.endsWith('.process.test.ts') && !starts.includes(path))).toEqual([]);
});

// Another test on the same machine would add to the measured time.
test('tests that measure time are named *.time.test.ts', () => {
  const measures = files.filter(path => MEASURES_TIME.test(textOf(path)));
  expect(measures.length).toBeGreaterThan(20);
  expect(measures.filter(path => !path.endsWith('.time.test.ts'))).toEqual([]);
});

// A test that brings its own DOM would run among the unit tests, and would make them slower.
test('tests that need a DOM are in test/client/webviews', () => {
  const withDom = files.filter(path => textOf(path).includes('@vitest-' + 'environment'));
  expect(withDom).toEqual(['test/client/webviews/longDiff.time.test.ts']);
});
