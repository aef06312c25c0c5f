// DLM documents and the locks of their stores. A store is outside of the workspace: only its lock is read, and only in a trusted workspace.
import type { Host } from '../../../../src-shared/host/host';
import { reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { isUnusable, type LockReading, readLock, UNUSABLE_EFFECT } from '../../../../src-shared/repro/dlm/recordedLock';
import {
  type DlmId,
  type DocumentState,
  dlmIdOf,
  documentState,
  type StorePlaces,
  storeLock,
} from '../../../../src-shared/repro/dlm/store';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import { FRESH_MS } from '../base/recentResults';
import type { Files } from './files';
import type { DlmLockLookup, DlmLocksView, DocumentView } from './workspaceView';

const UNTRUSTED = "The lock is in DLM's store, outside of the workspace. It is read only in a trusted workspace.";
const NO_STORE =
  "The location of DLM's store is unknown: DLM_HOME is a relative path. Set it to an absolute path and restart the editor.";

// A lock as read, or why DLM cannot use it.
type LockFile = { readonly ok: true; readonly lock: LockReading } | Extract<TextResult, { readonly ok: false }>;

/** Cache of locks and of the hashes of documents. */
export class DlmLocks implements DlmLocksView {
  private readonly locks = new Map<string, { readonly at: number; readonly lock: LockFile }>();
  private readonly hashes = new WeakMap<DocumentView, { readonly key: readonly unknown[]; readonly hash: string }>();

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly places: StorePlaces,
  ) {}

  /** Writes: files may have changed. */
  invalidate(): void {
    this.locks.clear();
  }

  find(text: string, isTrusted: boolean): DlmLockLookup {
    return this.ofStore(dlmIdOf(text), isTrusted);
  }

  ofStore(id: DlmId, isTrusted: boolean): DlmLockLookup {
    if (!id.ok) return { state: 'no-id', why: id.why };
    if (!isTrusted) return { state: 'untrusted', why: UNTRUSTED };
    const path = storeLock(id.id, this.places);
    if (path === undefined) return { state: 'no-store', why: NO_STORE };
    const lock = this.lockAt(path);
    if (lock.ok) return lookupOf(path, lock.lock, id.id);
    return lock.reason === 'missing'
      ? { state: 'no-lock', path, why: `${path} does not exist. The first training writes it.` }
      : { state: 'broken', path, why: unreadableText(path, lock.reason) };
  }

  compare(open: DocumentView, lock: JsonNode): DocumentState | undefined {
    const recorded = stringMember(lock, 'dlm_sha256');
    const hash = this.hashOf(open);
    return recorded === undefined || hash === undefined ? undefined : documentState(hash, recorded);
  }

  private lockAt(path: string): LockFile {
    const now = performance.now();
    const cached = this.locks.get(path);
    if (cached && now - cached.at < FRESH_MS) return cached.lock;
    const read = this.files.read(path);
    const lock: LockFile = read.ok ? { ok: true, lock: readLock(read.text, this.files.artifact(path)) } : read;
    this.locks.set(path, { at: now, lock });
    return lock;
  }

  // DLM hashes bytes. An editor may show other line ends than the file has, so the text is hashed only when it was changed.
  private hashOf(open: DocumentView): string | undefined {
    const isFile = !open.isUnsaved();
    const key = [open.disk, isFile ? 0 : open.revision];
    const cached = this.hashes.get(open);
    if (cached?.key.every((part, i) => part === key[i])) return cached.hash;
    const bytes = isFile && open.path !== undefined ? this.host.readBytes(open.path) : undefined;
    if (bytes && !bytes.ok) return undefined;
    const hash = this.host.sha256(bytes?.ok ? bytes.bytes : open.text);
    this.hashes.set(open, { key, hash });
    return hash;
  }
}

function unreadableText(path: string, reason: Extract<TextResult, { ok: false }>['reason']): string {
  const text = `${path} cannot be read: ${reasonText(reason)}.`;
  return isUnusable(reason) ? `${text} ${UNUSABLE_EFFECT}` : text;
}

function lookupOf(path: string, lock: LockReading, id: string): DlmLockLookup {
  if (!lock.ok)
    return {
      state: 'broken',
      path,
      why: `${path} is not a valid DLM lock: ${lock.errors[0].message} ${UNUSABLE_EFFECT}`,
    };
  return stringMember(lock.root, 'dlm_id') === id
    ? { state: 'valid', path, root: lock.root }
    : { state: 'broken', path, why: `${path} is the lock of another document: its \`dlm_id\` differs.` };
}
