// Why a file that should be a lock cannot be used as one, and what follows from it.
import { type EncodingFault, isEncodingFault, reasonText, type TextFailure } from '../../host/readText';
import { PYTHON_MAX_DIGITS } from '../../python/number';
import { lfsPointer } from '../../text/lfsPointer';
import { numberText } from '../../text/numberText';
import type { BrokenLock } from './lock';

/** A text that is not a lock, a Git LFS pointer, a file in another encoding, a link that leads out of a folder, or a file that cannot be read. */
export type LockFault =
  | { readonly kind: 'broken'; readonly lock: BrokenLock }
  | { readonly kind: 'pointer' }
  | { readonly kind: 'outside'; readonly folder: string }
  | { readonly kind: 'encoding'; readonly reason: EncodingFault }
  | { readonly kind: 'unreadable'; readonly reason: TextFailure };

/** The fault of a file that cannot be read as text. */
export const readFault = (reason: TextFailure): LockFault =>
  isEncodingFault(reason) ? { kind: 'encoding', reason } : { kind: 'unreadable', reason };

/** The fault of a text that is not a lock. */
export const textFault = (text: string, lock: BrokenLock): LockFault =>
  lfsPointer(text) ? { kind: 'pointer' } : { kind: 'broken', lock };

/** Why the file must not be overwritten; completes "cannot be replaced: ". Undefined where it may be. */
export const whyIrreplaceable = (fault: LockFault): string | undefined =>
  fault.kind === 'broken' || fault.kind === 'encoding' ? undefined : reasonOf(fault);

function reasonOf(fault: Exclude<LockFault, { kind: 'broken' }>): string {
  switch (fault.kind) {
    case 'pointer':
      return 'it is a Git LFS pointer; run `git lfs pull` to fetch the lock';
    case 'outside':
      return `it is a link that leads out of the ${fault.folder}; delete the link to use a lock of this project`;
    default:
      return reasonText(fault.reason);
  }
}

/** What is wrong. A syntax error is shown in the lock itself, so its place would be noise here. */
export function problemOf(fault: LockFault): 'conflict' | 'byte-order-mark' | { readonly reason: string } {
  if (fault.kind !== 'broken') return { reason: reasonOf(fault) };
  switch (fault.lock.problem) {
    case 'not-an-object':
      return { reason: 'it is not a JSON object' };
    case 'long-integer':
      return {
        reason: `it has an integer of more than ${numberText(PYTHON_MAX_DIGITS)} digits, so Python cannot read it`,
      };
    default:
      return fault.lock.problem;
  }
}

/** The same as the end of a sentence about the file. */
export function problemText(fault: LockFault): string {
  const problem = problemOf(fault);
  switch (problem) {
    case 'conflict':
      return 'contains a merge conflict';
    case 'byte-order-mark':
      return 'starts with a byte order mark';
    default:
      return `is not a lock (${problem.reason})`;
  }
}
