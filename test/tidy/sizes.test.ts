// Limits on sizes. The limit on functions (60 lines) is a rule of the linter, see biome.json.
import { expect, test } from 'vitest';
import { codeFiles, textOf } from './files';

const MAX_LINES = 350;

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const lines = (path: string): number => textOf(path).split('\n').length - 1;
  expect(codeFiles.filter(path => lines(path) > MAX_LINES).map(path => `${path}: ${lines(path)}`)).toEqual([]);
});

test('the linter limits functions to 60 lines', () => {
  expect(textOf('biome.json').replace(/\s/g, '')).toContain(
    '"noExcessiveLinesPerFunction":{"level":"error","options":{"maxLines":60}}',
  );
});
