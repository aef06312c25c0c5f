// kynml.lock: reads and writes its text. Source of the format: the KynML page on reproducibility (seed document 000).
// KynML defines the sorted keys; the indentation by 2 spaces and the newline at the end are this tool's choice.

import { dirname, join, relativeTo } from '../../host/paths';
import { type JsonNode, member, members, parseJson, stringMember } from '../../text/jsonText';
import { LOCK_SCHEMA_VERSION, schemaOfLock } from '../../text/lockSchema';
import { jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';
import { isHash } from '../hash/configHash';

/** A lock that was read. A lock with a newer `schema` is not checked. */
export interface Lock {
  readonly root: JsonNode;
  readonly schema: 'known' | 'newer' | 'unknown';
  /** As written, whether string or number. */
  readonly schemaVersion: string | undefined;
  /** 64 hex digits; undefined when missing or malformed. */
  readonly configHash: string | undefined;
  readonly sourcePath: string | undefined;
}

/** Reads a lock; undefined when the text is not a JSON object. */
export function readLock(text: string): Lock | undefined {
  const root = parseJson(text).value;
  if (root?.kind !== 'object') return undefined;
  const hash = stringMember(root, 'config_hash');
  const version = member(root, 'schema_version');
  const schemaVersion = version?.kind === 'string' || version?.kind === 'number' ? version.text : undefined;
  return {
    root,
    schema: schemaOfLock(version),
    schemaVersion,
    configHash: hash !== undefined && isHash(hash) ? hash : undefined,
    sourcePath: stringMember(root, 'source_path'),
  };
}

/** The paths that a lock's `source_path` may refer to: relative to the lock's own folder, or to the workspace folder. */
export function sourcesOf(lock: Lock, lockPath: string, folder: string | undefined): string[] {
  if (lock.sourcePath === undefined) return [];
  const folders = [dirname(lockPath), ...(folder === undefined ? [] : [folder])];
  return folders.map(f => join(f, lock.sourcePath ?? ''));
}

/** `source_path` of a spec for a lock: relative to the lock's folder, with `/`. */
export const sourcePathOf = (spec: string, lockPath: string): string => relativeTo(dirname(lockPath), spec);

/**
 * The text of a lock that pins a spec. Other fields of `previous` are kept. `kynml_version` is "unknown" in a new lock: it is the version of
 * the KynML that wrote the lock, and KynML did not write this one.
 */
export function lockText(pin: { configHash: string; sourcePath: string }, previous?: JsonNode): string {
  const kept = [...members(previous)].map(([key, m]) => [key, m.value] as const);
  const fields = new Map<string, JsonNode>([
    ['backend', jsonString('pytorch')],
    ['kynml_version', jsonString('unknown')],
    ...kept,
    ['schema_version', jsonString(LOCK_SCHEMA_VERSION)],
    ['config_hash', jsonString(pin.configHash)],
    ['source_path', jsonString(pin.sourcePath)],
  ]);
  return `${printJson(jsonObject(fields))}\n`;
}
