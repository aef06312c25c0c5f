// The imports of many specs that share files.
import { expect, test } from 'vitest';
import { composer } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';

test('what a file imports is loaded at most twice for many specs: once for the spec, and once where others import it', () => {
  const names = Array.from({ length: 20 }, (_, i) => `f${i}`);
  const tree = parse(names.map(name => `import "${name}"\n`).join(''));
  let loaded = 0;
  const composed = composer((_, path) => {
    loaded++;
    return { id: path, label: path, tree };
  });
  for (const id of names) expect(composed({ id, tree }).files).toHaveLength(names.length - 1);
  expect(loaded).toBe(2 * names.length ** 2);
});
