// Limits progress reports of work on large files: hashing reads thousands of chunks, and a progress bar shows whole percents.
import type { WorkProgress } from '../../../../src-shared/protocol/requests';

/** Reports progress only when the percent or the label changes. */
export function throttleProgress(report: (work: WorkProgress) => void): (work: WorkProgress) => void {
  let last = '';
  return work => {
    const percent = work.total === 0 ? 100 : Math.floor((work.done * 100) / work.total);
    const step = `${percent} ${work.label}`;
    if (step === last) return;
    last = step;
    report(work);
  };
}
