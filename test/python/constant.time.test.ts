// CONFIG_HASH is read from a long script in little time.
import { expect, test } from 'vitest';
import { bindingsOf } from '../../src-shared/python/constant';
import { stopwatch } from '../stopwatch';

test('a long script takes little time', () => {
  const start = 'CONFIG_HASH = "a"\n';
  const text = `${start}${'def f(x):\n    return {"a": [x, "text"], "b": f"{x}"}  # comment\n'.repeat(20_000)}`;
  const elapsed = stopwatch();
  expect(bindingsOf(text, 'CONFIG_HASH').at(-1)?.value?.text).toBe('a');
  bindingsOf(`${start}${'"'.repeat(200_000)}`, 'CONFIG_HASH');
  expect(elapsed()).toBeLessThan(1000);
});

test.each(['f"{', 'f"{#\n', '{f"""', 'f"{a:{b}}" ', "rf'{x':", 'f"{\'a\'}"'])(
  'an f-string with many of %j takes little time',
  part => {
    const elapsed = stopwatch();
    bindingsOf(`CONFIG_HASH = "a"\ns = f"{${part.repeat(50_000)}`, 'CONFIG_HASH');
    expect(elapsed()).toBeLessThan(1000);
  },
);
