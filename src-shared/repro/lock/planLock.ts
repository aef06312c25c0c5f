// What writing a spec's lock would do, and what must be asked before. Computed without writing, so an editor can ask and a command line can refuse.
import { basename } from '../../host/paths';
import { withoutSecretForms } from '../../text/secretForms';
import { type Candidate, findLock, type LockSearch, lockTarget, type ReadFile } from './findLock';
import { type Lock, lockText, sourcePathOf, sourcesOf } from './lock';

/** Create never replaces another spec's lock; regenerate renews the lock that the spec has. */
export type LockMode = 'create' | 'regenerate';

/** A plan. `text` is what would be written. */
export type WritePlan =
  | {
      readonly action: 'create' | 'update' | 'unchanged';
      readonly path: string;
      readonly text: string;
      readonly confirm?: string;
    }
  | { readonly action: 'refuse'; readonly refusal: string };

/** Plans the lock of a spec with a CONFIG_HASH; without a hash nothing can be pinned. */
export function planLock(search: LockSearch, hash: string | undefined, mode: LockMode, read: ReadFile): WritePlan {
  if (hash === undefined)
    return {
      action: 'refuse',
      refusal: `${basename(search.spec)} is not UTF-8 text, so it has no CONFIG_HASH to lock.`,
    };
  const target = (mode === 'regenerate' && findLock(search, read)) || lockTarget(search, read);
  if (target.fault && target.fault !== 'it is no JSON object' && target.fault !== 'it is not UTF-8 text')
    return { action: 'refuse', refusal: `${basename(target.path)} cannot be replaced: ${target.fault}.` };
  const pin = { configHash: hash, sourcePath: keptSource(target, search) ?? sourcePathOf(search.spec, target.path) };
  const text = lockText(pin, target.lock?.root);
  const exists = target.lock !== undefined || target.fault !== undefined;
  const confirm = question(target, search);
  const action = !exists ? 'create' : unchanged(target, text, read) ? 'unchanged' : 'update';
  return { action, path: target.path, text, ...(confirm !== undefined && action !== 'unchanged' && { confirm }) };
}

// A source_path that names this spec stays as it is written, whichever of the two folders it counts from.
function keptSource({ lock, path }: Candidate, search: LockSearch): string | undefined {
  return lock && sourcesOf(lock, path, search.folder).includes(search.spec) ? lock.sourcePath : undefined;
}

function unchanged({ path }: Candidate, text: string, read: ReadFile): boolean {
  const now = read(path);
  return now.ok && now.text === text;
}

function question({ path, lock, fault }: Candidate, search: LockSearch): string | undefined {
  const name = basename(path);
  if (fault) return `${name} is no lock (${fault}). Replace it?`;
  if (!lock) return undefined;
  if (isForeign(lock)) return `${name} has none of the fields of a lock. Write the lock into it?`;
  if (lock.schema === 'newer')
    return `${name} has schema version ${lock.schemaVersion}, newer than this tool knows. Overwrite it with version 1?`;
  if (lock.schema === 'unknown' && lock.schemaVersion !== undefined)
    return `${name} has schema version ${lock.schemaVersion}, which this tool does not know. Overwrite it with version 1?`;
  if (isOther(lock, path, search))
    return `${name} pins ${withoutSecretForms(lock.sourcePath ?? '')}, not ${basename(search.spec)}. Overwrite it?`;
  return undefined;
}

const isOther = (lock: Lock, path: string, search: LockSearch): boolean =>
  lock.sourcePath !== undefined && !sourcesOf(lock, path, search.folder).includes(search.spec);

// A JSON object that is something else, e.g. a package.json that was named by mistake.
const isForeign = ({ schemaVersion, configHash, sourcePath }: Lock): boolean =>
  schemaVersion === undefined && configHash === undefined && sourcePath === undefined;
