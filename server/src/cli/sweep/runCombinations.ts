// Runs the combinations of a sweep, several at once. The results are written after each one, so that a sweep that is killed can be continued.
import { join } from '../../../../src-shared/host/paths';
import { RESULTS } from '../../../../src-shared/repro/history/keepRun';
import {
  comboFolder,
  divergedMetrics,
  hasSucceeded,
  resultsText,
  type SweepEntry,
} from '../../../../src-shared/repro/training/sweepResults';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { stringMember } from '../../../../src-shared/text/jsonText';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome } from '../outcome';
import { sharedData } from './dataHashes';
import type { FinishedRuns } from './finishedRuns';
import { type ComboContext, type ComboResult, runCombination } from './runCombination';
import type { SweepRun } from './sweepPlan';
import { type SweepProgress, sweepProgress } from './sweepProgress';

/** A sweep that may start. `before`: what ended earlier; `label`: the start of the names of its files for people; `jobs`: how many run at once. */
export interface ReadySweep {
  readonly runs: readonly SweepRun[];
  readonly before: Extract<FinishedRuns, { ok: true }>;
  readonly label: string;
  readonly jobs: number;
}

/** Runs the combinations that did not succeed earlier. */
export const runCombinations = (context: CliContext, combo: ComboContext, sweep: ReadySweep): Promise<Outcome> =>
  new Sweep(context, combo, sweep).run();

class Sweep {
  private readonly entries: Map<number, SweepEntry>;
  private readonly problems: string[] = [];
  // The hash of the data by its path, and the runs whose data had another one. These are not results: their rows would not be comparable.
  private readonly dataHashes = new Map<string, string>();
  private readonly strays: SweepRun[] = [];
  private shared: ReadonlySet<string> = new Set();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: CliContext,
    private readonly combo: ComboContext,
    private readonly sweep: ReadySweep,
  ) {
    const { runs, before } = sweep;
    this.entries = new Map([...before.entries, ...before.unlisted].map(entry => [entry.index, entry]));
    for (const run of runs) this.hasOtherData(run, this.entries.get(run.index));
  }

  async run(): Promise<Outcome> {
    const { runs, before, jobs } = this.sweep;
    const { unlisted } = before;
    if (unlisted.length > 0) {
      await this.write();
      this.context.io.message(`ended before the results were written, so not run again: ${named(unlisted)}`);
    }
    const missing = runs.filter(({ index }) => !this.isDone(index));
    this.shared = sharedData(missing);
    const progress = sweepProgress(this.context, runs.length, runs.length - missing.length);
    progress.start();
    const queue = missing.values();
    const worker = async (): Promise<void> => {
      for (const run of queue) if (this.mayStart()) await this.runOne(run, progress);
    };
    await Promise.all(Array.from({ length: Math.min(jobs, missing.length) }, worker));
    progress.finish();
    return this.outcome();
  }

  private mayStart(): boolean {
    return !this.combo.claimed.session.stop.aborted && this.problems.length === 0 && this.strays.length === 0;
  }

  private async runOne(run: SweepRun, progress: SweepProgress): Promise<void> {
    const from = performance.now();
    const result = await runCombination(this.combo, run, this.shared.has(run.csv));
    if (result?.kind === 'not-run') this.problems.push(result.message);
    if (result?.kind !== 'ended') return;
    const reason = await this.keep(run, result);
    progress.ended(result.entry, { ...(reason !== undefined && { reason }), milliseconds: performance.now() - from });
  }

  // Adds a run that ended to the results. The result is why it failed, for people.
  private async keep(run: SweepRun, { entry, reason }: ComboResult & { kind: 'ended' }): Promise<string | undefined> {
    if (this.hasOtherData(run, entry)) {
      this.strays.push(run);
      return 'its data changed meanwhile';
    }
    this.entries.set(run.index, entry);
    await this.write();
    return reason;
  }

  private hasOtherData({ csv }: SweepRun, entry: SweepEntry | undefined): boolean {
    const hash = entry && hasSucceeded(entry) ? stringMember(entry.manifest, 'data_hash') : undefined;
    if (hash === undefined) return false;
    const first = this.dataHashes.get(csv) ?? hash;
    this.dataHashes.set(csv, first);
    return hash !== first;
  }

  private isDone(index: number): boolean {
    const entry = this.entries.get(index);
    return entry !== undefined && hasSucceeded(entry);
  }

  // One after the other, so that the last text has all entries.
  private write(): Promise<void> {
    this.writing = this.writing.then(async () => {
      const { host, folder } = this.combo;
      const path = join(folder, RESULTS);
      const written =
        host.linkTarget(path) === undefined
          ? await host.writeAtomic(path, resultsText(this.entries.values()))
          : { ok: false as const, message: 'it is a link, and links are not followed there' };
      if (!written.ok) this.problems.push(`${RESULTS} could not be written: ${written.message}.`);
    });
    return this.writing;
  }

  private outcome(): Outcome {
    const { session } = this.combo.claimed;
    const { runs, label } = this.sweep;
    const done = runs.filter(({ index }) => this.isDone(index)).length;
    const failed = runs.filter(({ index }) => this.entries.has(index) && !this.isDone(index));
    const rest = this.rest(runs.length - done - failed.length);
    const hasResults = this.combo.host.stat(join(this.combo.folder, RESULTS)) !== undefined;
    const place = hasResults ? `Results: ${label}${RESULTS}` : 'No results were written.';
    const summary = `${done} of ${runs.length} combinations trained${counted(failed, n => `${n} failed`)}${counted(this.diverged(), n => `${n} diverged`)}. ${place}\n`;
    if (session.stop.aborted) return outcome(session.stopCode(), summary, rest);
    const code = exitCode(this.problems.length > 0, failed.length > 0 || this.strays.length > 0);
    return outcome(code, summary, [...this.problems, ...rest]);
  }

  private diverged(): readonly SweepRun[] {
    return this.sweep.runs.filter(({ index }) => {
      const entry = this.entries.get(index);
      return entry !== undefined && hasSucceeded(entry) && divergedMetrics(entry).length > 0;
    });
  }

  // How to go on where combinations have no result.
  private rest(left: number): readonly string[] {
    const missing = `${left} of ${this.sweep.runs.length} combinations`;
    const [stray] = this.strays;
    if (stray)
      return [
        `${relativePath(this.context.io.cwd, stray.csv)} changed while the sweep ran. What was trained with the changed data is not comparable and not in the results: ${named(this.strays)}.`,
        `${missing} have no result. Restore the data and continue with \`--resume\`, or start a new sweep in another folder with \`--out\`.`,
      ];
    return left > 0 ? [`${missing} were not run. Continue with \`--resume\`.`] : [];
  }
}

const counted = (combos: readonly SweepRun[], words: (count: number) => string): string =>
  combos.length === 0 ? '' : `, ${words(combos.length)} (${named(combos)})`;

const MAX_NAMED = 5;

function named(combos: readonly { readonly index: number }[]): string {
  return firstFew(combos, MAX_NAMED, { text: ({ index }) => comboFolder(index) });
}
