// The differences between the two specs of a comparison: a section of settings and a sentence.

import { type SettingPair, settingPairs } from '../kyn/training/settingPairs';
import {
  brokenText,
  byKnowledge,
  equalText,
  namedChanges,
  type SpecPair,
  settingCount,
  specChanges,
} from '../kyn/training/specChanges';
import type { DiffRow, DiffSection, DiffSeverity, ValueView } from '../protocol/views';
import { oneLine } from '../text/oneLine';

/** The maximum number of settings in the sentence; the section shows all. */
const NAMED = 4;

/** The settings of two specs. */
export interface SpecSection {
  readonly section: DiffSection;
  /** What changed. */
  readonly sentence: string;
  /** `info` if the settings are equal, otherwise that of a change. */
  readonly severity: DiffSeverity;
}

/** The section of settings, and the sentence on what changed. `severity`: that of a change. */
export function specSection(specs: SpecPair, severity: DiffSeverity): SpecSection {
  const { a, b } = specs;
  const pairs = settingPairs(a, b).map(pair => ({ ...pair, path: oneLine(pair.path) }));
  const changes = specChanges(a, b);
  return {
    section: { id: 'spec', title: 'Spec', rows: pairs.map(pair => row(pair, severity)) },
    sentence: changes ? sentenceOf(changes, specs) : `${brokenText(a, b)}, so it is not known which settings changed.`,
    severity: changes?.length === 0 ? 'info' : severity,
  };
}

function sentenceOf(changed: readonly SettingPair[], specs: SpecPair): string {
  if (changed.length === 0) return `The settings of both specs ${equalText(specs, 'changed', 'are')}.`;
  const { known, unknown } = byKnowledge(changed);
  const named = (some: typeof changed): string => namedChanges(some, { max: NAMED });
  return [
    ...(known.length > 0 ? [`${settingCount(known)} of the spec changed: ${named(known)}.`] : []),
    ...(unknown.length > 0
      ? [`It is not known whether ${settingCount(unknown)} changed, because an import is not known: ${named(unknown)}.`]
      : []),
  ].join(' ');
}

const row = ({ path, a, b, equal, isUnknown }: SettingPair, severity: DiffSeverity): DiffRow => ({
  path,
  a: view(a, isUnknown),
  b: view(b, isUnknown),
  severity: equal ? 'same' : severity,
  differs: !equal && !isUnknown,
  ...(isUnknown && { isUnknown }),
});

const view = (text: string | undefined, isUnknown = false): ValueView => {
  if (text !== undefined) return { kind: 'string', text };
  return isUnknown ? { kind: 'unknown', text: '(not known)' } : { kind: 'absent', text: '(absent)' };
};
