// What people wrote about runs is read once, and again after each change.
import { beforeEach, expect, test } from 'vitest';
import { NotesCache } from '../../server/src/lsp/workspace/notesCache';
import type { MemoryHost } from '../../src-shared/host/memoryHost';
import { hostOf } from '../repro/memory';

const ID = 'a'.repeat(64);
const FILE = `/w/.kynml/notes/${ID}.json`;
const note = (name: string): string => JSON.stringify({ run: ID, version: 1, name });

let host: MemoryHost;
let reads = 0;
let now = 1e6;
let cache: NotesCache;
let changedAt = 0;
const nameOf = (): string | undefined => cache.of(['/w']).ofRuns.get(ID)?.[0]?.note.name;

beforeEach(() => {
  [reads, now, changedAt] = [0, 1e6, 0];
  const memory = hostOf({ [FILE]: note('first'), [FILE.replace('/w', '/v')]: note('other') });
  host = {
    ...memory,
    readBytes: (path, limit) => {
      reads++;
      return memory.readBytes(path, limit);
    },
    stat: path => {
      const stat = memory.stat(path);
      return stat?.kind === 'folder' ? { ...stat, modified: changedAt, changed: changedAt } : stat;
    },
  };
  cache = new NotesCache(
    host,
    () => now,
    path => path,
  );
});

test('nothing is read twice', () => {
  expect([nameOf(), nameOf(), reads]).toEqual(['first', 'first', 1]);
});

test('an event, and a change of the folder that no event reported, read it again', () => {
  nameOf();
  host.files.set(FILE, note('second'));
  expect(nameOf()).toBe('first');
  cache.changed(['/w/a.kyn', '/w/.kynml/events/x.jsonl']);
  expect(nameOf()).toBe('first');
  cache.changed([FILE]);
  expect(nameOf()).toBe('second');
  host.files.set(FILE, note('third'));
  changedAt = 5;
  expect(nameOf()).toBe('third');
});

test('a folder that changed just now is read again, because a second change may not be seen', () => {
  changedAt = now;
  nameOf();
  host.files.set(FILE, note('second'));
  expect(nameOf()).toBe('second');
});

test('other folders are other notes', () => {
  nameOf();
  expect(cache.of(['/v']).ofRuns.get(ID)?.[0]?.note.name).toBe('other');
  expect(nameOf()).toBe('first');
});
