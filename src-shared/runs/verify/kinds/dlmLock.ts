// Verifies the lock of a DLM store: only its form, because the lock does not name its document.
import type { KindVerifier } from '../kindVerifier';
import { formStep } from '../steps/manifestStep';
import { unknown, verificationOf } from '../verification';

/** Verifies DLM locks. */
export const dlmLock: KindVerifier = {
  kinds: ['dlm-lock'],
  verify: file =>
    verificationOf(
      {
        data_hash: unknown('The lock does not name its document or its data. `kyn dlm compare` compares two locks.'),
        manifest: formStep(file.artifact),
      },
      'A DLM lock is not made from a spec.',
      [file.path],
    ),
};
