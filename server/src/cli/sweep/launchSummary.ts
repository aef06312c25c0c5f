// What `kyn sweep --target slurm` prints at its end.
import { activeIndices, type Launch } from '../../../../src-shared/launch/launch';
import { RESULTS } from '../../../../src-shared/repro/history/keepRun';
import { comboFolder, hasSucceeded, type SweepEntry } from '../../../../src-shared/repro/training/sweepResults';
import { firstFew } from '../../../../src-shared/text/firstFew';
import type { Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { unconfirmedText } from '../launch/submitArray';
import { outcome } from '../outcome';

/** A sweep and its results so far. */
export interface SummarizedSweep {
  readonly label: string;
  readonly total: number;
  readonly entries: ReadonlyMap<number, SweepEntry>;
}

/** What was submitted. `missing`: combinations that could not be submitted; `unconfirmed` and `warning`: those of `SubmitResult`. */
export interface Submitted {
  readonly launch: Launch | undefined;
  readonly missing: number;
  readonly submitted?: number;
  readonly unconfirmed?: string;
  readonly warning?: string;
}

const MAX_NAMED = 5;

/** The outcome. It is 0 where every combination has a result, or was accepted by the target and may still get one. */
export function launchSummary({ label, total, entries }: SummarizedSweep, more: Submitted): Outcome {
  const { launch, submitted = 0, missing, unconfirmed } = more;
  const active = launch ? activeIndices(launch).length : 0;
  const done = [...entries.values()].filter(hasSucceeded).length;
  const lines = [
    `${done} of ${total} combinations trained${active === 0 ? '' : `, ${active} submitted or running`}${failures(entries, launch)}.`,
    ...(submitted > 0 && unconfirmed === undefined ? [submittedLine(launch, submitted)] : []),
    entries.size > 0 ? `Results: ${label}${RESULTS}` : 'No results yet.',
  ];
  const code = missing > 0 || unconfirmed !== undefined ? EXIT_PROBLEMS : EXIT_OK;
  return outcome(code, `${lines.join('\n')}\n`, messages(label, more));
}

// Failed combinations that are being repeated are not failures now.
function failures(entries: ReadonlyMap<number, SweepEntry>, launch: Launch | undefined): string {
  const active = new Set(launch ? activeIndices(launch) : []);
  const failed = [...entries.values()].filter(entry => !hasSucceeded(entry) && !active.has(entry.index));
  if (failed.length === 0) return '';
  return `, ${failed.length} failed (${firstFew(failed, MAX_NAMED, { text: ({ index }) => comboFolder(index) })})`;
}

function submittedLine(launch: Launch | undefined, count: number): string {
  const job = launch?.submissions.at(-1)?.job;
  return `${count} submitted${job === undefined ? '' : ` as Slurm job ${job}`}.`;
}

function messages(label: string, { launch, missing, unconfirmed, warning }: Submitted): readonly string[] {
  const place = label === '' ? '.' : label.slice(0, -1);
  const silent = launch?.contact?.detail;
  return [
    ...(unconfirmed === undefined ? [] : [unconfirmedText(unconfirmed, place)]),
    ...(warning === undefined ? [] : [warning]),
    ...(silent === undefined || missing === 0
      ? []
      : [
          `Slurm does not answer (${silent}), so the last known states are shown and ${missing} combinations without a result were not submitted. Try again with \`--resume\`.`,
        ]),
    ...(launch && activeIndices(launch).length > 0
      ? [
          `\`kyn jobs show ${place}\` shows the states. When they have ended, \`--resume\` collects the results and submits what is missing.`,
        ]
      : []),
  ];
}
