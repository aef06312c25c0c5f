// A client with a DLM document and the lock of its store.
import { createHash } from 'node:crypto';
import { startClient } from './client';

/** The SHA-256 of a text or of bytes. */
export const sha = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** The identifier of the document. */
export const ID = '01HRZYQ2X0MB5K4VN7E9DNT5GH';

/** The document work/notes.dlm. */
export const DOCUMENT = `---\ndlm_id: ${ID}\nbase_model: smol\n---\n# Notes\n`;

/** A lock of the document. */
export const LOCK = {
  lock_version: 1,
  created_at: '2026-04-19T17:30:00',
  dlm_id: ID,
  dlm_sha256: sha(DOCUMENT),
  base_model_revision: '12fd25f77366',
  pinned_versions: { peft: '0.14.0', torch: '2.5.1+cpu' },
  hardware_tier: 'cpu',
  seed: 42,
  determinism_class: 'advisory',
  last_run_id: 3,
};

/** A value as the text of a JSON file. */
export const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The lock of the document, in its store outside of the workspace. */
export const STORE = `.dlm/store/${ID}/dlm.lock`;

/** A trusted workspace in `work`. */
export const trusted = { options: { trusted: true, commands: true }, folders: ['work'] };

/** A client with the document and a lock in its store. */
export const startWithDlm = (lock: unknown = LOCK, choice: Parameters<typeof startClient>[1] = trusted) =>
  startClient({ 'work/notes.dlm': DOCUMENT, [STORE]: text(lock) }, choice);
