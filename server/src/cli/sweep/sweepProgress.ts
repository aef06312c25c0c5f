// The progress of a sweep: a bar on a terminal, otherwise a line for each combination that ended.
import { comboName } from '../../../../src-shared/artifacts/comboName';
import type { SweepEntry } from '../../../../src-shared/repro/training/sweepResults';
import { comboFolder } from '../../../../src-shared/repro/training/sweepResults';
import type { CliEnvironment } from '../command';
import { secondsText } from './secondsText';

/** Shows how far a sweep is. */
export interface SweepProgress {
  readonly start: () => void;
  readonly ended: (entry: SweepEntry, result: { readonly reason?: string; readonly milliseconds: number }) => void;
  readonly finish: () => void;
}

/** The progress of a sweep of `total` combinations, some of which ended earlier. */
export function sweepProgress({ io }: Pick<CliEnvironment, 'io'>, total: number, earlier: number): SweepProgress {
  let done = earlier;
  let failed = 0;
  const show = (): void =>
    io.progress?.(`${bar(done, total)} ${done} of ${total} combinations${failed > 0 ? `, ${failed} failed` : ''}`);
  return {
    start: show,
    ended(entry, { reason, milliseconds }) {
      done++;
      if (reason !== undefined) failed++;
      if (!io.progress || reason !== undefined) {
        io.progress?.('');
        io.message(
          `${comboFolder(entry.index)} (${comboName(entry.combo, entry.index)}) ${reason === undefined ? `trained in ${secondsText(milliseconds)}` : `failed: ${reason}`} [${done} of ${total}]`,
        );
      }
      show();
    },
    finish: () => io.progress?.(''),
  };
}

const WIDTH = 30;

function bar(done: number, total: number): string {
  const filled = Math.floor((done / total) * WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`;
}
