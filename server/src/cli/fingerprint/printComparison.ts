// Runs `kyn fingerprint compare`: whether two fingerprints have the same configuration and the same code.
import { compareFingerprints, isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { member, stringMember } from '../../../../src-shared/text/jsonText';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { printJson } from '../../../../src-shared/text/outputJson';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome } from '../outcome';
import { table } from '../print/table';
import { hasHashOrCommit, readFingerprint } from './readFingerprint';
import type { JsonFile } from './readJson';

/** Prints the comparison of two fingerprints. */
export async function printComparison(context: CliContext): Promise<Outcome> {
  const [first = '', second = ''] = context.files;
  const a = await readFingerprint(context, first);
  const b = await readFingerprint(context, second);
  if (typeof a === 'string' || typeof b === 'string') return failure(...[a, b].filter(s => typeof s === 'string'));
  const empty = [a, b].filter(side => !hasHashOrCommit(side));
  if (empty.length > 0) return failure(...empty.map(({ label }) => `${label} has no fingerprint.`));
  const result = compareFingerprints(a.root, b.root);
  const text = formatOf(context) === 'json' ? printJson({ ...result }) : comparisonText(result, a, b);
  return outcome(EXIT_OK, text, comparisonWarnings(a, b));
}

function comparisonText(result: ReturnType<typeof compareFingerprints>, a: JsonFile, b: JsonFile): string {
  const configText = isAnywhereMissing('config_hash', [a, b])
    ? 'Configuration unknown'
    : `${result.same_config ? 'Same' : 'Different'} configuration`;
  const rows = [
    ['A', result.a, a.label],
    ['B', result.b, b.label],
  ].map(cells => cells.map(text => ({ text: oneLine(text) })));
  return `${table(rows, { indent: 0 })}\n${configText}, ${codeText(result, [a, b])}.\n`;
}

function codeText({ same_code }: ReturnType<typeof compareFingerprints>, sides: readonly JsonFile[]): string {
  if (isAnywhereMissing('git_sha', sides)) return 'code unknown';
  if (same_code && sides.some(isDirty)) return 'same commit with uncommitted changes';
  return same_code ? 'same code' : 'different code';
}

const isDirty = ({ root }: JsonFile): boolean => isTrue(member(root, 'git_dirty'));

// A value that one side lacks, or records in another form, is neither the same nor different.
const isAnywhereMissing = (key: 'config_hash' | 'git_sha', sides: readonly JsonFile[]): boolean =>
  sides.some(({ root }) => ['', 'unknown'].includes(stringMember(root, key) ?? ''));

// Two missing values are equal, but that does not mean that the configuration or the code is the same.
function missingOnBothSides({ root: a }: JsonFile, { root: b }: JsonFile): { config: boolean; code: boolean } {
  const bothLack = (key: string): boolean => !isTrue(member(a, key)) && !isTrue(member(b, key));
  const unknown = [a, b].every(side => stringMember(side, 'git_sha') === 'unknown');
  return { config: bothLack('config_hash'), code: bothLack('git_sha') || unknown };
}

function comparisonWarnings(a: JsonFile, b: JsonFile): string[] {
  const { config, code } = missingOnBothSides(a, b);
  return [
    ...a.duplicates,
    ...b.duplicates,
    ...(config ? ['neither file records `config_hash`, so `same_config` has no meaning.'] : []),
    ...(code ? ['neither file records a known commit, so `same_code` has no meaning.'] : []),
    ...([a, b].some(isDirty)
      ? ['there were uncommitted changes (`*`), so the commit does not identify the code that ran.']
      : []),
  ];
}
