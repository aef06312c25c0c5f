// Names, notes and tags of runs, and baselines, in the folder .kynml.
import { describe, expect, test } from 'vitest';
import type { MemoryFile, MemoryHost } from '../../../src-shared/host/memoryHost';
import { historyOf } from '../../../src-shared/repro/history/historyFolder';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { baselineName } from '../../../src-shared/runs/notes/baselineName';
import type { IsRunAt, PlacedRun } from '../../../src-shared/runs/notes/placedRun';
import { firstProblems, noteAbout, type RunNotes, readNotes } from '../../../src-shared/runs/notes/readNotes';
import { withNotes } from '../../../src-shared/runs/notes/withNotes';
import { type NotePlace, writeBaseline, writeNote } from '../../../src-shared/runs/notes/writeNotes';
import { hostOf } from '../../repro/memory';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const NOTES = '/w/.kynml/notes';
const run = { id: A, path: '/w/runs/1/run_manifest.json' };

const start = (
  files: Record<string, MemoryFile> = {},
  isRunAt: IsRunAt = () => false,
): NotePlace & { host: MemoryHost } => {
  const host = hostOf(files);
  return { host, history: historyOf(host, '/w'), isRunAt };
};
const textAt = (host: MemoryHost, path: string): string | undefined => {
  const read = host.readBytes(path);
  return read.ok ? new TextDecoder().decode(read.bytes) : undefined;
};
const noteIn = ({ ofRuns }: RunNotes) => ofRuns.get(A)?.[0]?.note;
const note = (more: object): string => JSON.stringify({ run: A, version: 1, ...more });

describe('writing', () => {
  test('a note is a file for people, named after the run', async () => {
    const place = start();
    const written = await writeNote(place, run, { name: 'größer', tags: ['best', 'paper'], note: 'One\ntwo' });
    expect(written).toEqual({ ok: true, path: `${NOTES}/${A}.json` });
    expect(textAt(place.host, `${NOTES}/${A}.json`)).toBe(`{
  "name": "größer",
  "note": "One\\ntwo",
  "path": "runs/1/run_manifest.json",
  "run": "${A}",
  "tags": [
    "best",
    "paper"
  ],
  "version": 1
}
`);
    expect(textAt(place.host, '/w/.kynml/.gitignore')).toBe('*\n');
  });

  test('a change keeps the other parts, and an empty text removes one', async () => {
    const place = start();
    await writeNote(place, run, { name: 'first', tags: ['x'] });
    await writeNote(place, run, { note: 'why' });
    const find = () => noteIn(readNotes(place.host, ['/w']));
    expect(find()).toEqual({ name: 'first', note: 'why', tags: ['x'] });
    await writeNote(place, run, { name: '', tags: [] });
    expect(find()).toEqual({ note: 'why', tags: [] });
  });

  test('each of several runs with one content has a note of its own, which a run that moves keeps', async () => {
    const places = new Set(['/w/1', '/w/2']);
    const place = start({}, at => places.has(at));
    const write = (path: string, name: string) => writeNote(place, { id: A, path }, { name });
    expect(await write('/w/1', 'one')).toMatchObject({ path: `${NOTES}/${A}.json` });
    expect(await write('/w/2', 'two')).toMatchObject({ path: `${NOTES}/${A}-2.json` });
    const find = (path: string) => {
      const found = readNotes(place.host, ['/w']).ofRuns.get(A) ?? [];
      return noteAbout(found, { id: A, path }, place.isRunAt)?.note.name;
    };
    expect(['/w/1', '/w/2', '/w/3'].map(find)).toEqual(['one', 'two', undefined]);
    places.delete('/w/1');
    places.add('/w/3');
    expect(find('/w/3')).toBe('one');
    expect(await write('/w/3', 'three')).toMatchObject({ path: `${NOTES}/${A}.json` });
    expect(['/w/2', '/w/3'].map(find)).toEqual(['two', 'three']);
  });

  test('a note that cannot be understood keeps others from being written, because it may be about the same run', async () => {
    const place = start({ [`${NOTES}/${A}.json`]: note({ path: '1' }), [`${NOTES}/${A}-2.json`]: '{' }, () => true);
    expect(await writeNote(place, run, { name: 'x' })).toMatchObject({
      ok: false,
      message: expect.stringContaining(`${A}-2.json was not changed`),
    });
  });

  test('a baseline is set, replaced and removed', async () => {
    const place = start();
    const find = () => readNotes(place.host, ['/w']).baselines;
    await writeBaseline(place, '/w/specs/house.kyn', run);
    expect(textAt(place.host, `/w/.kynml/baselines/${baselineName(place.host, 'specs/house.kyn')}.json`)).toContain(
      '"path": "runs/1/run_manifest.json",',
    );
    expect(find()).toEqual(new Map([['/w/specs/house.kyn', { id: A, place: run.path }]]));
    await writeBaseline(place, '/w/specs/house.kyn', { id: B, path: '/w/b.json' });
    expect(find()).toEqual(new Map([['/w/specs/house.kyn', { id: B, place: '/w/b.json' }]]));
    await writeBaseline(place, '/w/specs/house.kyn', undefined);
    expect(find()).toEqual(new Map([['/w/specs/house.kyn', null]]));
  });

  test('specs with one name in different folders have their own files, with names for every file system', () => {
    const { host } = start();
    const names = ['a/x y.kyn', 'b/x y.kyn', `${'n'.repeat(300)}.kyn`].map(spec => baselineName(host, spec));
    expect(names[0]).toMatch(/^x_y\.kyn-[0-9a-f]{12}$/);
    expect(names[0]).not.toBe(names[1]);
    expect(names[2]?.length).toBeLessThan(150);
  });

  test('a file that cannot be understood is not replaced', async () => {
    const newer = note({ version: 2, mood: 'good' });
    const place = start({ [`${NOTES}/${A}.json`]: newer });
    const written = await writeNote(place, run, { name: 'x' });
    expect(written).toEqual({
      ok: false,
      message: `${NOTES}/${A}.json was not changed: \`version\` must be the integer 1. Correct the file or remove it`,
    });
    expect(textAt(place.host, `${NOTES}/${A}.json`)).toBe(newer);
  });

  test('nothing is written through a link', async () => {
    const place = start({ [NOTES]: { brokenLink: '/elsewhere' } });
    const written = await writeNote(place, run, { name: 'x' });
    expect(written).toMatchObject({ ok: false, message: expect.stringContaining('is a link') });
  });

  test('what another program writes at the same time is kept', async () => {
    const place = start();
    await writeNote(place, run, { tags: ['mine'] });
    const { history } = place;
    let changed = false;
    const racing = {
      ...history,
      write: async (...args: Parameters<typeof history.write>) => {
        if (!changed) {
          changed = true;
          await writeNote(place, run, { note: 'theirs' });
        }
        return history.write(...args);
      },
    };
    expect(await writeNote({ ...place, history: racing }, run, { name: 'mine' })).toMatchObject({ ok: true });
    expect(noteIn(readNotes(place.host, ['/w']))).toEqual({ name: 'mine', note: 'theirs', tags: ['mine'] });
  });
});

