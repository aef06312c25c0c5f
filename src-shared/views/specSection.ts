// The differences between the two specs of a comparison: a section of settings and a sentence.

import type { SyntaxTree } from '../kyn/syntax/ast';
import { type SettingPair, settingPairs } from '../kyn/training/settings';
import type { DiffRow, DiffSection, ValueView } from '../protocol/views';
import { oneLine } from '../text/oneLine';

/** The maximum number of settings in the sentence; the section shows all. */
const NAMED = 4;

/** The specs of both sides. */
export interface SpecPair {
  readonly a: SyntaxTree;
  readonly b: SyntaxTree;
}

/** The section of settings, and the sentence on what changed. */
export function specSection({ a, b }: SpecPair): { section: DiffSection; sentence: string } {
  const pairs = settingPairs(a, b).map(pair => ({ ...pair, path: oneLine(pair.path) }));
  const changed = pairs.filter(differs).map(pair => pair.path);
  return { section: { id: 'spec', title: 'Spec', rows: pairs.map(row) }, sentence: sentenceOf(changed) };
}

const differs = ({ equal }: SettingPair): boolean => !equal;

function sentenceOf(changed: readonly string[]): string {
  if (changed.length === 0) return 'The settings of both specs are equal: only comments, blanks or the order changed.';
  const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : '';
  const what =
    changed.length === 1 ? '1 setting of the spec changed' : `${changed.length} settings of the spec changed`;
  return `${what}: ${changed.slice(0, NAMED).join(', ')}${more}.`;
}

function row(pair: SettingPair): DiffRow {
  const changed = differs(pair);
  return { path: pair.path, a: view(pair.a), b: view(pair.b), severity: changed ? 'error' : 'same', differs: changed };
}

const view = (text: string | undefined): ValueView =>
  text === undefined ? { kind: 'absent', text: '(absent)' } : { kind: 'string', text };
