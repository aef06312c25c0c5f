// The fingerprint in a file: of a report, of the header of a session log, or a file that is one itself.
import { isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { member } from '../../../../src-shared/text/jsonText';
import type { CliEnvironment } from '../command';
import { type JsonFile, readHeader } from './readJson';

/** Reads the fingerprint of a named file; a sentence where it holds none. */
export async function readFingerprint(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const file = await readHeader(environment, given);
  if (typeof file === 'string') return file;
  const { root, label } = file;
  const inside = member(root, 'fingerprint');
  const fingerprint = inside?.kind === 'object' ? inside : root;
  if (fingerprint.kind !== 'object' || inside?.kind === 'null') return `${label} holds no fingerprint.`;
  return { ...file, root: fingerprint };
}

/** Whether a fingerprint says anything at all: its hash or its commit. */
export const hasHashOrCommit = ({ root }: JsonFile): boolean =>
  isTrue(member(root, 'config_hash')) || isTrue(member(root, 'git_sha'));

/** A note where a file records neither hash nor commit, so that what is printed says nothing. */
export const emptyFingerprintWarning = ({ label, root }: JsonFile): string[] =>
  member(root, 'config_hash') || member(root, 'git_sha') ? [] : [`${label} records neither config_hash nor git_sha.`];
