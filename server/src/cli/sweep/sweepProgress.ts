// The progress of a sweep: a bar on a terminal, with lines for what needs attention; otherwise a line for each combination that ended.
import { comboName } from '../../../../src-shared/artifacts/comboName';
import { comboFolder, divergedMetrics, type SweepEntry } from '../../../../src-shared/repro/training/sweepResults';
import type { CliEnvironment } from '../command';
import { divergedText } from '../train/divergedText';
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
  let [failed, diverged] = [0, 0];
  const show = (): void =>
    io.progress?.(
      `${bar(done, total)} ${done} of ${total} combinations${failed > 0 ? `, ${failed} failed` : ''}${diverged > 0 ? `, ${diverged} diverged` : ''}`,
    );
  return {
    start: show,
    ended(entry, { reason, milliseconds }) {
      done++;
      const notFinite = reason === undefined ? divergedMetrics(entry) : [];
      if (reason !== undefined) failed++;
      if (notFinite.length > 0) diverged++;
      if (!io.progress || reason !== undefined || notFinite.length > 0) {
        io.progress?.('');
        const trained = `trained in ${secondsText(milliseconds)}${notFinite.length > 0 ? `, but ${divergedText(notFinite)}` : ''}`;
        const end = reason === undefined ? trained : `failed: ${reason}`;
        io.message(`${comboFolder(entry.index)} (${comboName(entry.combo, entry.index)}) ${end} [${done} of ${total}]`);
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
