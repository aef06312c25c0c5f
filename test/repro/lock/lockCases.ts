// Shared by the tests of locks: a spec with a hash, and locks that pin it or another spec.
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { join } from '../../../src-shared/host/paths';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import type { LockSearch } from '../../../src-shared/repro/lock/findLock';
import { nodeHost } from '../../nodeHost';
import { houseSpec } from '../../specFixture';

// The path of the spec.
const SPEC = '/w/specs/a.kyn';
/** Its CONFIG_HASH. */
export const HASH = configHash(houseSpec, nodeHost.sha256);
/** Another hash. */
export const OTHER = 'ab'.repeat(32);

/** Files of a case by path. */
export type Files = Readonly<Record<string, MemoryFile>>;

/** A search for the lock of the spec. */
export const search = (changes: Partial<LockSearch> = {}): LockSearch => ({
  spec: SPEC,
  folder: '/w',
  settingPath: '',
  realPath: path => path,
  resolve: path => join(path, '.'),
  leadsOutOf: () => undefined,
  ...changes,
});

/** The text of a lock that pins a spec; with `null` a lock without a source_path. */
export function lock(source: string | null, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    backend: 'pytorch',
    config_hash: HASH,
    kynml_version: '0.4.0',
    schema_version: '1',
    ...(source !== null && { source_path: source }),
    ...changes,
  });
}

/** A lock of a spec whose line with `key` has a merge conflict: the value of the lock above, `other` below. */
export function conflictedLock(source: string, key: string, other: string): string {
  const text = JSON.stringify(JSON.parse(lock(source, { note: 'kept' })), null, 2);
  const line = (value: string) => `  "${key}": "${value}",\n`;
  return text.replace(
    new RegExp(` *"${key}": .*\\n`),
    ours => `<<<<<<< HEAD\n${ours}=======\n${line(other)}>>>>>>> branch\n`,
  );
}
