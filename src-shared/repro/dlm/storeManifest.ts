// The license acceptance in the manifest.json next to a lock. The trainer writes the manifest before the lock, and copies the acceptance from it.
import type { Host } from '../../host/host';
import { dirname, join } from '../../host/paths';
import { type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';
import { jsonNull } from '../../text/makeJson';
import { BOM } from '../hash/configHash';

// A manifest lists all runs of its store.
const MAX_BYTES = 16 * 1024 * 1024;

/** The acceptance that the next training records, null where there is none; undefined if the manifest is not readable or belongs to another store. */
export function storeLicense(host: Host, lock: string, dlmId: string): JsonNode | undefined {
  const read = host.readBytes(join(dirname(lock), 'manifest.json'), MAX_BYTES);
  const text = read.ok ? host.decodeUtf8(read.bytes) : undefined;
  const root = text === undefined || text.startsWith(BOM) ? undefined : parseJson(text).value;
  if (stringMember(root, 'dlm_id') !== dlmId) return undefined;
  const license = member(root, 'license_acceptance') ?? jsonNull;
  return license.kind === 'null' || isAcceptance(license) ? license : undefined;
}

const isAcceptance = (license: JsonNode): boolean =>
  ['license_spdx', 'license_url'].every(key => stringMember(license, key) !== undefined);
