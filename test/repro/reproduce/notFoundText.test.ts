// The sentences about a search without a result.
import { expect, test } from 'vitest';
import { notFoundText } from '../../../src-shared/repro/reproduce/notFoundText';

test('the first gaps are named, however many there are', () => {
  const gaps = Array.from({ length: 1000 }, (_, i) => `${i}.kyn was not read.`);
  expect(notFoundText('0123456789abcdef', { isInRepository: true, gaps }, 'Look elsewhere.')).toBe(
    'No spec with CONFIG_HASH 0123456789ab was found in the working tree, in what runs kept in .kynml or in git. 0.kyn was not read. 1.kyn was not read. 2.kyn was not read. 997 other places were not searched completely. Look elsewhere.',
  );
});
