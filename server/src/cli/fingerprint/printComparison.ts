// Runs kyn fingerprint compare: whether two fingerprints are of the same configuration and the same code.
import { compareFingerprints, isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { member, stringMember } from '../../../../src-shared/text/jsonText';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { printJson } from '../print/json';
import { oneLine } from '../print/oneLine';
import { hasHashOrCommit, readFingerprint } from './readFingerprint';
import type { JsonFile } from './readJson';

/** Prints what two fingerprints say of each other. */
export async function printComparison(context: CliContext): Promise<Outcome> {
  const [first = '', second = ''] = context.files;
  const a = await readFingerprint(context, first);
  const b = await readFingerprint(context, second);
  if (typeof a === 'string' || typeof b === 'string') return usageError(...[a, b].filter(s => typeof s === 'string'));
  const empty = [a, b].filter(side => !hasHashOrCommit(side));
  if (empty.length > 0) return usageError(...empty.map(({ label }) => `${label} holds no fingerprint.`));
  const result = compareFingerprints(a.root, b.root);
  const text = formatOf(context) === 'json' ? printJson({ ...result }) : comparisonText(result, a, b);
  return outcome(EXIT_OK, text, comparisonWarnings(a, b));
}

function comparisonText(result: ReturnType<typeof compareFingerprints>, a: JsonFile, b: JsonFile): string {
  const { config, code } = missingOnBothSides(a, b);
  const ofConfig = config ? 'Configuration not known' : `${result.same_config ? 'Same' : 'Other'} configuration`;
  const ofCode = code ? 'code not known' : `${result.same_code ? 'same' : 'other'} code`;
  const sides = `A  ${oneLine(result.a)}  ${oneLine(a.label)}\nB  ${oneLine(result.b)}  ${oneLine(b.label)}\n`;
  return `${sides}${ofConfig}, ${ofCode}.\n`;
}

// Equal is not enough where nothing is known.
function missingOnBothSides({ root: a }: JsonFile, { root: b }: JsonFile): { config: boolean; code: boolean } {
  const bothLack = (key: string): boolean => !isTrue(member(a, key)) && !isTrue(member(b, key));
  const unknown = [a, b].every(side => stringMember(side, 'git_sha') === 'unknown');
  return { config: bothLack('config_hash'), code: bothLack('git_sha') || unknown };
}

function comparisonWarnings(a: JsonFile, b: JsonFile): string[] {
  const { config, code } = missingOnBothSides(a, b);
  const dirty = [a, b].some(side => isTrue(member(side.root, 'git_dirty')));
  return [
    ...a.duplicates,
    ...b.duplicates,
    ...(config ? ['neither side records config_hash, so same_config says nothing.'] : []),
    ...(code ? ['the commit is known on neither side, so same_code says nothing.'] : []),
    ...(dirty ? ['there were uncommitted changes (*), so the commit does not say what code ran.'] : []),
  ];
}
