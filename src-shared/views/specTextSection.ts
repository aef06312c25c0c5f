// What differs between the texts of two specs without an effect on the training: comments as a section, and a sentence with the rest.
import { type ChangeWithoutEffect, changesWithoutEffect } from '../kyn/changes/withoutEffect';
import type { SpecPair } from '../kyn/training/specChanges';
import type { DiffRow, DiffSection, ValueView } from '../protocol/views';

/** The section of the comments that differ, without rows where none does, and what differs, as a sentence. */
export interface SpecTextSection {
  readonly section: DiffSection;
  readonly sentence: string;
}

/** The differences of the texts of two specs beside their settings; undefined where there are none or a spec has syntax faults. Those of imports are left out. */
export function specTextSection({ a, b }: SpecPair): SpecTextSection | undefined {
  const changes = changesWithoutEffect(a.tree, b.tree);
  if (changes.length === 0) return undefined;
  return {
    section: { id: 'spec-text', title: 'Spec: comments, without effect', rows: changes.flatMap(commentRow) },
    sentence: `Without effect on the training: ${differences(changes).join(', ')}.`,
  };
}

function commentRow(change: ChangeWithoutEffect): DiffRow[] {
  if (change.kind !== 'comment') return [];
  const [a, b] = 'old' in change ? [view(change.old), ABSENT] : [ABSENT, view(change.current)];
  return [{ path: 'comment', a, b, severity: 'info', differs: true }];
}

const ABSENT: ValueView = { kind: 'absent', text: '(absent)' };
const view = (text: string): ValueView => ({ kind: 'string', text });

function differences(changes: readonly ChangeWithoutEffect[]): string[] {
  const comments = changes.filter(({ kind }) => kind === 'comment').length;
  const removed = changes.filter(change => 'old' in change).length;
  return [
    ...countText(removed, 'removed'),
    ...countText(comments - removed, 'added'),
    ...changes.flatMap(change => (change.kind === 'layout' ? [`${change.what} changed`] : [])),
  ];
}

const countText = (count: number, verb: string): string[] =>
  count === 0 ? [] : [count === 1 ? `1 comment was ${verb}` : `${count} comments were ${verb}`];
