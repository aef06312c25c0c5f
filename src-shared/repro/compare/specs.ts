// Compares two specs by meaning. Settings decide the verdict; a text that differs without them has another CONFIG_HASH, and both facts are stated.
import type { SyntaxTree } from '../../kyn/syntax/ast';
import type { SettingPair } from '../../kyn/training/settings';
import { changesText, NOT_SETTINGS, specChanges } from '../../kyn/training/specChanges';
import { shortHash } from '../hash/configHash';
import { type Conclusion, conclude, type JudgedReason } from './verdict';

/** A spec. `imports`: the CONFIG_HASHes of the files that it imports; undefined where not all could be read. */
export interface ComparedSpec {
  readonly tree: SyntaxTree;
  readonly configHash: string;
  readonly imports: readonly string[] | undefined;
}

/** A comparison; `changes` is undefined where one of the specs has syntax faults. */
export interface SpecComparison extends Conclusion {
  readonly changes: readonly SettingPair[] | undefined;
}

/** Compares two specs. */
export function compareSpecs(a: ComparedSpec, b: ComparedSpec): SpecComparison {
  const isSameText = a.configHash === b.configHash;
  const changes = isSameText ? [] : specChanges(a.tree, b.tree);
  const hashes: JudgedReason = isSameText
    ? { severity: 'info', text: `Both specs have the CONFIG_HASH ${shortHash(a.configHash)}.` }
    : {
        severity: 'info',
        text: `The CONFIG_HASH differs (${shortHash(a.configHash)} → ${shortHash(b.configHash)}), so locks and runs of A do not match B.`,
      };
  const conclusion = conclude([...settingReasons(changes, isSameText), ...importReasons(a, b)], [hashes]);
  // Equal settings in another text are not the inputs that a lock pins.
  const isIdentical = conclusion.verdict === 'identical-inputs' && isSameText;
  return {
    ...conclusion,
    ...(conclusion.verdict === 'identical-inputs' && !isIdentical && { verdict: 'comparable' }),
    changes,
  };
}

function settingReasons(changes: SpecComparison['changes'], isSameText: boolean): JudgedReason[] {
  if (isSameText) return [];
  if (!changes)
    return [
      { severity: 'error', text: 'One of the specs has syntax errors, so it is not known which settings differ.' },
    ];
  return changes.length === 0
    ? [{ severity: 'info', text: `Every setting is equal: only ${NOT_SETTINGS} differ.` }]
    : [{ severity: 'error', text: `${changesText(changes)}.` }];
}

function importReasons(a: ComparedSpec, b: ComparedSpec): JudgedReason[] {
  if (!a.imports || !b.imports)
    return [
      { severity: 'error', text: 'Not all imported files can be read, so it is not known whether they are equal.' },
    ];
  const isEqual = [...a.imports].sort().join() === [...b.imports].sort().join();
  return isEqual ? [] : [{ severity: 'error', text: 'The imported files differ.' }];
}
