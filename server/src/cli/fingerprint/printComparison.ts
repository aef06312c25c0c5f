// Runs kyn fingerprint compare: whether two fingerprints are of the same configuration and the same code.
import { compareFingerprints, isTrue } from '../../../../src-shared/repro/compareFingerprints';
import { member } from '../../../../src-shared/text/jsonText';
import { type Context, formatOf, type Outcome } from '../command';
import { FINE } from '../exitCode';
import { outcome, unusable } from '../outcome';
import { printJson } from '../print/json';
import { oneLine } from '../print/oneLine';
import { readFingerprint } from './readFingerprint';
import type { JsonFile } from './readJson';

/** Prints what two fingerprints say of each other. */
export async function printComparison(context: Context): Promise<Outcome> {
  const [first = '', second = ''] = context.files;
  const a = await readFingerprint(context, first);
  const b = await readFingerprint(context, second);
  if (typeof a === 'string' || typeof b === 'string') return unusable(...[a, b].filter(s => typeof s === 'string'));
  const result = compareFingerprints(a.root, b.root);
  const text = formatOf(context) === 'json' ? printJson({ ...result }) : inWords(result, a.label, b.label);
  return outcome(FINE, text, openQuestions(a, b));
}

function inWords(result: ReturnType<typeof compareFingerprints>, a: string, b: string): string {
  const config = result.same_config ? 'Same configuration' : 'Other configuration';
  const code = result.same_code ? 'same code' : 'other code';
  return `A  ${oneLine(result.a)}  ${oneLine(a)}\nB  ${oneLine(result.b)}  ${oneLine(b)}\n${config}, ${code}.\n`;
}

// Equal is not enough where nothing is known.
function openQuestions({ root: a }: JsonFile, { root: b }: JsonFile): string[] {
  const bothLack = (key: string): boolean => !isTrue(member(a, key)) && !isTrue(member(b, key));
  const unknown = [a, b].every(side => {
    const sha = member(side, 'git_sha');
    return sha?.kind === 'string' && sha.text === 'unknown';
  });
  const dirty = [a, b].some(side => isTrue(member(side, 'git_dirty')));
  return [
    ...(bothLack('config_hash') ? ['neither side records config_hash, so same_config says nothing.'] : []),
    ...(bothLack('git_sha') || unknown ? ['the commit is known on neither side, so same_code says nothing.'] : []),
    ...(dirty ? ['there were uncommitted changes (*), so the commit does not say what code ran.'] : []),
  ];
}
