// Compares two specs by meaning. Settings decide the verdict; a text that differs without them has another CONFIG_HASH, and both facts are stated.
import type { SyntaxTree } from '../../kyn/syntax/ast';
import type { SettingPair, WholeSpec } from '../../kyn/training/settingPairs';
import { settingsOf } from '../../kyn/training/settings';
import {
  brokenText,
  changesText,
  equalText,
  isBroken,
  type SpecPair,
  specChanges,
} from '../../kyn/training/specChanges';
import { firstFew } from '../../text/firstFew';
import { shortHash } from '../../text/hashForm';
import { byCodePoint } from '../../text/printJson';
import { shortText } from '../../text/shortText';
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
  const imports = differingImports(a, b);
  const isSame = isSameText && imports?.isSame === true;
  const pair: SpecPair = { a: wholeSpec(a), b: wholeSpec(b) };
  const changes = isSame ? [] : specChanges(pair.a, pair.b);
  const hashes: JudgedReason = isSameText
    ? { severity: 'info', text: `Both specs have the CONFIG_HASH ${shortHash(a.configHash)}.` }
    : {
        severity: 'info',
        text: `The CONFIG_HASH differs (${shortHash(a.configHash)} → ${shortHash(b.configHash)}), so locks and runs of A do not match B.`,
      };
  const settings = isSameText && changes?.length === 0 ? [] : [settingReason(changes, pair)];
  const conclusion = conclude(
    [...(imports ? [...settings, ...importReasons(imports)] : [UNREAD, ...settings]), ...dataReasons(data)],
    [hashes],
  );
  // Equal settings in another text are not the inputs that a lock pins.
  return {
    ...conclusion,
    ...(conclusion.verdict === 'identical-inputs' && !isSame && { verdict: 'comparable' }),
    changes,
  };
}

/** A spec with the models and datasets of the files that it imports. */
export const wholeSpec = ({ tree, imports }: Pick<ComparedSpec, 'tree' | 'imports'>): WholeSpec => ({
  tree,
  imports: imports?.map(file => file.tree),
});

function settingReason(changes: SpecComparison['changes'], pair: SpecPair): JudgedReason {
  if (!changes)
    return {
      severity: 'error',
      text: `${brokenText(pair.a, pair.b)}, so it is not known which settings differ.`,
    };
  return changes.length === 0
    ? { severity: 'info', text: `Every setting ${equalText(pair, 'differ')}.` }
    : { severity: 'error', text: `${changesText(changes)}.` };
}

/** The imported files with another text than those of the other side, and of these the ones with another meaning. */
interface DifferingImports {
  readonly isSame: boolean;
  readonly a: readonly ComparedImport[];
  readonly b: readonly ComparedImport[];
}

// Undefined where not all imports can be read.
function differingImports({ imports: a }: ComparedSpec, { imports: b }: ComparedSpec): DifferingImports | undefined {
  if (!a || !b) return undefined;
  const [onlyA, onlyB] = [importsOnlyIn(a, b, textOf), importsOnlyIn(b, a, textOf)];
  return {
    isSame: onlyA.length + onlyB.length === 0,
    a: importsOnlyIn(onlyA, onlyB, meaningOf),
    b: importsOnlyIn(onlyB, onlyA, meaningOf),
  };
}

const UNREAD: JudgedReason = {
  severity: 'error',
  text: 'Not all imported files can be read, so it is not known whether they are equal.',
};

// Where the differing settings are. What they mean is the reason of the settings.
function importReasons(imports: DifferingImports): JudgedReason[] {
  if (imports.isSame) return [];
  const sides = [importsText('A', imports.a), importsText('B', imports.b)].filter(text => text !== '');
  const text =
    sides.length === 0
      ? 'The imported files have equal models and datasets, but their text differs.'
      : `The imported files differ: ${sides.join(', ')}.`;
  return [{ severity: 'info', text }];
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