describe('reading', () => {
  const problemOf = (text: MemoryFile, name = A): string[] => {
    const read = readNotes(hostOf({ [`${NOTES}/${name}.json`]: text }), ['/w']);
    expect(read.ofRuns.size).toBe(0);
    return read.problems.map(p => p.replace(`${NOTES}/${name}.json is not used: `, ''));
  };
  const ADVICE = 'Correct the file or remove it.';

  test.each([
    ['not JSON', '{', `it is not valid JSON. ${ADVICE}`],
    ['not an object', '[]', `it is not a JSON object. ${ADVICE}`],
    ['another version', note({ version: 2 }), `\`version\` must be the integer 1. ${ADVICE}`],
    ['no run', '{"version": 1}', `\`run\` must be 64 lower-case hex digits. ${ADVICE}`],
    ['a long name', note({ name: 'x'.repeat(101) }), `\`name\` must be a text of at most 100 characters. ${ADVICE}`],
    ['a tag with a blank', note({ tags: ['a b'] }), `\`tags\` must be a list of at most 50 tags. ${ADVICE}`],
    ['an unknown field', note({ 'a\u202eb': 1 }), `it has the unknown field \`a\\u202eb\`. ${ADVICE}`],
    [
      'a prototype',
      `{"run": "${A}", "version": 1, "__proto__": {"name": "x"}}`,
      `it has the unknown field \`__proto__ \`. ${ADVICE}`,
    ],
    ['a conflict', `<<<<<<< a\n${note({})}\n=======\n>>>>>>> b\n`, `it is not valid JSON. ${ADVICE}`],
    ['deep nesting', '['.repeat(100_000), `it is not valid JSON. ${ADVICE}`],
    ['too large', ' '.repeat(200_000) + note({}), `it is too large. ${ADVICE}`],
  ])('%s is a message', (_, text, expected) => {
    expect(problemOf(text)).toEqual([expected]);
  });

  test('a file with the name of another run is not used', () => {
    expect(problemOf(note({}), B)).toEqual([`its name must be that of its \`run\`. ${ADVICE}`]);
  });

  test.each([`${A}-0`, `${A}-x`, `${A}-2-2`, `x${A}-2`])('a note is not named %s', name => {
    expect(problemOf(note({}), name)).toEqual([`its name must be that of its \`run\`. ${ADVICE}`]);
  });

  test('a baseline under the name of another spec is not used', () => {
    const path = '/w/.kynml/baselines/other.kyn-0.json';
    const read = readNotes(hostOf({ [path]: JSON.stringify({ run: A, spec: 'house.kyn', version: 1 }) }), ['/w']);
    expect(read.baselines.size).toBe(0);
    expect(read.problems).toEqual([`${path} is not used: its name does not belong to its \`spec\`. ${ADVICE}`]);
  });

  test('one broken file does not hide the others, and few messages are shown', () => {
    const broken = Object.fromEntries([...Array(8)].map((_, i) => [`${NOTES}/${i}.json`, '{']));
    const read = readNotes(hostOf({ ...broken, [`${NOTES}/${A}.json`]: note({ name: 'kept' }) }), ['/w']);
    expect(noteIn(read)?.name).toBe('kept');
    expect(firstProblems(read.problems)).toHaveLength(6);
    expect(firstProblems(read.problems).at(-1)).toBe('3 more files are not used.');
    expect(firstProblems(read.problems.slice(0, 6)).at(-1)).toBe('1 more file is not used.');
  });

  test('links are not followed, other files are left out, and the first folder counts', () => {
    const host = hostOf({
      '/v/.kynml/notes': { brokenLink: '/w/.kynml/notes' },
      [`${NOTES}/${A}.json`]: note({ name: 'w' }),
      [`${NOTES}/${A}.json.orig`]: 'x',
      [`/x/.kynml/notes/${A}.json`]: note({ name: 'x' }),
    });
    expect(readNotes(host, ['/v'])).toMatchObject({ ofRuns: new Map(), problems: [] });
    const both = readNotes(host, ['/w', '/x']);
    expect(both.problems).toEqual([]);
    expect(noteAbout(both.ofRuns.get(A) ?? [], run, () => false)?.note).toEqual({ name: 'w', tags: [] });
  });
});

