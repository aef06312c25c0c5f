// When files with runs were committed, for those of which nothing else says when they were. Only in a trusted workspace, because git runs.
import { innermostOf, isInside } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { committedTimes } from '../../../../src-shared/repro/git/committedTimes';
import { budgeted } from '../base/gitLimit';
import { SharedRun } from '../base/sharedRun';
import type { ChangeEffects } from './fileChanges';
import type { FileChange } from './files';
import type { CommitTimesView, WorkspaceView } from './workspaceView';

/** What is known of a repository. `reading`: the number of the reports about git when it was read. */
interface Repository {
  readonly reading: number;
  readonly times: Map<string, number>;
}

/** The times of the repositories that the workspace folders are in. */
export class CommitTimes implements CommitTimesView {
  revision = 0;
  private readonly repositories = new Map<string, Repository>();
  private readonly runs = new SharedRun<boolean>();
  private reports = 0;
  /** What changed while git is asked; undefined while it is not. */
  private changedMeanwhile: Set<string> | undefined;

  /** `isNeeded`: whether nothing else says when a run in a folder was. */
  constructor(
    private readonly workspace: Pick<WorkspaceView, 'host' | 'folders' | 'trusted'>,
    private readonly isNeeded: (folder: string) => boolean,
  ) {}

  at(path: string): number | undefined {
    for (const [top, { times }] of this.repositories) {
      const time = isInside(top, path) ? times.get(path) : undefined;
      if (time !== undefined) return time;
    }
    return undefined;
  }

  /** Writes: files and folders changed, so the commit says nothing about their content until git, whose HEAD may have moved, is read again. */
  changed(
    changes: readonly Pick<FileChange, 'path'>[],
    { folders, isGitAffected }: Pick<ChangeEffects, 'folders' | 'isGitAffected'>,
  ): void {
    const files = changes.map(({ path }) => path);
    if (isGitAffected) this.reports++;
    for (const path of [...files, ...folders]) this.changedMeanwhile?.add(path);
    for (const { times } of this.repositories.values()) this.drop(times, files, folders);
  }

  /** Writes: asks git about the repositories of which something is needed and not read yet; resolves to true when other times are known than before. */
  refresh(): Promise<boolean> {
    return this.runs.start(() => this.read());
  }

  private async read(): Promise<boolean> {
    const { host, folders, trusted } = this.workspace;
    if (!trusted) return false;
    const before = this.revision;
    const tops = new Set(folders.flatMap(folder => repositoryOf(host, folder) ?? []));
    const limited = budgeted(host);
    for (const top of tops)
      if (this.repositories.get(top)?.reading !== this.reports && this.isNeeded(top))
        await this.readRepository(limited, top);
    return this.revision !== before;
  }

  // Without an answer nothing is known, and git is asked again later.
  private async readRepository(host: WorkspaceView['host'], top: string): Promise<void> {
    const reading = this.reports;
    const changed = new Set<string>();
    this.changedMeanwhile = changed;
    const answer = await committedTimes(host, top).finally(() => {
      this.changedMeanwhile = undefined;
    });
    const times = new Map(answer.ok ? answer.times : []);
    this.drop(times, [...changed], [...changed]);
    if (!isSame(this.repositories.get(top)?.times, times)) this.revision++;
    const isAnswered = answer.ok || answer.reason === 'no-commits';
    this.repositories.set(top, { reading: isAnswered ? reading : NEVER, times });
  }

  private drop(times: Map<string, number>, files: readonly string[], folders: readonly string[]): void {
    const known = times.size;
    for (const path of files) times.delete(path);
    const folderAround = innermostOf(folders);
    if (folders.length > 0) for (const path of times.keys()) if (folderAround(path) !== undefined) times.delete(path);
    if (times.size !== known) this.revision++;
  }
}

const NEVER = -1;

const isSame = (a: ReadonlyMap<string, number> | undefined, b: ReadonlyMap<string, number>): boolean =>
  (a?.size ?? 0) === b.size && [...b].every(([path, time]) => a?.get(path) === time);
