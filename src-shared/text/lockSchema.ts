// The schema version of a kynml.lock. Source: the KynML page on reproducibility (seed document 000), "kynml.lock".
import type { JsonNode } from './jsonText';
import { oneLine } from './oneLine';

/** The lock schema that this tool supports. */
export const LOCK_SCHEMA_VERSION = '1';

/** Whether the schema of a lock is supported. Only the string "1" is; a larger number, as string or number, is `newer`. */
export function schemaOfLock(version: JsonNode | undefined): 'known' | 'newer' | 'unknown' {
  if (version?.kind !== 'string' && version?.kind !== 'number') return 'unknown';
  if (version.kind === 'string' && version.text === LOCK_SCHEMA_VERSION) return 'known';
  const major = /^\d{1,15}/.exec(version.text)?.[0];
  return major !== undefined && Number(major) > Number(LOCK_SCHEMA_VERSION) ? 'newer' : 'unknown';
}

/** Whether the version of a lock with an `unknown` schema is that of the supported one, written as a number. */
export const isNumberOfSchema = (version: string | undefined): boolean => version === LOCK_SCHEMA_VERSION;

const LONGEST = 20;

/** The schema version of a lock for a message: on one line, cut, and without secrets of a well-known form, because a file may contain any text. */
export function schemaVersionText(version: string): string {
  const text = oneLine(version);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
