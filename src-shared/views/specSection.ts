// The differences between the two specs of a comparison: a section of settings and a sentence.

import type { SyntaxTree } from '../kyn/syntax/ast';
import { type SettingPair, settingPairs } from '../kyn/training/settings';
import { NOT_SETTINGS, namedChanges, specChanges } from '../kyn/training/specChanges';
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
  return { section: { id: 'spec', title: 'Spec', rows: pairs.map(row) }, sentence: sentenceOf(specChanges(a, b)) };
}

const differs = ({ equal }: SettingPair): boolean => !equal;

function sentenceOf(changed: readonly SettingPair[] | undefined): string {
  if (!changed) return 'One of the specs has syntax errors, so it is not known which settings changed.';
  if (changed.length === 0) return `The settings of both specs are equal: only ${NOT_SETTINGS} changed.`;
  const what =
    changed.length === 1 ? '1 setting of the spec changed' : `${changed.length} settings of the spec changed`;
  return `${what}: ${namedChanges(changed, { max: NAMED })}.`;
}

function row(pair: SettingPair): DiffRow {
  const changed = differs(pair);
  return { path: pair.path, a: view(pair.a), b: view(pair.b), severity: changed ? 'error' : 'same', differs: changed };
}

const view = (text: string | undefined): ValueView =>
  text === undefined ? { kind: 'absent', text: '(absent)' } : { kind: 'string', text };
