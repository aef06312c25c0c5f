// The spec that a lock pins: which locks pin one, where it is searched, and what is never read.
import { expect, test } from 'vitest';
import { type ReadFile, readFrom } from '../../../src-shared/repro/lock/findLock';
import { pinnedSpec } from '../../../src-shared/repro/lock/pinnedSpec';
import { hostOf } from '../memory';
import { lock } from './lockCases';

interface PinCase {
  readonly text: string;
  readonly files?: readonly string[];
  readonly folder?: string;
  readonly mayRead?: (path: string) => boolean;
  readonly isSparse?: boolean;
}

// The lock is /w/locks/kynml.lock. Also returns the paths that were read.
function pin({ text, files = [], folder, mayRead = () => true, isSparse = false }: PinCase) {
  const paths: string[] = [];
  const read: ReadFile = path => {
    paths.push(path);
    return files.includes(path) ? { ok: true, text: '' } : { ok: false, reason: 'missing' };
  };
  return {
    pinned: pinnedSpec(
      text,
      { path: '/w/locks/kynml.lock', folder, mayRead, entries: () => [], resolve: p => p, isSparse: () => isSparse },
      read,
    ),
    paths,
  };
}

const files = ['/w/locks/a.kyn', '/w/a.kyn'];

test.each([
  ['a supported schema', '1', { state: 'there', path: '/w/locks/a.kyn' }],
  ['a newer schema', '2', undefined],
  ['a newer schema as a number', 2, undefined],
  ['a newer schema with a minor version', '10.1', undefined],
  ['the supported version as a number', 1, undefined],
  ['an older schema', '0', undefined],
  ['an unknown schema', 'x', undefined],
  ['a null schema', null, undefined],
])('a lock with %s', (_, version, expected) => {
  const { pinned, paths } = pin({ text: lock('a.kyn', { schema_version: version }), files });
  expect(pinned).toEqual(expected);
  expect(paths).toEqual(expected ? ['/w/locks/a.kyn'] : []);
});

test.each([
  ['without a source_path', lock(null)],
  ['with a source_path that is not a string', lock('a.kyn', { source_path: ['a.kyn'] })],
  ['that is a list', '[]'],
  ['that is not JSON', '{'],
])('a lock %s does not pin a spec', (_, text) => {
  expect(pin({ text, files })).toEqual({ pinned: undefined, paths: [] });
});

test('the path is relative to the lock first, then to the workspace folder', () => {
  const text = lock('a.kyn');
  expect(pin({ text, files, folder: '/w' }).pinned).toEqual({ state: 'there', path: '/w/locks/a.kyn' });
  expect(pin({ text, files: ['/w/a.kyn'], folder: '/w' }).pinned).toEqual({ state: 'there', path: '/w/a.kyn' });
  expect(pin({ text, files: ['/w/a.kyn'] }).pinned).toEqual({ state: 'missing' });
  expect(pin({ text, folder: '/w' }).pinned).toEqual({ state: 'missing' });
});

const NOT_UTF8 = new Uint8Array([0xff]);
const DENIED = { unreadable: 'denied' } as const;
const TOO_LARGE = { unreadable: 'too-large' } as const;

test.each([
  ['not UTF-8', { '/w/locks/a.kyn': NOT_UTF8 }, { state: 'unreadable', reason: 'it is not UTF-8 text' }],
  ['denied', { '/w/locks/a.kyn': DENIED }, { state: 'unreadable', reason: 'permission denied' }],
  ['too large', { '/w/locks/a.kyn': TOO_LARGE }, { state: 'unreadable', reason: 'it is larger than 64 MiB' }],
  ['a folder', { '/w/locks/a.kyn/x': '' }, { state: 'unreadable', reason: 'it is a folder' }],
  ['denied in the folder', { '/w/a.kyn': DENIED }, { state: 'unreadable', reason: 'permission denied' }],
  ['denied in both places', { '/w/locks/a.kyn': DENIED, '/w/a.kyn': NOT_UTF8 }, { reason: 'permission denied' }],
  ['readable in the folder', { '/w/locks/a.kyn': DENIED, '/w/a.kyn': '' }, { state: 'there', path: '/w/a.kyn' }],
  ['missing', {}, { state: 'missing' }],
])('a spec that is %s', (_, onDisk, expected) => {
  const place = {
    path: '/w/locks/kynml.lock',
    folder: '/w',
    mayRead: () => true,
    entries: () => [],
    resolve: (p: string) => p,
    isSparse: () => false,
  };
  expect(pinnedSpec(lock('a.kyn'), place, readFrom(hostOf(onDisk)))).toMatchObject(expected);
});

test('a spec that a sparse checkout may leave out is not called missing', () => {
  const [path, reason] = ['/w/locks/a.kyn', 'it is not checked out (this is a sparse checkout)'];
  expect(pin({ text: lock('a.kyn'), isSparse: true }).pinned).toEqual({ state: 'unreadable', path, reason });
  expect(pin({ text: lock('a.kyn'), files, isSparse: true }).pinned).toEqual({ state: 'there', path });
});

test('a path that must not be read is not read', () => {
  const text = lock('../../etc/a.kyn');
  const outside = pin({ text, files: ['/etc/a.kyn'], mayRead: path => path.startsWith('/w/') });
  expect(outside).toEqual({ pinned: { state: 'outside' }, paths: [] });
  const inFolder = pin({ text: lock('a.kyn'), files, folder: '/w', mayRead: path => path === '/w/a.kyn' });
  expect(inFolder).toEqual({ pinned: { state: 'there', path: '/w/a.kyn' }, paths: ['/w/a.kyn'] });
});
