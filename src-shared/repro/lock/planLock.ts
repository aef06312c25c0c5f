// Plans writing a spec's lock, and the question that must be confirmed first. Nothing is written, so an editor can ask and a command line can refuse.
import { basename } from '../../host/paths';
import type { JsonNode } from '../../text/jsonText';
import { isNumberOfSchema, schemaVersionText } from '../../text/lockSchema';
import { oneLine } from '../../text/oneLine';
import { specFault, specFaultFix, specFaultText } from '../../text/specFault';
import {
  type Candidate,
  findLock,
  type LockSearch,
  type LockTarget,
  lockName,
  lockTarget,
  mayBeOfAny,
  namesSpec,
  type ReadFile,
} from './findLock';
import { type Lock, lockText, sourcePathOf } from './lock';
import { problemOf, problemText, whyIrreplaceable } from './lockFault';
import type { PlaceReason } from './lockRule';

/** `create` never replaces another spec's lock; `regenerate` updates the existing lock of the spec. */
export type LockMode = 'create' | 'regenerate';

/** What must be confirmed before writing: why, and the question. A command line cannot ask, so it prints only the statement. */
export interface Confirmation {
  readonly statement: string;
  readonly question: string;
}

/** A plan. `text` is the content that would be written. */
export type WritePlan =
  | {
      readonly action: 'create' | 'update' | 'unchanged';
      readonly path: string;
      /** Why the lock is written there. */
      readonly place: PlaceReason;
      readonly text: string;
      /** The hash that the lock pins until now; absent in a new lock and in one without a readable hash. */
      readonly lockedHash?: string;
      readonly confirm?: Confirmation;
    }
  | { readonly action: 'refuse'; readonly refusal: string };

/** Plans the lock of a spec. Without a CONFIG_HASH the plan is a refusal. */
export function planLock(search: LockSearch, hash: string | undefined, mode: LockMode, read: ReadFile): WritePlan {
  if (hash === undefined)
    return {
      action: 'refuse',
      refusal: `${basename(search.spec)} is not UTF-8 text, so it does not have a CONFIG_HASH that could be locked.`,
    };
  const target = targetOf(search, mode, read);
  const kept = keptSource(target, search);
  const refusal =
    unlockable(search.spec, read) ??
    conflictElsewhere(search, read) ??
    irreplaceable(target, search) ??
    (kept === undefined ? unnameable(target) : undefined);
  if (refusal !== undefined) return { action: 'refuse', refusal };
  const pin = { configHash: hash, sourcePath: kept ?? sourcePathOf(target.spec, target.path) };
  const text = lockText(pin, target.lock?.root ?? keptFields(target, search));
  const exists = target.lock !== undefined || target.fault !== undefined;
  const asked = confirmation(target, search);
  const confirm = asked && { ...asked, statement: oneLine(asked.statement) };
  const action = !exists ? 'create' : unchanged(target, text, read) ? 'unchanged' : 'update';
  const { path, place, lock } = target;
  return {
    action,
    path,
    place,
    text,
    ...(lock?.configHash !== undefined && { lockedHash: lock.configHash }),
    ...(confirm !== undefined && action !== 'unchanged' && { confirm }),
  };
}

// Why the text of a spec is not a state that could be locked, as a sentence.
function unlockable(path: string, read: ReadFile): string | undefined {
  const spec = read(path);
  const fault = spec.ok ? specFault(spec.text) : undefined;
  return (
    fault &&
    `${basename(path)} ${specFaultText(fault)}, so it does not have a state that could be locked. ${specFaultFix(fault)}`
  );
}

// A second lock would hide a merge conflict in the lock that is found without `--lock`.
function conflictElsewhere({ explicit, ...search }: LockSearch, read: ReadFile): string | undefined {
  const found = explicit === undefined ? undefined : findLock(search, read);
  if (!found?.fault || found.path === explicit || problemOf(found.fault) !== 'conflict') return undefined;
  return `${basename(found.path)} contains a merge conflict and may be the lock of this spec, so no other lock was written. Resolve the conflict first.`;
}

// Why the file of a lock cannot be written, as a sentence.
function irreplaceable({ path, fault }: Candidate, search: LockSearch): string | undefined {
  const reason = fault && whyIrreplaceable(fault);
  return reason && `${lockName(path, search)} cannot be replaced: ${reason}.`;
}

// In a lock, `\` separates folders as on Windows, so a name that contains one cannot be recorded.
const unnameable = ({ path, spec }: LockTarget): string | undefined =>
  sourcePathOf(spec, path).includes('\\')
    ? `${basename(spec)} cannot be locked, because a lock cannot name a path with a backslash: it separates folders on Windows. Rename the file or folder.`
    : undefined;

// The lock that the editor shows as the spec's is regenerated, even if it is broken.
function targetOf(search: LockSearch, mode: LockMode, read: ReadFile): LockTarget {
  const shown = mode === 'regenerate' ? findLock(search, read) : undefined;
  return shown ? { ...shown, place: 'existing', spec: search.spec } : lockTarget(search, read);
}

// The other fields of a broken lock of this spec are kept; those of the current side where it has a merge conflict.
function keptFields({ path, fault }: Candidate, search: LockSearch): JsonNode | undefined {
  return fault?.kind === 'broken' && namesSpec({ path, fault }, search) ? fault.lock.partial[0] : undefined;
}

// A source_path that already names this spec is kept unchanged, whichever of the two folders it is relative to, and also if it is a link.
function keptSource({ lock, path }: Candidate, search: LockSearch): string | undefined {
  return lock && namesSpec({ path, lock }, search) ? lock.sourcePath : undefined;
}

function unchanged({ path }: Candidate, text: string, read: ReadFile): boolean {
  const current = read(path);
  return current.ok && current.text === text;
}

function confirmation({ path, lock, fault }: Candidate, search: LockSearch): Confirmation | undefined {
  const name = basename(path);
  if (fault) return { statement: `${name} ${problemText(fault)}.`, question: 'Replace it?' };
  if (!lock) return undefined;
  if (isForeign(lock))
    return { statement: `${name} is a JSON file without any field of a lock.`, question: 'Write the lock into it?' };
  const version = schemaVersionText(lock.schemaVersion ?? '');
  if (lock.schema === 'newer')
    return unsupported(`${name} has schema version ${version}, which is newer than this tool supports.`);
  if (lock.schema === 'unknown' && isNumberOfSchema(lock.schemaVersion))
    return unsupported(`${name} has the number 1 as \`schema_version\`, which must be the text "1".`);
  if (lock.schema === 'unknown' && lock.schemaVersion !== undefined)
    return unsupported(`${name} has schema version ${version}, which this tool does not support.`);
  if (mayBeOfAny({ path, lock }, search) && path !== search.explicit)
    return {
      statement: `${name} does not have a \`source_path\`, so it is not known which spec it locks.`,
      question: 'Overwrite it?',
    };
  if (isOther(lock, path, search))
    return {
      statement: `${name} pins ${lock.sourcePath ?? ''}, not ${basename(search.spec)}.`,
      question: 'Overwrite it?',
    };
  return undefined;
}

const unsupported = (statement: string): Confirmation => ({ statement, question: 'Overwrite it with version 1?' });

const isOther = (lock: Lock, path: string, search: LockSearch): boolean =>
  lock.sourcePath !== undefined && !namesSpec({ path, lock }, search);

// A JSON object of another kind, e.g. a package.json that was selected by mistake.
const isForeign = ({ schemaVersion, configHash, sourcePath }: Lock): boolean =>
  schemaVersion === undefined && configHash === undefined && sourcePath === undefined;