describe('the rows', () => {
  const row = (id: string, spec: RunRow['spec']): RunRow =>
    ({ id, path: `/w/${id[0]}`, spec, fields: new Map(), claims: {} }) as unknown as RunRow;
  const house: RunRow['spec'] = { state: 'current', path: '/w/house.kyn' };
  const marks = (rows: readonly RunRow[], baselines: [string, string | null][]): string =>
    marksOf(
      rows,
      baselines.map(([spec, id]) => [spec, id === null ? null : { id }]),
    );
  const marksOf = (
    rows: readonly RunRow[],
    baselines: [string, PlacedRun | null][],
    isRunAt: IsRunAt = () => false,
  ): string =>
    withNotes(rows, { ofRuns: new Map(), baselines: new Map(baselines), problems: [] }, isRunAt)
      .map(r => (r.isBaseline ? 'B' : '.'))
      .join('');
  const at = (path: string, spec = house): RunRow => ({ ...row(A, spec), path });

  test('a run that has moved keeps its note, and one that was copied does not share it', () => {
    const notes = {
      ofRuns: new Map([[A, [{ id: A, place: '/w/1', note: { name: 'n', tags: ['t'] } }]]]),
      baselines: new Map(),
      problems: [],
    };
    const names = (rows: readonly RunRow[], isThere: boolean) =>
      withNotes(rows, notes, place => isThere && place === '/w/1').map(r => r.name);
    expect(names([at('/w/1'), at('/w/2'), row(B, house)], true)).toEqual(['n', undefined, undefined]);
    // The first one is not in this list.
    expect(names([at('/w/2')], true)).toEqual([undefined]);
    expect(names([at('/w/2'), at('/w/3', { state: 'unknown' })], false)).toEqual(['n', 'n']);
  });

  test('a note without a place is that of all copies', () => {
    const notes = {
      ofRuns: new Map([[A, [{ id: A, note: { name: 'n', tags: [] } }]]]),
      baselines: new Map(),
      problems: [],
    };
    expect(withNotes([at('/w/1'), at('/w/2')], notes, () => true).map(r => r.name)).toEqual(['n', 'n']);
  });

  test('of two runs with one content, the one that was marked is the baseline', () => {
    const rows = [at('/w/1'), at('/w/2')];
    const baseline: [string, PlacedRun] = ['/w/house.kyn', { id: A, place: '/w/2' }];
    expect(marksOf(rows, [baseline], place => place === '/w/2')).toBe('.B');
    expect(marksOf([at('/w/3')], [baseline])).toBe('B');
    // Also where its spec was renamed.
    expect(marksOf(rows, [['/w/old.kyn', baseline[1]]], () => true)).toBe('.B');
  });

  test('the baseline is that of the spec, also after the spec was renamed', () => {
    const rows = [row(A, house), row(B, house)];
    expect(marks(rows, [['/w/house.kyn', A]])).toBe('B.');
    expect(
      marks(rows, [
        ['/w/house.kyn', A],
        ['/w/old.kyn', B],
      ]),
    ).toBe('B.');
    expect(marks(rows, [['/w/old.kyn', B]])).toBe('.B');
    expect(
      marks(rows, [
        ['/w/house.kyn', null],
        ['/w/old.kyn', B],
      ]),
    ).toBe('..');
    expect(marks([row(A, { state: 'unknown' })], [['/w/house.kyn', A]])).toBe('B');
  });
});

test('a link among the notes is named, because it is not read', () => {
  const host = hostOf({ [`${NOTES}/${A}.json`]: { brokenLink: 'x.json' } });
  expect(readNotes(host, ['/w']).problems).toEqual([
    `${NOTES}/${A}.json is not used: it is a link, a folder or a special file. Correct the file or remove it.`,
  ]);
});
