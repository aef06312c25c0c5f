// A cluster whose events come in any order: jobs wait, start, end, are requeued, cancelled and forgotten, and the controller may not answer.
import { GRACE_MS, type TargetAnswer } from '../../src-shared/launch/element';

interface Job {
  readonly attempt: number;
  state: 'queued' | 'running' | 'failed' | 'completed' | 'cancelled';
  /** Whether the controller still knows it. */
  isKnown: boolean;
  /** Whether it did not know it once: such a run may be given up, and what it writes then is not waited for. */
  wasForgotten?: true;
}

/** The folder of an element. */
interface Folder {
  /** The attempt that may run in it. */
  owner: number;
  manifest: number | undefined;
  /** When a shared disk shows the manifest to other computers. */
  shownAt: number;
  exit: { readonly attempt: number; readonly code: number } | undefined;
}

/** The cluster, and what happened in it. */
export class SimulatedCluster {
  isReachable = true;
  /** In milliseconds. */
  time = 0;
  /** Violations of what must never happen. */
  readonly faults: string[] = [];
  /** How often a script was started for each element, requeues included. */
  readonly starts: number[];
  private readonly jobs: Job[][];
  private readonly folders: (Folder | undefined)[];

  constructor(
    count: number,
    private readonly random: () => number,
  ) {
    this.jobs = Array.from({ length: count }, () => []);
    this.folders = Array.from({ length: count }, () => undefined);
    this.starts = Array.from({ length: count }, () => 0);
  }

  /** Empties the folder of an element and submits it. */
  submit(index: number, attempt: number): void {
    if (this.jobs[index]?.some(({ state }) => state === 'running'))
      this.faults.push(`${index} was submitted while it ran`);
    if (this.folders[index]?.manifest !== undefined) this.faults.push(`${index} was submitted although it was done`);
    this.folders[index] = { owner: attempt, manifest: undefined, shownAt: 0, exit: undefined };
    this.jobs[index]?.push({ attempt, state: 'queued', isKnown: true });
  }

  /** Something happens to one job. */
  step(): void {
    const index = Math.floor(this.random() * this.jobs.length);
    const jobs = this.jobs[index] ?? [];
    const job = jobs[Math.floor(this.random() * jobs.length)];
    if (job) this.happen(index, job, this.random());
  }

  /** All that still waits or runs ends well. */
  finishAll(): void {
    this.isReachable = true;
    this.time += GRACE_MS;
    for (const [index, jobs] of this.jobs.entries())
      for (const job of jobs) {
        if (job.state === 'queued') this.start(index, job);
        if (job.state === 'running') this.end(index, job, 0);
      }
  }

  answer(index: number, attempt: number): TargetAnswer {
    if (!this.isReachable) return { kind: 'silent' };
    const job = this.jobs[index]?.find(j => j.attempt === attempt && j.isKnown);
    if (!job) return { kind: 'absent' };
    const { state } = job;
    return state === 'queued' || state === 'running'
      ? { kind: 'active', state }
      : { kind: 'ended', how: state, detail: `Slurm: ${state}` };
  }

  hasManifest(index: number, attempt: number): boolean {
    const folder = this.folders[index];
    return folder?.manifest === attempt && folder.shownAt <= this.time;
  }

  exitOf(index: number, attempt: number): number | undefined {
    const exit = this.folders[index]?.exit;
    return exit?.attempt === attempt ? exit.code : undefined;
  }

  private happen(index: number, job: Job, chance: number): void {
    if (job.state === 'queued' && chance < 0.6) this.start(index, job);
    // A controller that forgot a waiting job may still start it later.
    else if (job.state === 'queued' && chance < 0.7) this.forget(job);
    else if (job.state === 'queued') job.state = 'cancelled';
    else if (job.state === 'running') this.happenRunning(index, job, chance);
    else if (chance < 0.3) job.isKnown = false;
  }

  private forget(job: Job): void {
    job.isKnown = false;
    job.wasForgotten = true;
  }

  private happenRunning(index: number, job: Job, chance: number): void {
    if (chance < 0.5) this.end(index, job, 0);
    else if (chance < 0.7) this.end(index, job, 1);
    else if (chance < 0.8) job.state = 'queued';
    else if (chance < 0.9) job.state = 'cancelled';
    // Its node failed, and the controller was restarted without its state.
    else {
      job.state = 'failed';
      job.isKnown = false;
    }
  }

  // The batch script runs nothing in a folder that belongs to another attempt.
  private start(index: number, job: Job): void {
    const folder = this.folders[index];
    if (folder?.owner !== job.attempt) {
      job.state = 'failed';
      return;
    }
    if (this.jobs[index]?.some(({ state }) => state === 'running')) this.faults.push(`${index} ran twice at a time`);
    job.state = 'running';
    job.isKnown = true;
    folder.exit = undefined;
    this.starts[index] = (this.starts[index] ?? 0) + 1;
  }

  private end(index: number, job: Job, code: number): void {
    const folder = this.folders[index];
    job.state = code === 0 ? 'completed' : 'failed';
    if (!folder) return;
    if (code === 0) folder.manifest = job.attempt;
    folder.shownAt = this.time + (job.wasForgotten ? 0 : this.random() * GRACE_MS);
    folder.exit = { attempt: job.attempt, code };
  }
}
