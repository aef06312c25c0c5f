// Reads the fingerprint of a report, of a session log, or of a file that contains only a fingerprint.
import { detectKind } from '../../../../src-shared/artifacts/detect';
import { isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { isHash } from '../../../../src-shared/text/hashForm';
import { member, stringMember } from '../../../../src-shared/text/jsonText';
import { withArticle } from '../../../../src-shared/text/withArticle';
import type { CliEnvironment } from '../command';
import { displayName } from '../readInput';
import { type JsonFile, readHeader } from './readJson';

/** Reads the fingerprint of a named file; a message where it has none. */
export async function readFingerprint(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const file = await readHeader(environment, given);
  if (typeof file === 'string') return file;
  const { root, label } = file;
  const nested = member(root, 'fingerprint');
  if (nested?.kind === 'object') return { ...file, root: nested };
  const artifact = detectKind(given, root, file.format)?.kind;
  if (artifact) return `${displayName(label)} is ${withArticle(artifact.title)} without a fingerprint. ${EXPECTED}`;
  if (isHash(stringMember(root, 'config_hash') ?? ''))
    return `${displayName(label)} records the CONFIG_HASH of a spec, which is not a fingerprint. ${EXPECTED}`;
  return root.kind === 'object' && nested?.kind !== 'null' ? file : `${label} has no fingerprint.`;
}

// Other artifacts have a `config_hash` too, but it is that of a spec, and says nothing about the code.
const EXPECTED =
  'A fingerprint is in the report of an evaluation, in a session log, or in a file of its own; use `kyn diff` to compare other files.';

/** Whether a fingerprint records a hash or a commit. */
export const hasHashOrCommit = ({ root }: JsonFile): boolean =>
  isTrue(member(root, 'config_hash')) || isTrue(member(root, 'git_sha'));

/** A warning where a file records neither hash nor commit. */
export const emptyFingerprintWarning = ({ label, root }: JsonFile): string[] =>
  member(root, 'config_hash') || member(root, 'git_sha')
    ? []
    : [`${label} records neither \`config_hash\` nor \`git_sha\`.`];
