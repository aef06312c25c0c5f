// Whether a run used the imports of its spec as they are now.
import { expect, test } from 'vitest';
import type { RecordedText } from '../../../src-shared/repro/reproduce/runRecord';
import {
  type CurrentImports,
  currentImports,
  type ImportsState,
  importsState,
} from '../../../src-shared/runs/list/importsState';

const [A, B] = ['a.kyn', 'b.kyn'].map(path => ({ path, configHash: path[0] ?? '' })) as [RecordedText, RecordedText];
const A2 = { ...A, configHash: 'changed' };
const known = { isComplete: true, identity: (path: string) => path };
const UNREAD = { ...A, configHash: undefined };

const CASES: readonly [string, CurrentImports['files'], readonly RecordedText[] | undefined, ImportsState][] = [
  ['no import', [], undefined, 'same'],
  ['no record', [A], undefined, 'not-recorded'],
  ['nothing recorded', [A], [], 'not-recorded'],
  ['the same files', [A, B], [B, A], 'same'],
  ['some of the files', [A, B], [A], 'not-recorded'],
  ['some of the files, one changed', [A2, B], [A], 'differ'],
  ['another file', [A], [A, B], 'differ'],
  ['a file that cannot be read now', [UNREAD, B], [A, B], 'not-recorded'],
  ['a file that cannot be read now, another one changed', [{ ...UNREAD, path: 'b.kyn' }, A2], [A, B], 'differ'],
];

test.each(CASES)('%s', (_, files, imports, expected) =>
  expect(importsState({ ...known, files }, imports && { imports })).toBe(expected),
);

test('a recorded file that is not on this computer leaves it open, unless another one changed', () => {
  const identity = (path: string) => (path.startsWith('/elsewhere/') ? undefined : path);
  const AWAY = { ...B, path: '/elsewhere/b.kyn' };
  const state = (files: CurrentImports['files'], imports: readonly RecordedText[]) =>
    importsState({ isComplete: true, identity, files }, { imports });
  expect([state([A], [A, AWAY]), state([A, B], [A, AWAY]), state([A], [AWAY]), state([A2], [A, AWAY])]).toEqual([
    'not-recorded',
    'not-recorded',
    'not-recorded',
    'differ',
  ]);
});

test('an import that was not followed leaves it open, unless another one changed', () => {
  const state = (files: CurrentImports['files'], imports: readonly RecordedText[]) =>
    importsState({ ...known, files, isComplete: false }, { imports });
  expect([state([], []), state([A], [A]), state([A], [A, B]), state([A2], [A, B])]).toEqual([
    'not-recorded',
    'not-recorded',
    'not-recorded',
    'differ',
  ]);
});

test('a composition with a problem is not complete', () => {
  const problem = { kind: 'missing', trail: [] } as unknown as Parameters<typeof currentImports>[0]['problems'][number];
  const state = (...problems: readonly (typeof problem)[]) =>
    currentImports({ files: [], problems }, { hashAt: () => undefined, realPath: () => undefined });
  expect([state().isComplete, state(problem).isComplete]).toEqual([true, false]);
  expect(state().identity('/elsewhere/a.kyn')).toBeUndefined();
});
