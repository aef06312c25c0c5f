// Commits that artifacts name: whether they exist here, and how far behind HEAD they are. Read-only git, asked on demand.
import { gitText, notGit } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';
import { headOf, SHA } from './head';

/** `missing`: git finds no such commit, or several. `aside`: it exists, but HEAD does not descend from it. `unknown`: git did not answer. */
export type CommitPlace =
  | { readonly state: 'here'; readonly behind: number }
  | { readonly state: 'aside' }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown'; readonly failure: GitFailure };

/** Commits by folder, valid as long as HEAD does not move. */
export class Commits {
  private readonly places = new Map<string, { head: string; place: CommitPlace }>();

  constructor(private readonly host: Host) {}

  /** The place of a commit; undefined if it was not queried or git has not finished yet. */
  place(folder: string, sha: string): CommitPlace | undefined {
    return this.places.get(keyOf(folder, sha))?.place;
  }

  /** Queries git, unless the place is known and HEAD has not moved. `sha` must be hex digits; anything else is never passed to git. */
  async refresh(folder: string, sha: string): Promise<void> {
    if (!/^[0-9a-f]{7,64}$/.test(sha)) return;
    const key = keyOf(folder, sha);
    const head = await headOf(this.host, folder);
    const cached = this.places.get(key);
    if (!head.ok) this.places.set(key, { head: '', place: unknown(head) });
    else if (cached?.head !== head.sha || !isLasting(cached.place))
      this.places.set(key, { head: head.sha, place: await this.find(folder, sha) });
  }

  private async find(folder: string, sha: string): Promise<CommitPlace> {
    const args = ['rev-parse', '--verify', '--quiet', `${sha}^{commit}`];
    const commit = await gitText(this.host, folder, args, { mayFindNothing: true });
    if (!commit.ok) return unknown(commit);
    if (commit.nothingFound) return { state: 'missing' };
    if (!SHA.test(commit.text)) return unknown(notGit('a commit'));
    const counts = await gitText(this.host, folder, ['rev-list', '--left-right', '--count', `${commit.text}...HEAD`]);
    if (!counts.ok) return unknown(counts);
    const [, ahead, behind] = /^(\d+)\t(\d+)$/.exec(counts.text) ?? [];
    if (ahead === undefined) return unknown(notGit('numbers of commits'));
    return ahead === '0' ? { state: 'here', behind: Number(behind) } : { state: 'aside' };
  }
}

const unknown = (failure: GitFailure): CommitPlace => ({ state: 'unknown', failure });

// A commit that is missing may be fetched, and git may answer the next time.
const isLasting = ({ state }: CommitPlace): boolean => state === 'here' || state === 'aside';

const keyOf = (folder: string, sha: string): string => `${folder}\n${sha}`;
