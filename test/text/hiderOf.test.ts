// Secrets that are known from a file are removed from texts that quote them, also in part.
import { expect, test } from 'vitest';
import { hiderOf } from '../../src-shared/text/hiderOf';

const secret = '123456789:AAsecret0123456789-tail';
const hide = hiderOf([secret, 'plain words of a passphrase']);

test.each([
  ['a whole secret', `is \`${secret}\`.`, 'is `(hidden)`.'],
  ['a long word of a secret', '`:AAsecret0123456789` is not expected here.', '`:(hidden)` is not expected here.'],
  ['the beginning before an ellipsis', 'is 123456789:AAsec…', 'is (hidden)…'],
  ['ordinary words of a secret remain', 'a passphrase with words', 'a passphrase with words'],
  ['a short word remains', 'tail 12345678', 'tail 12345678'],
])('%s', (_, text, shown) => {
  expect(hide(text)).toBe(shown);
});
