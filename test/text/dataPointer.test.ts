// Pointers in place of data: what Git LFS and git-annex write, nothing that only resembles it.
import { expect, test } from 'vitest';
import { dataPointer } from '../../src-shared/text/dataPointer';
import { annexText, OID, pointerText } from '../pointerText';

const lfs = { name: 'Git LFS', fetch: 'git lfs pull', oid: OID };
const annex = { name: 'git-annex', fetch: 'git annex get' };

test.each([
  ['of Git LFS', pointerText(), lfs],
  [
    'of Git LFS before its first release',
    pointerText().replace('https://git-lfs.github.com/spec/v1', 'http://git-media.io/v/2'),
    lfs,
  ],
  [
    'of Git LFS with an extension, which changes the data',
    pointerText().replace('oid', `ext-0-crypt sha256:${OID}\noid`),
    { name: 'Git LFS', fetch: 'git lfs pull' },
  ],
  ['of git-annex', annexText(`SHA256E-s12345--${OID}.csv`), { ...annex, oid: OID }],
  ['of git-annex, in pieces', annexText(`SHA256E-s12345-S100-C2--${OID}.tar.gz`), { ...annex, oid: OID }],
  ['of git-annex, without an extension', annexText(`SHA256-s12345--${OID}`), { ...annex, oid: OID }],
  ['of git-annex, with another hash', annexText('MD5E-s5--d41d8cd98f00b204e9800998ecf8427e.csv'), annex],
  ['of git-annex, with CRLF', annexText('WORM-s5-m1--a.csv').replace('\n', '\r\n'), annex],
])('a pointer %s', (_, text, expected) => {
  expect(dataPointer(text)).toEqual(expected);
});

test.each([
  ['empty', ''],
  ['with rows', `${annexText('MD5E-s5--0.csv')}a,b\n`],
  ['with a blank', '/annex/objects/MD5E-s5--a b.csv\n'],
  ['with another folder', '/annex/objects/a/b\n'],
  ['in the middle', 'x /annex/objects/a\n'],
  ['that is long', annexText('a'.repeat(1024))],
])('a text %s is not a pointer', (_, text) => {
  expect(dataPointer(text)).toBeUndefined();
});
