// The sentence on what accepting a spec changes.
import { expect, test } from 'vitest';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { settingChangesText } from '../../src-shared/views/settingChanges';
import { houseSpec } from '../specFixture';

const changes = (current: string) => settingChangesText(parse(houseSpec), parse(current));

test('equal settings', () => {
  expect(changes(`# another comment\n${houseSpec}`)).toBe(
    'No setting of the file changes: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark changed.',
  );
});

test('changed, added and removed settings are named with both values', () => {
  expect(changes(houseSpec.replace('epochs = 3', 'epochs = 30'))).toBe('1 setting changes: train.epochs 3 → 30.');
  expect(changes(houseSpec.replace('epochs = 3', 'epochs = 3\n    device = cpu'))).toBe(
    '1 setting changes: train.device (absent) → cpu.',
  );
});

test('with syntax errors it is unknown', () => {
  expect(changes(`${houseSpec}???\n`)).toBe(
    'Which settings change is unknown, because one of the versions has syntax errors.',
  );
});

test('more settings than fit are counted', () => {
  expect(settingChangesText(parse(''), parse('params:\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n'))).toBe(
    '4 settings change: params.a (absent) → 1, params.b (absent) → 2, params.c (absent) → 3 and 1 more.',
  );
});

test('a value is one short line without secrets', () => {
  const text = settingChangesText(
    parse(''),
    parse(`params:\n    a = "${'x'.repeat(200)}"\n    b = "ghp_${'a1'.repeat(18)}"\n`),
  );
  expect(text.length).toBeLessThan(200);
  expect(text).not.toContain('a1a1');
});

test('that imported files are not compared is stated', () => {
  const imports = `import "lib.kyn"\n${houseSpec}`;
  for (const [locked, current] of [
    [imports, `# comment\n${imports}`],
    [imports, houseSpec],
    [houseSpec, imports],
  ] as const)
    expect(settingChangesText(parse(locked), parse(current))).toMatch(
      / A lock does not cover imported files, so these are not compared\.$/,
    );
});
