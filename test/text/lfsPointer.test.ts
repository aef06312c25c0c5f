// Git LFS pointers: exactly what Git LFS writes, nothing that only resembles it.
import { expect, test } from 'vitest';
import { lfsPointer } from '../../src-shared/text/lfsPointer';
import { OID, pointerText } from '../pointerText';

test('a pointer, also with extensions, with CRLF, and of the first version of Git LFS', () => {
  const pointer = { oid: OID, size: 12345 };
  for (const text of [
    pointerText(),
    pointerText().replaceAll('\n', '\r\n'),
    pointerText().replace('git-lfs.', 'hawser.'),
    pointerText().replace('oid', `ext-0-gz sha256:${OID}\next-1-x y\noid`),
  ])
    expect(lfsPointer(text)).toEqual(pointer);
});

test.each([
  ['empty', ''],
  ['with other text after it', `${pointerText()}a,b\n`],
  ['with other text before it', `a,b\n${pointerText()}`],
  ['with another version', pointerText().replace('v1', 'v2')],
  ['with a short oid', pointerText().replace(OID, OID.slice(1))],
  ['without a size', pointerText().replace(/size.*/, '')],
  ['of more than 1024 bytes', pointerText().replace('oid', `${'ext-0-x y\n'.repeat(200)}oid`)],
])('a text %s is not a pointer', (_, text) => {
  expect(lfsPointer(text)).toBeUndefined();
});
