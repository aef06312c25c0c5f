// Compares two specs by meaning. Settings decide the verdict; a text that differs without them has another CONFIG_HASH, and both facts are stated.
import type { SyntaxTree } from '../../kyn/syntax/ast';
import type { SettingPair } from '../../kyn/training/settings';
import { changesText, NOT_SETTINGS, specChanges } from '../../kyn/training/specChanges';
import { firstFew } from '../../text/firstFew';
import { shortText } from '../../text/shortText';
import { shortHash } from '../hash/configHash';
import { type Conclusion, conclude, type JudgedReason } from './verdict';

/** A file that a spec imports: its path for people and its CONFIG_HASH. */
export interface ComparedImport {
  readonly label: string;
  readonly configHash: string;
}

/** A spec. `imports`: the files that it imports; undefined where not all could be read. */
export interface ComparedSpec {
  readonly tree: SyntaxTree;
  readonly configHash: string;
  readonly imports: readonly ComparedImport[] | undefined;
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
  const [onlyA, onlyB] = [importsOnlyIn(a.imports, b.imports), importsOnlyIn(b.imports, a.imports)];
  const sides = [importsText('A', onlyA), importsText('B', onlyB)].filter(text => text !== '');
  return sides.length === 0 ? [] : [{ severity: 'error', text: `The imported files differ: ${sides.join(', ')}.` }];
}

// Each file of one side cancels one file of the other side with the same text.
function importsOnlyIn(files: readonly ComparedImport[], others: readonly ComparedImport[]): ComparedImport[] {
  const counts = new Map<string, number>();
  for (const { configHash } of others) counts.set(configHash, (counts.get(configHash) ?? 0) + 1);
  return files.filter(({ configHash }) => {
    const count = counts.get(configHash) ?? 0;
    counts.set(configHash, count - 1);
    return count <= 0;
  });
}

const MAX_FILES = 4;

const importsText = (side: 'A' | 'B', files: readonly ComparedImport[]): string =>
  files.length === 0 ? '' : `only ${side} has ${firstFew(files, MAX_FILES, { text: f => shortText(f.label) })}`;
