// The schema version of a kynml.lock. Source: the KynML page on reproducibility (seed document 000), "kynml.lock".
import type { JsonNode } from './jsonText';

/** The lock schema that this tool supports. */
export const LOCK_SCHEMA_VERSION = '1';

/** Whether the schema of a lock is supported. Only the string "1" is; a larger number, as string or number, is `newer`. */
export function schemaOfLock(version: JsonNode | undefined): 'known' | 'newer' | 'unknown' {
  if (version?.kind !== 'string' && version?.kind !== 'number') return 'unknown';
  if (version.kind === 'string' && version.text === LOCK_SCHEMA_VERSION) return 'known';
  const major = /^\d{1,15}/.exec(version.text)?.[0];
  return major !== undefined && Number(major) > Number(LOCK_SCHEMA_VERSION) ? 'newer' : 'unknown';
}
