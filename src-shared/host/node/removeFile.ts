// Removes a file that this tool has created.
import { promises } from 'node:fs';
import type { WriteResult } from '../host';
import { codeOf, errorText } from './errors';

/** Removes a file; one that does not exist is removed already. A link is removed, not followed. Never rejects. */
export async function removeFile(path: string): Promise<WriteResult> {
  try {
    await promises.unlink(path);
    return { ok: true };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? { ok: true } : { ok: false, message: errorText(error, FAILURES) };
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EBUSY: 'another program uses it',
  EISDIR: 'it is a folder',
  EROFS: 'the disk is read-only',
};
