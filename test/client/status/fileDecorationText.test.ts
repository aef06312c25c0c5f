// The letter, colour and tooltip of a marked file, and which files an answer changes.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decorationText, statesThatDiffer } from '../../../client/src/status/fileDecorationText';
import type { FileState } from '../../../src-shared/protocol/requests';

const state = (kind: FileState['state'], message = 'Why `it` is so.'): FileState => ({
  uri: 'file:///w/a.kyn',
  state: kind,
  message,
});

it('has one letter, a contributed colour and the reason without markup', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const colors: string[] = contributes.colors.map(({ id }: { id: string }) => id);
  const all = (['broken', 'drifted', 'stale'] as const).map(kind => decorationText(state(kind)));
  expect(all.map(d => d.badge)).toEqual(['B', 'D', 'S']);
  expect(all.map(d => d.tooltip)).toEqual(['Broken: Why it is so.', 'Drifted: Why it is so.', 'Stale: Why it is so.']);
  expect(all.map(d => d.color).sort()).toEqual([...colors].sort());
});

it('names the files whose state or reason changed, came or went', () => {
  const before = new Map([
    ['same', state('stale')],
    ['reason', state('broken', 'one')],
    ['kind', state('drifted')],
    ['gone', state('broken')],
  ]);
  const after = new Map([
    ['same', state('stale')],
    ['reason', state('broken', 'two')],
    ['kind', state('broken')],
    ['new', state('stale')],
  ]);
  expect(statesThatDiffer(before, after)).toEqual(['reason', 'kind', 'gone', 'new']);
});
