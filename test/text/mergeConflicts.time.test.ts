// The search for merge conflicts takes time in proportion to the length of the text.
import { expect, test } from 'vitest';
import { mergeConflicts } from '../../src-shared/text/mergeConflicts';
import { stopwatch } from '../stopwatch';

test.each([
  '<<<<<<< a\n',
  '>>>>>>> a\n',
  '=',
  '<',
  '<<<<<<<',
  '=======\n',
  '<<<<<<< a\n=======\n',
  '<<<<<<< a\n=======\n>>>>>>> b\n',
  '<<<<<<<<< a\n<<<<<<<< a\n========\n>>>>>>>> b\n',
  '\n',
])('the time for many of %j is linear', part => {
  const text = `<<<<<<< a\n${part.repeat(1_000_000 / part.length)}`;
  const elapsed = stopwatch();
  mergeConflicts(text);
  // A quadratic search takes minutes.
  expect(elapsed()).toBeLessThan(2000);
});
