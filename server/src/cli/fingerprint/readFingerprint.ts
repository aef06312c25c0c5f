// Reads the fingerprint of a report, of a session log, or of a file that contains only a fingerprint.
import { isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { member } from '../../../../src-shared/text/jsonText';
import type { CliEnvironment } from '../command';
import { type JsonFile, readHeader } from './readJson';

/** Reads the fingerprint of a named file; a message where it has none. */
export async function readFingerprint(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const file = await readHeader(environment, given);
  if (typeof file === 'string') return file;
  const { root, label } = file;
  const nested = member(root, 'fingerprint');
  const fingerprint = nested?.kind === 'object' ? nested : root;
  if (fingerprint.kind !== 'object' || nested?.kind === 'null') return `${label} has no fingerprint.`;
  return { ...file, root: fingerprint };
}

/** Whether a fingerprint records a hash or a commit. */
export const hasHashOrCommit = ({ root }: JsonFile): boolean =>
  isTrue(member(root, 'config_hash')) || isTrue(member(root, 'git_sha'));

/** A warning where a file records neither hash nor commit. */
export const emptyFingerprintWarning = ({ label, root }: JsonFile): string[] =>
  member(root, 'config_hash') || member(root, 'git_sha')
    ? []
    : [`${label} records neither \`config_hash\` nor \`git_sha\`.`];
