// kynml.lock: reads and writes its text. Source of the format: the KynML page on reproducibility (seed document 000).
// KynML defines the sorted keys; the indentation by 2 spaces and the newline at the end are this tool's choice.
import { longInteger } from '../../artifacts/findings/pythonRejects';
import { dirname, goesUp, joinWritten, relativeTo } from '../../host/paths';
import { isHash } from '../../text/hashForm';
import { type JsonNode, member, members, parseJson, stringMember } from '../../text/jsonText';
import { LOCK_SCHEMA_VERSION, schemaOfLock } from '../../text/lockSchema';
import { jsonObject, jsonString } from '../../text/makeJson';
import { anyConflicts, textOfSide } from '../../text/mergeConflicts';
import { printJson } from '../../text/printJson';
import { recentTexts } from '../../text/recentTexts';

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

/** A text that cannot be used as a lock. */
export interface BrokenLock {
  readonly problem: 'conflict' | 'byte-order-mark' | 'not-an-object' | 'long-integer';
  /** What can still be read of it; with a merge conflict, one value for each side. */
  readonly partial: readonly JsonNode[];
}

// After each keystroke several answers need the lock, and few locks are in use at a time.
const RECENT = 20;
const LONGEST = 10_000;

/** Reads a lock. */
export const readLock = recentTexts(lockIn, { count: RECENT, longest: LONGEST });

function lockIn(text: string): Lock | BrokenLock {
  const conflicts = anyConflicts(text);
  if (conflicts.length > 0) {
    const sides = (['ours', 'theirs'] as const).map(side => parseJson(textOfSide(text, conflicts, side)));
    return { problem: 'conflict', partial: sides.flatMap(side => side.value ?? side.partial ?? []) };
  }
  const { value, problem, partial } = parseJson(text);
  if (value?.kind === 'object')
    return longInteger(value) ? { problem: 'long-integer', partial: [value] } : lockOf(value);
  const isMarked = problem?.fault === 'byte-order-mark';
  return { problem: isMarked ? 'byte-order-mark' : 'not-an-object', partial: partial ? [partial] : [] };
}

/** Whether a text was read as a lock. */
export const isLock = (lock: Lock | BrokenLock): lock is Lock => 'root' in lock;

function lockOf(root: JsonNode): Lock {
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

/** The location of a lock, and the workspace folder. `resolve` is as `resolveParents`, and is called only for a path with `..`. */
export interface SourceBase {
  readonly path: string;
  readonly folder: string | undefined;
  readonly resolve: (path: string) => string;
}

/** The paths that a lock's `source_path` may refer to: relative to the lock's own folder, or to the workspace folder. */
export function sourcesOf({ sourcePath }: Pick<Lock, 'sourcePath'>, { path, folder, resolve }: SourceBase): string[] {
  if (sourcePath === undefined) return [];
  const folders = [dirname(path), ...(folder === undefined ? [] : [folder])];
  return folders.map(from => joinWritten(from, sourcePath)).map(source => (goesUp(source) ? resolve(source) : source));
}

/** The same paths for a lock that cannot be used, as far as it can be read. */
export const sourcesOfBroken = ({ partial }: BrokenLock, base: SourceBase): string[] =>
  partial.flatMap(root => sourcesOf({ sourcePath: stringMember(root, 'source_path') }, base));

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
