// Runs that a user verified. A result is dropped as soon as the text of the run or one of the files that decided it changes; an outdated result is
// never shown.
import type { Host, Stat } from '../../../../src-shared/host/host';
import { affectsRoute, linkRoute } from '../../../../src-shared/host/linkRoute';
import { sameStat } from '../../../../src-shared/host/sameStat';
import type { RunVerification, VerifiedRunResults } from './actionResults';

interface Kept {
  /** Without the states of all files that the request read. */
  readonly result: Pick<RunVerification, 'runs'>;
  readonly text: string;
  readonly stats: readonly (readonly [path: string, stat: Stat | undefined])[];
}

/** Verified runs by the path of their file. */
export class VerifiedRuns implements VerifiedRunResults {
  private readonly byPath = new Map<string, Kept>();
  /** The paths that decide what each file of a result is. */
  private readonly routes = new Map<string, readonly string[]>();

  constructor(private readonly host: Host) {}

  record(path: string, text: string, result: RunVerification): void {
    const { files, before = new Map<string, Stat | undefined>() } = result;
    const stats = files.map(file => [file, this.host.stat(file)] as const);
    // A file that was written since the verification began may have been read before, unless what it was before it was read is known. The time of a file
    // has fractions of a millisecond, so one that was written just before the start may seem later. The run's own file is compared by its text.
    const isCertain = (file: string): boolean => file === path || before.has(file);
    if (stats.some(([file, stat]) => stat && !isCertain(file) && stat.changed >= result.startedAt)) {
      this.byPath.delete(path);
      return;
    }
    for (const file of result.files) if (!this.routes.has(file)) this.routes.set(file, linkRoute(this.host, file));
    // The clock of the file system may be behind, so a change after the reading may have an earlier time.
    const compared = stats.map(([file, stat]) => [file, before.has(file) ? before.get(file) : stat] as const);
    this.byPath.set(path, { result: { runs: result.runs }, text, stats: compared });
  }

  has(path: string): boolean {
    return this.byPath.has(path);
  }

  find(path: string, text: string): Kept['result'] | undefined {
    const kept = this.byPath.get(path);
    const isValid = kept?.text === text && kept.stats.every(([file, stat]) => sameStat(this.host.stat(file), stat));
    return isValid ? kept.result : undefined;
  }

  /** Writes: these files, or files in these folders, changed; true when one of them decided a result. */
  changed(paths: readonly string[]): boolean {
    const isReported = affectsRoute(paths);
    return [...this.routes.values()].some(isReported);
  }
}
