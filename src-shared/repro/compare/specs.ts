// Compares two specs by meaning. Settings decide the verdict; a text that differs without them has another CONFIG_HASH, and both facts are stated.
import type { SyntaxTree } from '../../kyn/syntax/ast';
import { type SettingPair, settingsOf } from '../../kyn/training/settings';
import { brokenText, changesText, isBroken, NOT_SETTINGS, specChanges } from '../../kyn/training/specChanges';
import { firstFew } from '../../text/firstFew';
import { byCodePoint } from '../../text/printJson';
import { shortText } from '../../text/shortText';
import { shortHash } from '../hash/configHash';
import { type Conclusion, conclude, type JudgedReason } from './verdict';

/** A file that a spec imports. `label`: its path for people. */
export interface ComparedImport {
  readonly label: string;
  readonly tree: SyntaxTree;
  readonly configHash: string;
}

/** A spec. `imports`: the files that it imports; undefined where not all could be read. */
export interface ComparedSpec {
  readonly tree: SyntaxTree;
  readonly configHash: string;
  readonly imports: readonly ComparedImport[] | undefined;
}

/** Why the data files of two specs that name the same path may be different. Labels are for people; `reason` follows "because". */
export type DataDifference =
  | {
      readonly state: 'differ';
      readonly a: string;
      readonly b: string;
      /** The line ends of both files, if nothing else differs. */
      readonly lineEnds?: { readonly a: string; readonly b: string };
    }
  | { readonly state: 'unknown'; readonly reason: string };

/** A comparison; `changes` is undefined where one of the specs has syntax faults. */
export interface SpecComparison extends Conclusion {
  readonly changes: readonly SettingPair[] | undefined;
}

/** Compares two specs. `data`: what is known of their data files; absent where they are the same. */
export function compareSpecs(a: ComparedSpec, b: ComparedSpec, data?: DataDifference): SpecComparison {
  const isSameText = a.configHash === b.configHash;
  const changes = isSameText ? [] : specChanges(a.tree, b.tree);
  const hashes: JudgedReason = isSameText
    ? { severity: 'info', text: `Both specs have the CONFIG_HASH ${shortHash(a.configHash)}.` }
    : {
        severity: 'info',
        text: `The CONFIG_HASH differs (${shortHash(a.configHash)} → ${shortHash(b.configHash)}), so locks and runs of A do not match B.`,
      };
  const imports = importReasons(a, b);
  const conclusion = conclude(
    [...(isOnlyImports(changes, imports) ? [] : settingReasons(changes, a, b)), ...imports, ...dataReasons(data)],
    [hashes],
  );
  // Equal settings in another text are not the inputs that a lock pins.
  const isIdentical = conclusion.verdict === 'identical-inputs' && isSameText && imports.length === 0;
  return {
    ...conclusion,
    ...(conclusion.verdict === 'identical-inputs' && !isIdentical && { verdict: 'comparable' }),
    changes,
  };
}

// The reason of the imported files names the same files.
const isOnlyImports = (changes: SpecComparison['changes'], imports: readonly JudgedReason[]): boolean =>
  changes !== undefined &&
  changes.length > 0 &&
  changes.every(({ path }) => path.startsWith('import ')) &&
  imports.some(({ text }) => text.startsWith(IMPORTS_DIFFER));

const IMPORTS_DIFFER = 'The imported files differ: ';

function settingReasons(changes: SpecComparison['changes'], a: ComparedSpec, b: ComparedSpec): JudgedReason[] {
  if (a.configHash === b.configHash) return [];
  if (!changes) {
    const broken = brokenText(a.tree, b.tree);
    return [{ severity: 'error', text: `${broken}, so it is not known which settings differ.` }];
  }
  return changes.length === 0
    ? [{ severity: 'info', text: `Every setting is equal: only ${NOT_SETTINGS} differ.` }]
    : [{ severity: 'error', text: `${changesText(changes)}.` }];
}

function importReasons(a: ComparedSpec, b: ComparedSpec): JudgedReason[] {
  if (!a.imports || !b.imports)
    return [
      { severity: 'error', text: 'Not all imported files can be read, so it is not known whether they are equal.' },
    ];
  const [onlyA, onlyB] = [importsOnlyIn(a.imports, b.imports, textOf), importsOnlyIn(b.imports, a.imports, textOf)];
  if (onlyA.length + onlyB.length === 0) return [];
  const sides = [
    importsText('A', importsOnlyIn(onlyA, onlyB, meaningOf)),
    importsText('B', importsOnlyIn(onlyB, onlyA, meaningOf)),
  ].filter(text => text !== '');
  return sides.length === 0
    ? [{ severity: 'info', text: `The imported files have equal models and datasets, but their text differs.` }]
    : [{ severity: 'error', text: `${IMPORTS_DIFFER}${sides.join(', ')}.` }];
}

const textOf = ({ configHash }: ComparedImport): string => configHash;

// An import adds the models and datasets of a file, and nothing else of it. What a broken file adds is not known.
const meaningOf = ({ tree, configHash }: ComparedImport): string =>
  isBroken(tree)
    ? configHash
    : JSON.stringify(
        [...settingsOf(tree)]
          .filter(([path, { isDefault }]) => !isDefault && /^(?:model|dataset) /.test(path))
          .map(([path, { meaning }]) => [path, meaning])
          .sort(([x = ''], [y = '']) => byCodePoint(x, y)),
      );

// Each file of one side cancels one equal file of the other side.
function importsOnlyIn(
  files: readonly ComparedImport[],
  others: readonly ComparedImport[],
  keyOf: (file: ComparedImport) => string,
): ComparedImport[] {
  const counts = new Map<string, number>();
  for (const key of others.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return files.filter(file => {
    const key = keyOf(file);
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
}

const MAX_FILES = 4;

const importsText = (side: 'A' | 'B', files: readonly ComparedImport[]): string =>
  files.length === 0 ? '' : `only ${side} has ${firstFew(files, MAX_FILES, { text: f => shortText(f.label) })}`;

function dataReasons(data: DataDifference | undefined): JudgedReason[] {
  if (!data) return [];
  if (data.state === 'differ') return [{ severity: 'error', text: differingDataText(data) }];
  return [{ severity: 'warn', text: `It is not known whether the data files are equal, because ${data.reason}.` }];
}

function differingDataText({ a, b, lineEnds }: DataDifference & { readonly state: 'differ' }): string {
  const [x, y] = [shortText(a), shortText(b)];
  if (!lineEnds) return `The data files differ: ${x} and ${y}.`;
  return `The data files differ only in their line ends, so they have different hashes: ${x} (${lineEnds.a}) and ${y} (${lineEnds.b}).`;
}
