// The patterns of language-configuration.json are fast on long lines.
import { expect, test } from 'vitest';
import { stopwatch } from '../stopwatch';
import { configuration, decrease, enter, increase } from './languageConfiguration';

test.each(['a', ' ', 'model ', 'dataset M', '#', ':', '1', '$'])('no pattern is slow on 100,000 times %j', unit => {
  const line = `dataset ${unit.repeat(100_000)}!`;
  const elapsed = stopwatch();
  for (const pattern of [increase, decrease, enter]) pattern.test(line);
  line.match(new RegExp(configuration.wordPattern, 'g'));
  expect(elapsed()).toBeLessThan(1000);
});
