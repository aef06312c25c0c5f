// A file that is replaced while it is read.
import { expect, test } from 'vitest';
import { Files } from '../../server/src/lsp/workspace/files';
import type { Host } from '../../src-shared/host/host';
import { hostOf } from '../repro/memory';

test('what was read belongs to the file that was opened, so the file that replaced it meanwhile is read', () => {
  const memory = hostOf({ '/w/a.kyn': 'before' });
  const old = { kind: 'file', size: 6, modified: 1, changed: 1, inode: 1 } as const;
  const readBytes: Host['readBytes'] = (...args) => {
    const read = memory.readBytes(...args);
    if (!read.ok || memory.files.get('/w/a.kyn') === 'after!') return read;
    memory.files.set('/w/a.kyn', 'after!');
    return { ...read, stat: old };
  };
  const stat: Host['stat'] = () => (memory.files.get('/w/a.kyn') === 'before' ? old : { ...old, changed: 2, inode: 2 });
  const files = new Files({ ...memory, readBytes, stat });
  expect(files.read('/w/a.kyn')).toMatchObject({ ok: true, text: 'before' });
  expect(files.read('/w/a.kyn')).toMatchObject({ ok: true, text: 'after!' });
});

test('a file that is too large for a search can be read by whoever asks for it', () => {
  const path = '/w/run_manifest.json';
  const files = new Files(hostOf({ [path]: '{"a": 1}' }));
  expect(files.file(path, { limit: 4, isPlain: true })).toBe('too-large');
  expect(files.read(path)).toMatchObject({ ok: true, text: '{"a": 1}' });
  expect(files.file(path, { limit: 4, isPlain: true })).toBe('too-large');
  expect(files.file(path, { limit: 8, isPlain: true })).toMatchObject({ text: '{"a": 1}' });
});
