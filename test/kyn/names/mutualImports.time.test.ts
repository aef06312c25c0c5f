// Files that all import each other have far more imports than files, and each of them may be checked.
import { expect, test } from 'vitest';
import { composer, type Loaded } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { stopwatch } from '../../stopwatch';

test('an import of a file that was read takes next to no time', () => {
  const names = Array.from({ length: 300 }, (_, i) => `f${i}`);
  const tree = parse(names.map(name => `import "${name}"\n`).join(''));
  const composed = composer((_, path): Loaded => ({ id: path, label: path, tree }));
  const elapsed = stopwatch();
  for (const id of names) expect(composed({ id, tree }).files).toHaveLength(names.length - 1);
  expect(elapsed()).toBeLessThan(4000);
});
