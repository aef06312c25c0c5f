// The differences between the two specs of a comparison: a section of settings and a sentence.

import type { SyntaxTree } from '../kyn/syntax/ast';
import { type SettingPair, settingPairs } from '../kyn/training/settings';
import { brokenText, NOT_SETTINGS, namedChanges, specChanges } from '../kyn/training/specChanges';
import type { DiffRow, DiffSection, DiffSeverity, ValueView } from '../protocol/views';
import { oneLine } from '../text/oneLine';

/** The maximum number of settings in the sentence; the section shows all. */
const NAMED = 4;

/** The specs of both sides. */
export interface SpecPair {
  readonly a: SyntaxTree;
  readonly b: SyntaxTree;
}

/** The settings of two specs. */
export interface SpecSection {
  readonly section: DiffSection;
  /** What changed. */
  readonly sentence: string;
  /** `info` if the settings are equal, otherwise that of a change. */
  readonly severity: DiffSeverity;
}

/** The section of settings, and the sentence on what changed. `severity`: that of a change. */
export function specSection({ a, b }: SpecPair, severity: DiffSeverity): SpecSection {
  const pairs = settingPairs(a, b).map(pair => ({ ...pair, path: oneLine(pair.path) }));
  const changes = specChanges(a, b);
  return {
    section: { id: 'spec', title: 'Spec', rows: pairs.map(pair => row(pair, severity)) },
    sentence: changes ? sentenceOf(changes) : `${brokenText(a, b)}, so it is not known which settings changed.`,
    severity: changes?.length === 0 ? 'info' : severity,
  };
}

function sentenceOf(changed: readonly SettingPair[]): string {
  if (changed.length === 0) return `The settings of both specs are equal: only ${NOT_SETTINGS} changed.`;
  const what =
    changed.length === 1 ? '1 setting of the spec changed' : `${changed.length} settings of the spec changed`;
  return `${what}: ${namedChanges(changed, { max: NAMED })}.`;
}

const row = ({ path, a, b, equal }: SettingPair, severity: DiffSeverity): DiffRow => ({
  path,
  a: view(a),
  b: view(b),
  severity: equal ? 'same' : severity,
  differs: !equal,
});

const view = (text: string | undefined): ValueView =>
  text === undefined ? { kind: 'absent', text: '(absent)' } : { kind: 'string', text };
