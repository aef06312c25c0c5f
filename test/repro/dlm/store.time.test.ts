// Front matter that cannot be read is refused in little time.
import { expect, test } from 'vitest';
import { dlmIdOf } from '../../../src-shared/repro/dlm/store';
import { stopwatch } from '../../stopwatch';

test.each(['[', '{a: ', '- ', '? ', 'a: [\n', '- [a\n', '*a : ', '&a ', 'a:\n', '"', '\t'])(
  'front matter of %j repeated is refused quickly and without an exception',
  unit => {
    const elapsed = stopwatch();
    expect(dlmIdOf(`---\n${unit.repeat(16_000 / unit.length)}\n---\n`).ok).toBe(false);
    expect(dlmIdOf(`---\n${unit.repeat(1_000_000)}`).ok).toBe(false);
    expect(elapsed()).toBeLessThan(5000);
  },
);
