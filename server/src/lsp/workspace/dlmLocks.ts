// What is known of .dlm documents and of the locks of their stores. A store lies outside of the workspace: of it this one file is read, and only in a
// trusted workspace. Outcomes of checks are kept for the very text of the lock that was checked.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import { dlmIdOf, documentState, type StorePlaces, storeLock } from '../../../../src-shared/repro/dlm/store';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import type { OpenDocument } from './document';
import type { Files } from './files';

/** The lock of a document's store. `why` is a sentence. */
export type StoreLock =
  | { readonly state: 'untrusted' | 'no-id' | 'no-store'; readonly why: string }
  | { readonly state: 'no-lock' | 'broken'; readonly path: string; readonly why: string }
  | { readonly state: 'valid'; readonly path: string; readonly root: JsonNode };

/** What a check of a lock found, and in which text. */
export interface CheckedLock {
  readonly text: string;
  readonly findings: readonly Diagnostic[];
  /** For the lens: whether it fits, in a few words. */
  readonly summary: string;
}

/** Whether a path is that of a DLM document. */
export const isDlmPath = (path: string): boolean => path.endsWith('.dlm');

const UNTRUSTED =
  'The lock lies in the store of DLM, outside of the workspace, and is read only in workspaces that you trust.';
const NO_STORE =
  'The store of DLM is not known: DLM_HOME is a relative path, and it is not known to what. Set it to an absolute one.';

/** A lens is asked for at each keystroke; within this time the lock is not looked at again, unless an event tells of a change. */
const FRESH_MS = 1000;

/** What is known of documents and locks. */
export class DlmLocks {
  /** Where stores lie; undefined where the shell did not say. */
  places: StorePlaces | undefined;
  /** Outcomes of checks by the path of the lock. */
  readonly checked = new Map<string, CheckedLock>();
  private readonly seen = new Map<string, { readonly at: number; readonly artifact: Artifact | undefined }>();
  private readonly hashes = new WeakMap<OpenDocument, { readonly of: readonly unknown[]; readonly hash: string }>();

  constructor(
    private readonly host: Host,
    private readonly files: Files,
  ) {}

  /** Writes: files may have changed. */
  forget(): void {
    this.seen.clear();
  }

  /** The lock of the store that a document's text names. */
  storeOf(text: string, isTrusted: boolean): StoreLock {
    const id = dlmIdOf(text);
    if (!id.ok) return { state: 'no-id', why: id.why };
    if (!isTrusted) return { state: 'untrusted', why: UNTRUSTED };
    const path = this.places && storeLock(id.id, this.places);
    if (path === undefined) return { state: 'no-store', why: NO_STORE };
    const artifact = this.lockAt(path);
    if (!artifact)
      return { state: 'no-lock', path, why: `There is no ${path} that can be read: the first training writes it.` };
    return judged(path, artifact, id.id);
  }

  /** What a lock says of its document; undefined where it has no hash of it. */
  stateOf(open: OpenDocument, lock: JsonNode): ReturnType<typeof documentState> | undefined {
    const recorded = stringMember(lock, 'dlm_sha256');
    const hash = this.hashOf(open);
    return recorded === undefined || hash === undefined ? undefined : documentState(hash, recorded);
  }

  private lockAt(path: string): Artifact | undefined {
    const now = performance.now();
    const known = this.seen.get(path);
    if (known && now - known.at < FRESH_MS) return known.artifact;
    const artifact = this.files.artifact(path);
    this.seen.set(path, { at: now, artifact });
    return artifact;
  }

  // The bytes count. An editor may show other line ends than the file has, so the text counts only where it was changed.
  private hashOf(open: OpenDocument): string | undefined {
    const isFile = !open.unsaved();
    const of = [open.disk, isFile ? 0 : open.doc.version];
    const known = this.hashes.get(open);
    if (known?.of.every((part, i) => part === of[i])) return known.hash;
    const bytes = isFile && open.path !== undefined ? this.host.readBytes(open.path) : undefined;
    if (bytes && !bytes.ok) return undefined;
    const hash = this.host.sha256(bytes?.ok ? bytes.bytes : open.text);
    this.hashes.set(open, { of, hash });
    return hash;
  }
}

function judged(path: string, artifact: Artifact, id: string): StoreLock {
  const { root, kind, diagnostics } = artifact;
  const errors = diagnostics.filter(d => d.severity === 'error');
  const first = errors[0]?.message;
  if (!root || kind.id !== 'dlm-lock' || first !== undefined)
    return { state: 'broken', path, why: `${path} is no valid DLM lock${first === undefined ? '' : `: ${first}`}` };
  return stringMember(root, 'dlm_id') === id
    ? { state: 'valid', path, root }
    : { state: 'broken', path, why: `${path} is the lock of another document: its dlm_id is not the one of this.` };
}
